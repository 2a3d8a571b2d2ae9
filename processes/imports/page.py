"""What the page of an import shows: its tables, what becomes of their rows, who is undecided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from candidates.models import Candidate, TwinReason
from processes.forms.import_sheet import SEPARATORS
from processes.forms.imports import ChoicesForm, TryingForm
from processes.importing.encodings import CHOICES
from processes.importing.one_row import TAKES
from processes.importing.tables import BY_NAME, preset_of
from processes.imports.counting import count
from processes.models import (
    Import,
    ImportRow,
    ImportSheet,
    ImportState,
    RowBecame,
    RowReturned,
)

SHOWN = 100  # refused rows, and those that stay
ASKED = 50  # rows that are perhaps here already, on one page
FIRST = 5  # rows as they would be
Undecided = list[tuple[ImportRow, list[tuple[Candidate, list[Any]]]]]
WIDEST = 8  # columns of what would be


@dataclass(frozen=True)
class TableLine:
    """One table of an import, as its page tells of it."""

    sheet: ImportSheet
    rows: int
    counts: dict[str, int]

    @property
    def label(self) -> Any:
        return BY_NAME[self.sheet.table].label if self.sheet.table in BY_NAME else ""

    @property
    def left_out(self) -> list[str]:
        kept = set(self.sheet.mapping.values())
        header = enumerate(self.sheet.header)
        return [label for place, label in header if place not in kept and label]

    @property
    def encoding(self) -> str:
        return dict(CHOICES).get(self.sheet.encoding, self.sheet.encoding)

    @property
    def separator(self) -> str:
        return str(dict(SEPARATORS).get(self.sheet.separator, self.sheet.separator))

    @property
    def system(self) -> str:
        """Whose export it is, where its columns tell."""
        preset = preset_of(self.sheet.header) if self.sheet.header else None
        return preset.label if preset else ""

    @property
    def numbers(self) -> list[int]:
        return [self.counts.get(became, 0) for became in RowBecame.values]

    @property
    def told(self) -> list[tuple[str, int]]:
        """The same with their names, for a window too narrow for columns."""
        return [(str(became.label), self.counts.get(became, 0)) for became in RowBecame]


def context_of(found: Import) -> dict[str, Any]:
    sheets = list(found.sheets.annotate(lines=models.Count("rows")))
    by_sheet = [
        TableLine(sheet, sheet.lines, found.counts.get(str(sheet.pk), {})) for sheet in sheets
    ]
    rows = ImportRow.objects.filter(sheet__of=found).select_related("sheet")
    refused = rows.filter(became=RowBecame.REFUSED)
    stays = rows.exclude(why="")
    counts = found.counts.get("all", {})
    undecided = undecided_rows(found)
    return {
        "found": found,
        "tables": by_sheet,
        "became": RowBecame.choices,
        "counts": counts,
        "to_take_in": sum(counts.get(name, 0) for name in (RowBecame.NEW, RowBecame.UPDATED)),
        "undecided": counts.get(RowBecame.PERHAPS, 0),
        "refused": refused[:SHOWN],
        "refused_more": counts.get(RowBecame.REFUSED, 0) - SHOWN,
        "noted": rows.exclude(became=RowBecame.REFUSED).exclude(reason="")[:SHOWN],
        "stays": stays[:SHOWN],
        "returned": [
            (label, found.counts.get("returned", {}).get(value, 0))
            for value, label in RowReturned.choices
        ],
        "previews": previews(by_sheet) if found.state == ImportState.CHECKED else [],
        "choices": ChoicesForm(rows=undecided) if undecided else None,
        "form": TryingForm(instance=found),
        "is_mapped": any(line.sheet.table for line in by_sheet),
        "brings_people": any(line.sheet.table == "candidates" for line in by_sheet),
    }


def undecided_rows(found: Import) -> Undecided:
    """The first of those who are perhaps here already, each with whom they may be, and why."""
    rows = ImportRow.objects.filter(sheet__of=found).asked_about()
    some = list(rows.exclude(became=RowBecame.REFUSED)[:ASKED])
    keys = {pk for row in some for pk, _reasons in row.twins}
    known = Candidate.objects.findable().in_bulk(keys)
    return [
        (
            row,
            [
                (known[pk], [TwinReason(reason).label for reason in reasons])
                for pk, reasons in row.twins
                if pk in known
            ],
        )
        for row in some
    ]


def choose(found: Import, chosen: dict[int, str], rest: str) -> None:
    """Keeps what was said of rows, and of all others that are undecided."""
    rows = ImportRow.objects.filter(sheet__of=found).asked_about()
    for pk, choice in chosen.items():
        rows.filter(pk=pk).update(choice=choice, became=became_by(choice))
    if rest:
        rows.filter(choice="", became=RowBecame.PERHAPS).update(choice=rest, became=became_by(rest))
    Import.objects.filter(pk=found.pk).update(counts=count(found))


def became_by(choice: str) -> str:
    if not choice:
        return RowBecame.PERHAPS
    fixed = {ImportRow.NEW: RowBecame.NEW, ImportRow.LEAVE: RowBecame.LEFT_OUT}
    return fixed.get(choice, RowBecame.UPDATED)


def previews(tables: list[TableLine]) -> list[dict[str, Any]]:
    """The first rows of each table as they would be here: by our fields."""
    shown = []
    for line in tables:
        if line.sheet.table not in TAKES:
            continue
        model = apps.get_model(TAKES[line.sheet.table])
        rows = line.sheet.rows.filter(became__in=[RowBecame.NEW, RowBecame.UPDATED])
        first = list(rows.exclude(said={}).order_by("line")[:FIRST])
        said = {name for row in first for name in row.said}
        own = [field.name for field in model._meta.concrete_fields if not field.is_relation]
        names = [name for name in own if name in said][:WIDEST]
        if names:
            shown.append(
                {
                    "label": line.label,
                    "fields": [model._meta.get_field(name).verbose_name for name in names],
                    "rows": [
                        (row, [written(row.said.get(name)) for name in names]) for row in first
                    ],
                }
            )
    return shown


def written(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
