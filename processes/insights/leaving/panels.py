"""The panels of "Where people leave": chart, table, its CSV, and the ways to the cases."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from processes.insights.charts import Amount, Column, Piece, columns
from processes.insights.figures import Period
from processes.insights.leaving.choice import AFTER, BEFORE, Leaving
from processes.insights.leaving.figures import WHO, Gone, Shape
from processes.insights.tables import Cell, Line, Table
from processes.insights.tables import shown as for_the_eye
from processes.models import Kind
from processes.stages import Reason, SaidNo, Stage

MOST = 10  # clients or managers on the page; the CSV has all of them


@dataclass(frozen=True)
class Figure:
    """A number of a table, and the address of its cases; empty where there are none."""

    value: Cell
    url: str = ""

    @property
    def shown(self) -> str:
        return for_the_eye(self.value)


@dataclass(frozen=True)
class Row:
    name: str
    figures: tuple[Figure, ...]
    url: str = ""
    is_few: bool = False


@dataclass(frozen=True)
class Bar:
    """A lying bar, as long as its number among the others; its pieces say who said no."""

    name: str
    number: str
    url: str
    pieces: tuple[Piece, ...]
    is_few: bool
    is_pair: bool = False  # two pieces, one over the other


@dataclass(frozen=True)
class Panel:
    name: str
    title: str
    headings: tuple[str, ...]
    rows: list[Row]
    csv_url: str
    note: str = ""
    bars: list[Bar] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    is_cut: bool = False
    tones: tuple[tuple[str, str], ...] = ()

    @property
    def has_few(self) -> bool:
        return any(row.is_few for row in self.rows)

    @property
    def table(self) -> Table:
        """The same for a spreadsheet."""
        lines = [
            Line(row.name, tuple(figure.value for figure in row.figures), row.is_few)
            for row in self.rows
        ]
        return Table(self.name, self.headings, lines, few=_("fewer than five"))


def cases(choice: Leaving, **more: object) -> str:
    return reverse("insights_leaving_cases") + choice.query(**more)


def csv_url(name: str, choice: Leaving) -> str:
    return reverse("insights_leaving_table", args=[name]) + choice.query()


def who_names() -> tuple[str, ...]:
    return (
        pgettext("who said no", "Candidate"),
        pgettext("who said no", "Client"),
        pgettext("who said no", "We"),
    )


def gone_panel(
    name: str,
    title: str,
    heading: str,
    found: Sequence[Gone],
    choice: Leaving,
    *,
    by: str,
    narrows: bool = False,
    most: int | None = None,
    note: str = "",
) -> Panel:
    """``by``: the wish that leads to a row's cases; one that ``narrows`` leads to the page, too."""
    seen = list(found[:most] if most else found)
    whole = sum(row.all for row in found)
    page = reverse("insights_leaving")

    def whole_row(row: Gone) -> str:
        return cases(choice, **{by: row.key}) if row.all else ""

    def way(row: Gone) -> str:
        return page + choice.query(**{by: row.key}) if narrows else whole_row(row)

    rows = [
        Row(
            row.name,
            (
                figure(row.all, choice, {by: row.key}),
                *(figure(row.by_who.get(who, 0), choice, {by: row.key, "who": who}) for who in WHO),
                Figure(round(100 * row.all / whole) if whole else None, whole_row(row)),
            ),
            way(row),
            row.is_few,
        )
        for row in seen
    ]
    headings = (heading, pgettext("people", "Left"), *who_names(), _("Share, %"))
    return Panel(
        name,
        title,
        headings,
        rows,
        csv_url(name, choice),
        note,
        bars(seen, rows),
        is_cut=bool(most and len(found) > most),
    )


def figure(number: int, choice: Leaving, more: dict[str, Any]) -> Figure:
    """Who said no, chosen for the page already, stays chosen."""
    if choice.who and more.get("who", choice.who) != choice.who:
        return Figure(number)
    return Figure(number, cases(choice, **more) if number else "")


def bars(found: Iterable[Gone], rows: list[Row]) -> list[Bar]:
    gone = list(found)
    longest = max((row.all for row in gone), default=0) or 1
    return [
        Bar(row.name, str(row.all), drawn.url, tuple(pieces(row, longest)), row.is_few)
        for row, drawn in zip(gone, rows, strict=True)
        if row.all
    ]


def pieces(row: Gone, longest: int) -> Iterable[Piece]:
    place = 0.0
    for who in WHO:
        length = 100 * row.by_who.get(who, 0) / longest
        if length:
            yield Piece(round(place, 2), round(length, 2), f"no-{who}")
            place += length


def gathered(
    counted: dict[Hashable, dict[str, int]], names: Iterable[tuple[Any, str]], *, empty: bool
) -> list[Gone]:
    """In the order of ``names``; what nobody left for is left out unless it belongs there."""
    rows = [Gone(key, name, dict(counted.get(key, {}))) for key, name in names]
    return [row for row in rows if empty or row.all]


def stages_panel(shape: Shape, choice: Leaving) -> Panel:
    found = gathered(shape.stage, [(s.value, str(s.label)) for s in Stage], empty=False)
    title = _("At which stage")
    return gone_panel("stages", title, _("Stage"), found, choice, by="stage")


def reasons_panel(shape: Shape, choice: Leaving) -> Panel:
    found = gathered(shape.reason, [(r.value, str(r.label)) for r in Reason], empty=False)
    found.sort(key=lambda row: -row.all)
    return gone_panel("reasons", _("Why"), _("Reason"), found, choice, by="reason")


def who_panel(shape: Shape, choice: Leaving) -> Panel:
    found = gathered(shape.who, [(w.value, str(w.label)) for w in SaidNo], empty=False)
    title = _("Who said no")
    return gone_panel("who", title, _("Who"), found, choice, by="who")


def kinds_panel(shape: Shape, choice: Leaving) -> Panel:
    found = gathered(shape.kind, [(k.value, str(k.label)) for k in Kind], empty=False)
    title, heading = _("By kind of assignment"), _("Kind")
    return gone_panel("kinds", title, heading, found, choice, by="kind", narrows=True)


def sides_panel(shape: Shape, choice: Leaving) -> Panel:
    counted = shape.met
    sides: dict[Hashable, dict[str, int]] = {
        BEFORE: counted.get(False, {}),
        AFTER: counted.get(True, {}),
    }
    names = [(BEFORE, _("Before meeting the client")), (AFTER, _("After meeting the client"))]
    found = gathered(sides, names, empty=True)
    title = _("Before and after the meeting")
    return gone_panel("meeting", title, _("When"), found, choice, by="meeting")


def clients_panel(found: list[Gone], choice: Leaving, most: int | None = MOST) -> Panel:
    title, heading = _("By client"), _("Client")
    return gone_panel(
        "clients", title, heading, found, choice, by="client", narrows=True, most=most
    )


def managers_panel(found: list[Gone], choice: Leaving, most: int | None = MOST) -> Panel:
    title, heading = _("By hiring manager"), _("Who decides")
    return gone_panel(
        "managers", title, heading, found, choice, by="manager", narrows=True, most=most
    )


def months_panel(shape: Shape, choice: Leaving, period: Period) -> Panel:
    counted = shape.month
    names = [(start, date_format(start, "YEAR_MONTH_FORMAT")) for start in period.months]
    found = [
        Gone(f"{row.key:%Y-%m}", row.name, row.by_who)
        for row in gathered(counted, names, empty=True)
    ]
    panel = gone_panel("months", _("By month"), _("Month"), found, choice, by="month")
    return Panel(
        panel.name,
        panel.title,
        panel.headings,
        panel.rows,
        panel.csv_url,
        columns=columns(
            [amount(row, start) for row, start in zip(found, period.months, strict=True)]
        ),
    )


def amount(row: Gone, start: datetime) -> Amount:
    parts = tuple((float(row.by_who.get(who, 0)), f"no-{who}") for who in WHO)
    return Amount(
        date_format(start, "M"), str(row.all), f"{row.name}: {row.all}", parts, row.is_few
    )
