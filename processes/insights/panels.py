"""The panels of the Insights page: each a chart, the table under it, and its CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from processes.insights import figures
from processes.insights.charts import Amount, Bar, Column, bars, columns
from processes.insights.choice import Choice
from processes.insights.figures import DAY, Answers, Period, Record
from processes.insights.tables import (
    NOTHING,
    Table,
    answers_table,
    kept_table,
    month_name,
    months_table,
    one_decimal,
)

MOST = 10  # recruiters or clients on the page; the CSV has all of them


@dataclass(frozen=True)
class Panel:
    """``is_cut``: there are more lines than are shown."""

    title: str
    table: Table
    csv_url: str
    bars: list[Bar]
    columns: list[Column]
    is_cut: bool = False

    @property
    def has_few(self) -> bool:
        return any(line.is_few for line in self.table.lines)


@dataclass(frozen=True)
class Wait:
    """One of the four small charts: a number for the whole period, and its months."""

    title: str
    number: str
    note: str
    columns: list[Column]
    is_few: bool


def csv_url(name: str, choice: Choice) -> str:
    return reverse("insights_table", args=[name]) + choice.query()


def kinds_panel(choice: Choice, period: Period) -> Panel:
    found = figures.by_kind(choice, period)
    return whose("kinds", _("By kind"), _("Kind"), "kind", found, choice)


def recruiters_panel(choice: Choice, period: Period) -> Panel:
    found = figures.by_recruiter(choice, period, MOST + 1)
    return whose("recruiters", _("By recruiter"), _("Recruiter"), "recruiter", found, choice)


def clients_panel(choice: Choice, period: Period) -> Panel:
    found = figures.by_client(choice, period, MOST + 1)
    return whose("clients", _("By client"), _("Client"), "client", found, choice)


def whose(
    name: str, title: str, heading: str, field: str, found: list[Record], choice: Choice
) -> Panel:
    """Lying bars; each line leads to the page with it chosen."""
    seen = found[:MOST]
    table = kept_table(name, heading, seen, urls(field, seen, choice))
    return Panel(title, table, csv_url(name, choice), bars(seen), [], len(found) > MOST)


def urls(field: str, found: list[Record], choice: Choice) -> dict[object, str]:
    """The page with each of these chosen."""
    page = reverse("insights")
    return {row.key: page + choice.query(**{field: row.key}) for row in found}


def months_panel(records: list[Record], choice: Choice) -> Panel:
    amounts = [
        Amount(
            month_label(record.key),
            NOTHING if record.share is None else str(record.share),
            _("%(month)s: %(kept)s on time, %(moved)s moved, %(late)s late")
            % {
                "month": month_name(record),
                "kept": record.kept,
                "moved": record.moved,
                "late": record.late,
            },
            ((record.kept, "kept"), (record.moved, "moved"), (record.late, "late")),
            record.is_few,
        )
        for record in records
    ]
    table = months_table(records)
    return Panel(_("By month"), table, csv_url("months", choice), [], columns(amounts))


def month_label(start: datetime) -> str:
    return date_format(start, "M")


def answers_panel(
    choice: Choice, period: Period, months: list[Record]
) -> tuple[Panel, list[Wait], bool]:
    """The panel, its four charts, and whether anybody waited at all."""
    found = figures.answers_by_month(choice, period)
    whole = figures.answers(choice, period)
    table = answers_table(months, found, whole)
    panel = Panel(_("How long people wait"), table, csv_url("answers", choice), [], [])
    titles = {
        "application": _("Answer to applicants, median"),
        "personal_feedback": _("Personal feedback, median"),
        "client_feedback": _("Clients' answer, median"),
    }
    drawn = [
        wait(title, whole[kind], months, found[kind], in_days) for kind, title in titles.items()
    ]
    applicants = whole["application"]
    share = wait(
        _("Applicants answered"), applicants, months, found["application"], in_percent, 100
    )
    note = _("%(answered)s of %(asked)s applicants") % {
        "answered": applicants.answered,
        "asked": applicants.asked,
    }
    drawn.append(replace(share, note=note if applicants.asked else "", is_few=applicants.few_asked))
    return panel, drawn, any(row.asked for row in whole.values())


Measure = Callable[[Answers], tuple[float | None, str, bool]]


def in_days(row: Answers) -> tuple[float | None, str, bool]:
    return row.days, NOTHING if row.days is None else one_decimal(row.days), row.is_few


def in_percent(row: Answers) -> tuple[float | None, str, bool]:
    return row.share, NOTHING if row.share is None else str(row.share), row.few_asked


def wait(
    title: str,
    whole: Answers,
    months: list[Record],
    found: list[Answers],
    measure: Measure,
    ceiling: float = 0,
) -> Wait:
    amounts = []
    for month, row in zip(months, found, strict=True):
        size, number, is_few = measure(row)
        words = f"{month_name(month)}: {number}"
        amounts.append(
            Amount(month_label(month.key), number, words, ((size or 0, "kept"),), is_few)
        )
    number = spoken(whole) if measure is in_days else f"{measure(whole)[1]} %"
    note = _("of %(count)s answers") % {"count": whole.answered} if whole.answered else ""
    drawn = columns(amounts, ceiling)
    return Wait(title, number if whole.asked else NOTHING, note, drawn, whole.is_few)


def spoken(row: Answers) -> str:
    """A median for the eye: hours up to two days, then days."""
    if row.median is None:
        return NOTHING
    if row.median < 2 * DAY:
        return _("%(hours)s h") % {"hours": round(24 * (row.median / DAY))}
    return _("%(days)s days") % {"days": one_decimal(row.median / DAY)}
