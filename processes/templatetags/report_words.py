from __future__ import annotations

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def as_shown(field: BoundField) -> SafeString:
    """What the field says as the page is made, hidden: what differs from it was typed."""
    return field.as_hidden(only_initial=True)
