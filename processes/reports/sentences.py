"""What a report tells, in sentences: figures, what was promised, people, obstacles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from processes.models.must_have import Fit
from processes.reports.changes import signed
from processes.reports.dates import day_and_month, near_day
from processes.reports.report_facts import (
    Promised,
    ReportFacts,
    Shown,
    Told,
)
from processes.reports.report_lines import Bar, Figure, Finding, Person, Row
from processes.reports.standing_words import time_covered, where_it_stands
from processes.reports.step_words import step
from processes.shown import spoken
from processes.stages import Stage, counted


def stage_label(stage: str) -> str:
    return str(Stage(stage).label)


def figures(facts: ReportFacts, today: date) -> list[Figure]:
    """The four numbers on top, each with its change."""
    covered = time_covered(facts, today)
    told = []
    for stage in (Stage.IDENTIFIED, Stage.CONTACTED, Stage.INTERVIEWED, Stage.PRESENTED):
        step = facts.step(stage)
        said = (
            _("%(stage)s, %(count)d %(this_week)s")
            if step.this_week >= 0
            else _("%(stage)s, %(count)d fewer, corrected")
        )
        words = {
            "stage": counted(stage, step.total),
            "count": abs(step.this_week),
            "this_week": covered,
        }
        told.append(Figure(step.total, said % words, stage.value))
    return told


def bars(facts: ReportFacts) -> list[Bar]:
    top = max((step.total for step in facts.funnel), default=0)
    return [
        Bar(
            label=stage_label(step.stage),
            count=step.total,
            this_week=step.this_week,
            share=100 * step.total / top if top else 0,
            name=step.stage,
            change=signed(step.this_week),
        )
        for step in facts.funnel
    ]


def answers(facts: ReportFacts) -> str:
    """How many of those contacted have answered, and how that was in the last report."""
    if not facts.contacted:
        return ""
    words = {
        "answered": facts.answered,
        "contacted": facts.contacted,
        "percent": percent(facts.answered, facts.contacted),
    }
    before = facts.before
    said = _("%(answered)d of %(contacted)d contacted have answered, %(percent)d %%.")
    if before is not None and before.contacted:
        words["before"] = percent(before.answered, before.contacted)
        said = _(
            "%(answered)d of %(contacted)d contacted have answered, %(percent)d %%; "
            "it was %(before)d %% last time."
        )
    return (said % words).replace(" %", "\N{NO-BREAK SPACE}%")


def percent(part: int, whole: int) -> int:
    return round(100 * part / whole)


def promised(facts: ReportFacts, today: date) -> Iterator[tuple[str, str, str]]:
    for row in facts.promised:
        text = _("Weekly call") if row.is_call else step(row)
        yield text, outcome(row, today), row.state


def outcome(row: Promised, today: date) -> str:
    day = near_day(row.on, today) if row.on else ""
    if row.state == "done":
        return _("done %(day)s") % {"day": day}
    if row.state == "moved":
        return _("moved to %(day)s") % {"day": day}
    if row.state == "today":
        return _("due today")
    return _("late, was due %(day)s") % {"day": day} if day else _("not yet")


def headline(row: Shown) -> str:
    """Who it is, and from when: "Payroll manager, available 1 Dec"."""
    if not row.available_on:
        return row.headline
    free = _("available %(day)s") % {"day": day_and_month(row.available_on)}
    return f"{row.headline}, {free}" if row.headline else free


def tags(row: Shown) -> list[str]:
    found = [_("we recommend")] if row.recommended and row.is_in_play else []
    return [*found, _("your own candidate")] if row.is_clients_own else found


def evidence(row: Shown) -> list[str]:
    return [
        item.text
        or (
            _("not asked yet") if item.answer == "not_asked" else str(Fit.Answer(item.answer).label)
        )
        for item in row.evidence
    ]


def people(facts: ReportFacts) -> list[Person]:
    zone = ZoneInfo(facts.zone)
    return [
        Person(
            name=spoken(row.name),
            headline=headline(row),
            tags=tags(row),
            evidence=evidence(row),
            standing=where_it_stands(row, zone, facts.until),
            recommended=row.recommended and row.is_in_play,
            recommendation=row.recommendation,
            risk=row.risk,
            is_in_play=row.is_in_play,
        )
        for row in facts.shortlist
    ]


def obstacles(facts: ReportFacts, today: date, *, whole_past: bool = False) -> list[Finding]:
    """What is open or was decided in the time covered; ``whole_past``: everything told."""
    since = facts.since.astimezone(ZoneInfo(facts.zone)).date()
    return [
        Finding(
            text=row.title,
            note=obstacle(row),
            ways=[Row(name, said) for name, said in ways(row, today)],
            state="decided" if row.decided_on else "",
        )
        for row in facts.told
        if whole_past or row.decided_on is None or row.decided_on > since
    ]


def obstacle(row: Told) -> str:
    """What was counted and what it means, in one breath (C6)."""
    return " ".join(filter(None, [stopped(row.evidence), stopped(row.effect)]))


def ways(row: Told, today: date) -> Iterator[tuple[str, str]]:
    """Two ways to go on and our advice, until when; then what was decided, what came of it."""
    if row.decided_on is None:
        for name, option in zip([_("One way"), _("Another way")], row.options, strict=False):
            yield name, stopped(option)
    yield _("Our advice"), stopped(row.proposal)
    if row.decided_on:
        day = {"day": near_day(row.decided_on, today)}
        yield _("Decided %(day)s") % day, stopped(row.decision)
    elif row.wanted_on:
        yield _("Your decision"), _("by %(day)s") % {"day": near_day(row.wanted_on, today)}
    if row.outcome.strip():
        yield _("What came of it"), stopped(row.outcome)


def stopped(text: str) -> str:
    """In one line, with a full stop unless it ends in some other way; nothing stays nothing."""
    line = " ".join(text.split())
    return line if not line or line[-1] in ".!?…:" else f"{line}."
