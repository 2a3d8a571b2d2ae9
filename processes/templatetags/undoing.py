"""Whether the reader may still take back a line of the timeline."""

from __future__ import annotations

from django import template
from django.template import Context

from processes.models import Event

register = template.Library()


@register.simple_tag(takes_context=True)
def can_undo(context: Context, event: Event) -> bool:
    """Nobody reads a timeline that is rendered without a request."""
    request = context.get("request")
    return request is not None and event.can_be_undone(by=request.user, at=request.at)
