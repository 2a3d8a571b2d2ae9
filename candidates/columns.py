"""The columns of the list of candidates, of which everybody chooses their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST = 5
USUAL = ("skills", "place", "available")
# From which width of the window on, by place: names must have room.
SHOWN_FROM = ("sm:block", "md:block", "lg:block", "xl:block", "min-[90rem]:block")


@dataclass(frozen=True)
class Column:
    """One column; ``width`` is a class of the stylesheet."""

    name: str
    label: str | Promise
    width: str


COLUMNS = (
    Column("skills", _("Skills"), "w-56"),
    Column("place", _("Place"), "w-28"),
    Column("available", _("Available"), "w-28"),
    Column("employer", _("Works at"), "w-32"),
    Column("stage", _("Stands"), "w-40"),
    Column("contact", _("Last contact"), "w-24"),
    Column("owner", _("Looked after by"), "w-28"),
    Column("pay", _("Expects"), "w-32"),
    Column("kinds", _("Wants work that is"), "w-28"),
    Column("languages", _("Speaks"), "w-28"),
    Column("tags", _("Tags"), "w-32"),
    Column("added", _("Came"), "w-24"),
)
BY_NAME = {column.name: column for column in COLUMNS}


@dataclass(frozen=True)
class Shown:
    """A column where it stands; ``look`` says from which width on it is seen."""

    column: Column
    look: str


def shown(names: Iterable[str]) -> list[Shown]:
    """These columns in their order, the usual ones where nothing was chosen; unknown ones not."""
    chosen = [BY_NAME[name] for name in names if name in BY_NAME][:MOST]
    columns = chosen or [BY_NAME[name] for name in USUAL]
    return [
        Shown(column, f"hidden {look} {column.width}")
        for column, look in zip(columns, SHOWN_FROM, strict=False)
    ]
