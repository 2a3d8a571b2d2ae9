"""What a report tells, in sentences: figures, what was promised, people, the market, who left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from processes.models.must_have import Fit
from processes.reports.dates import day_and_month, near_day
from processes.reports.report_facts import (
    Promised,
    ReportFacts,
    Shown,
    Told,
)
from processes.reports.standing_words import time_covered
from processes.stages import Reason, SaidNo, Stage, counted


def stage_label(stage: str) -> str:
    return str(Stage(stage).label)


def figures(facts: ReportFacts, today: date) -> Iterator[tuple[int, str]]:
    """The four numbers on top, each with what is new."""
    covered = time_covered(facts, today)
    for stage in (Stage.IDENTIFIED, Stage.CONTACTED, Stage.INTERVIEWED, Stage.PRESENTED):
        step = facts.step(stage)
        yield (
            step.total,
            _("%(stage)s, %(count)d %(this_week)s")
            % {
                "stage": counted(stage, step.total),
                "count": step.this_week,
                "this_week": covered,
            },
        )


def answers(facts: ReportFacts) -> str:
    if not facts.contacted:
        return ""
    return _("%(answered)d of %(contacted)d contacted have answered, %(percent)d %%.") % {
        "answered": facts.answered,
        "contacted": facts.contacted,
        "percent": round(100 * facts.answered / facts.contacted),
    }


def promised(facts: ReportFacts, today: date) -> Iterator[tuple[str, str, str]]:
    for row in facts.promised:
        text = _("Weekly call") if row.is_call else row.text
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


def left(facts: ReportFacts) -> Iterator[tuple[str, str]]:
    """Who said no, how many, and for which reasons."""
    reasons: dict[str, list[str]] = defaultdict(list)
    total: dict[str, int] = defaultdict(int)
    for row in facts.left:
        total[row.said_no] += row.total
        reasons[row.said_no].append(f"{str(Reason(row.reason).label).lower()} {row.total}")
    for who in SaidNo:
        if count := total[who]:
            said = {
                SaidNo.CANDIDATE: ngettext(
                    "%(count)d said no", "%(count)d said no themselves", count
                ),
                SaidNo.CLIENT: ngettext(
                    "You said no to %(count)d", "You said no to %(count)d", count
                ),
                SaidNo.WE: ngettext("We said no to %(count)d", "We said no to %(count)d", count),
            }[who]
            yield said % {"count": count}, ", ".join(reasons[who])
