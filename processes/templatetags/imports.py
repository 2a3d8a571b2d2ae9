"""Rows of an import on its page."""

from __future__ import annotations

from django import template
from django.forms import BoundField

from candidates.models import TwinReason
from processes.forms.imports import ChoicesForm
from processes.models import ImportRow

register = template.Library()

LONGEST = 40  # letters of a cell


@register.filter
def said_in_cells(row: ImportRow) -> str:
    """What a row says, of the columns that are kept, in one line."""
    places = sorted(row.sheet.mapping.values())
    said = [row.cells[place] for place in places if place < len(row.cells)]
    return " · ".join(cell[:LONGEST] for cell in said if cell)


@register.filter
def choice_of(form: ChoicesForm, row: ImportRow) -> BoundField:
    return form[f"row_{row.pk}"]


@register.filter
def like_reasons(row: ImportRow) -> str:
    """By what the row is like one further up."""
    return ", ".join(str(TwinReason(reason).label) for reason in row.like["reasons"])
