"""Small pieces of a page that appear many times on it: icon, avatar, interest, share of a bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@lru_cache(maxsize=1)
def _sprite() -> str:
    return static("built/sprite.svg")


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, classes: str = "", label: str = "") -> SafeString:
    """An icon of static/src/icons.json; silent for screen readers unless it gets a label."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon {}" {}><use href="{}#{}"/></svg>',
        classes,
        SafeString(spoken),
        _sprite(),
        name,
    )


@register.filter
def initials(name: object) -> str:
    """First letters of the first and the last word: "Anouk de Vries" is AV."""
    words = str(name or "").split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()


@register.simple_tag
def avatar(name: object, classes: str = "") -> SafeString:
    """Round initials beside a written name; classes: avatar-sm, avatar-lg, avatar-ink."""
    return _avatar(initials(name), classes)


@lru_cache(maxsize=1024)
def _avatar(letters: str, classes: str) -> SafeString:
    return format_html(
        '<span class="avatar-initials {}" aria-hidden="true">{}</span>', classes, letters
    )


@register.simple_tag
def interest(value: int | None) -> SafeString:
    """Interest 1 to 5 as five short bars, with the words for those who do not see them."""
    filled = max(0, min(5, value or 0))
    words = (
        _("interest %(value)s of 5") % {"value": filled} if value else _("interest not asked yet")
    )
    return _interest_bars(filled, words)


@lru_cache(maxsize=64)
def _interest_bars(filled: int, words: str) -> SafeString:
    bars = format_html_join(
        "",
        '<rect x="{}" width="12" height="6" rx="3" class="{}"/>',
        ((place * 14, "fill-primary" if place < filled else "fill-base-300") for place in range(5)),
    )
    return format_html(
        '<svg class="h-1.5 w-17 shrink-0" viewBox="0 0 68 6" role="img" aria-label="{0}">'
        "<title>{0}</title>{1}</svg>",
        words,
        bars,
    )


@register.simple_tag
def move_buttons(stages: Iterable[tuple[str, Any]], current: str = "") -> SafeString:
    """A button for each (value, label) but the current one, for the "Move to" menu of a card."""
    return _move_buttons(tuple((value, str(label)) for value, label in stages), current)


@lru_cache(maxsize=256)
def _move_buttons(stages: tuple[tuple[str, str], ...], current: str) -> SafeString:
    return format_html_join(
        "",
        '<li><button type="submit" name="stage" value="{}">{}</button></li>',
        (stage for stage in stages if stage[0] != current),
    )


@register.filter
def share_of(part: float, whole: float) -> str:
    """``part`` of ``whole`` in percent for a width: "30.5"; nothing of nothing is "0"."""
    return f"{min(100.0, 100 * part / whole):.4g}" if whole else "0"


@register.filter
def largest(steps: Sequence[Any]) -> int:
    """The largest count among the steps of a funnel, each with ``.count`` or ``["count"]``."""
    return max(
        (step["count"] if isinstance(step, dict) else step.count for step in steps), default=0
    )
