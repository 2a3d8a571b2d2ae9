"""Whom retention closed keeps their name in what was; no link leads to a page that is closed."""

from __future__ import annotations

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from candidates.models import Candidate
from processes.models import Candidacy

register = template.Library()


@register.simple_tag(takes_context=True)
def page_of(context: Context, thing: Candidate | Candidacy, url: str = "") -> SafeString:
    """The name of somebody, with a link to the page (or ``url``) if the reader may open it."""
    candidate = thing if isinstance(thing, Candidate) else thing.candidate
    name = candidate.full_name
    if not candidate.opens_to(context["request"].user):
        return format_html('<span class="font-semibold">{}</span>', name)
    if not url:
        url = reverse("candidate" if thing is candidate else "candidacy", args=[thing.pk])
    return format_html('<a class="link-hover font-semibold" href="{}">{}</a>', url, name)
