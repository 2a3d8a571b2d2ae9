"""How it goes after the signature, as the agency's own people read it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def well(value: int) -> SafeString:
    """1 to 5 as five short bars, the low ones in red, with words for who does not see them."""
    return _bars(value, _("going well: %(value)s of 5") % {"value": value})


@lru_cache(maxsize=64)
def _bars(value: int, words: str) -> SafeString:
    tone = "fill-error" if value <= 2 else "fill-warning" if value == 3 else "fill-primary"
    bars = format_html_join(
        "",
        '<rect x="{}" width="12" height="6" rx="3" class="{}"/>',
        ((place * 14, tone if place < value else "fill-base-300") for place in range(5)),
    )
    return format_html(
        '<svg class="h-1.5 w-17 shrink-0" viewBox="0 0 68 6" role="img" aria-label="{0}">'
        "<title>{0}</title>{1}</svg>",
        words,
        bars,
    )


@register.filter
def why_to_ring(facts: dict[str, Any]) -> str:
    """Of an alert: why somebody rings this side today, with what was said (A2)."""
    now, was, other = (facts.get(name) for name in ("now", "was", "other"))
    said = {"now": now, "was": was, "other": other}
    if facts.get("why") == "unasked":
        return _("the other side said %(now)s of 5, this one has not been asked") % said
    if facts.get("why") == "fell":
        return _("fell from %(was)s to %(now)s of 5") % said
    if facts.get("why") == "low":
        return _("says %(now)s of 5") % said
    if facts.get("why") == "apart":
        mine, theirs = (now, other) if facts.get("said_by") == facts.get("side") else (other, now)
        return _("says %(mine)s of 5, the other side %(theirs)s") % {"mine": mine, "theirs": theirs}
    return ""
