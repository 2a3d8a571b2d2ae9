"""What a report asks of the client and promises for next week, in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from processes.reports.dates import day_and_month, day_and_time, near_day
from processes.reports.own_words import Action, Decision
from processes.reports.report_facts import Coming, ReportFacts, Wanted
from processes.reports.report_lines import Asked, NextStep
from processes.reports.step_words import step
from processes.shown import spoken

AT_MOST = 3  # decisions wanted from a client at a time
LONGEST_COST = 200  # letters, as many as may be typed


def proposed_decisions(facts: ReportFacts) -> list[Decision]:
    """What the timeline asks of the client: decisions, words by their day, dates; three at most."""
    zone = ZoneInfo(facts.zone)
    today = facts.until.astimezone(zone).date()
    effects = {row.title: row.effect for row in facts.told}
    found = [
        Decision(
            _("Your decision on “%(what)s”") % {"what": row.text},
            row.due_on,
            meanwhile(effects.get(row.text, "")),
        )
        for row in facts.wanted
        if row.kind == "decision"
    ]
    by_day: dict[date | None, list[Wanted]] = defaultdict(list)
    for row in facts.wanted:
        if row.kind == "word":
            by_day[row.due_on].append(row)
    found += [word(rows, facts, today) for rows in by_day.values()]
    if missing := dates_missing(facts):
        found.append(
            Decision(
                _("Dates for %(what)s") % {"what": missing},
                cost=_("without them people are lost to other processes"),
            )
        )
    return found[:AT_MOST]


def meanwhile(effect: str) -> str:
    """What an obstacle means if nothing changes is what waiting for a decision costs (C6)."""
    return Truncator(" ".join(effect.split()).rstrip(".")).chars(LONGEST_COST)


def word(rows: list[Wanted], facts: ReportFacts, today: date) -> Decision:
    """Your word on these people, by when, and what waiting costs."""
    names = get_text_list([spoken(row.text) for row in rows], _("and"))
    first, costs = rows[0], []
    is_late = first.due_at is not None and first.due_at < facts.until
    if is_late:
        days = max(row.days for row in rows)
        costs.append(
            ngettext("%(days)d day of waiting so far", "%(days)d days of waiting so far", days)
            % {"days": days}
        )
    costs += [offer(row, today) for row in rows if row.has_other_offer]
    return Decision(
        _("Your word on %(names)s") % {"names": names},
        first.due_on,
        "; ".join(costs),
        at=None if is_late else first.due_at,
        is_late=is_late,
    )


def offer(row: Wanted, today: date) -> str:
    if row.offer_answers_on and row.offer_answers_on >= today:
        return _("%(name)s has another offer and answers %(day)s") % {
            "name": spoken(row.text),
            "day": near_day(row.offer_answers_on, today),
        }
    return _("%(name)s has another offer") % {"name": spoken(row.text)}


def asked(facts: ReportFacts, own: Sequence[Decision] | None) -> list[Asked]:
    """The decisions wanted, as the recruiter has written them or the timeline proposes them."""
    zone = ZoneInfo(facts.zone)
    today = facts.until.astimezone(zone).date()
    rows = proposed_decisions(facts) if own is None else list(own)[:AT_MOST]
    said = []
    for row in rows:
        is_late = row.is_late or (row.on is not None and row.on < today)
        if row.on is None:
            when = ""
        elif is_late:
            when = _("was due %(day)s") % {"day": near_day(row.on, today)}
        else:
            day = day_and_time(row.at, zone) if row.at else near_day(row.on, today)
            when = _("by %(day)s") % {"day": day}
        said.append(Asked(row.text, when, row.cost, is_late))
    return said


def dates_missing(facts: ReportFacts) -> str:
    """Which of the dates of C3 are not agreed, "the presentation and the decision"."""
    names = {
        "presentation_on": pgettext("date to agree", "the presentation"),
        "meetings_on": pgettext("date to agree", "your meetings"),
        "decision_on": pgettext("date to agree", "the decision"),
    }
    missing = [names[row.text] for row in facts.wanted if row.kind == "dates"]
    return str(get_text_list(missing, _("and")))


def proposed_actions(facts: ReportFacts) -> list[Action]:
    """What the schedule and the meetings say of the week ahead, by their day."""
    return [action(row, facts) for row in facts.coming]


def action(row: Coming, facts: ReportFacts) -> Action:
    if row.is_meeting:
        return Action(_("you meet %(name)s") % {"name": spoken(row.text)}, "", row.on, row.at)
    if row.on is None:
        return Action(_("Still to do: %(what)s") % {"what": step(row)}, facts.recruiter)
    return Action(step(row), facts.recruiter, row.on)


def next_week(facts: ReportFacts, own: Sequence[Action] | None) -> list[NextStep]:
    """The steps of next week with owner and day; never empty."""
    zone = ZoneInfo(facts.zone)
    rows = proposed_actions(facts) if own is None else own
    said = [
        NextStep(
            row.text,
            day_and_time(row.at, zone) if row.at else day_and_month(row.on) if row.on else "",
            row.owner,
        )
        for row in rows
    ]
    return said or [NextStep(_("We go on; no day is set for the next step yet."))]
