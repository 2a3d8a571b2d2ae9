"""The cards of a board: a column's card is rendered once and filled in for everybody on it."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.html import conditional_escape as escaped
from django.utils.html import format_html
from django.utils.safestring import SafeString

from processes.board import Card, Column

register = template.Library()

# A template costs 0.1 ms a card, which 150 cards cannot afford; filling in costs a tenth of it.
PATTERN = "processes/parts/card.html"
BLANKS = {
    name: SafeString(f"{{{name}}}")
    for name in ("url", "link", "name", "initials", "headline", "interest", "flag", "alert", "note")
}


@register.simple_tag(takes_context=True)
def cards(context: Context, column: Column) -> SafeString:
    """The cards of a column, by the card's template."""
    if not column.cards:
        return SafeString("")
    assert context.template is not None  # a tag is rendered within a template
    with context.push(card=BLANKS):
        pattern = context.template.engine.get_template(PATTERN).render(context)
    return SafeString("".join(pattern.format_map(filled(card)) for card in column.cards))


def filled(card: Card) -> dict[str, str]:
    """What stands in a card's blanks, safe to be shown."""
    return {
        "url": card.url,
        "link": "" if card.is_closed else f'href="{card.url}" ',
        "name": escaped(card.name),
        "initials": escaped(card.initials),
        "headline": escaped(card.headline),
        "interest": card.interest,
        "flag": flag(card.flag, card.flag_tone),
        "alert": note(card.alert, "late"),
        "note": note(card.note, card.note_tone),
    }


def flag(words: str, tone: str) -> str:
    if not words:
        return ""
    return format_html('<span class="badge badge-{} truncate">{}</span>', tone, words)


def note(words: str, tone: str) -> str:
    if not words:
        return ""
    look = f"font-medium text-{tone}" if tone else "quiet"
    return format_html('<div class="mt-1.5 text-xs {}">{}</div>', look, words)
