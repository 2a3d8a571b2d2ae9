"""Whom a rule would close before it takes effect, and whom its end would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from candidates.models import Candidate
from processes.models import RetentionRule
from processes.retention.reckoning import Calendar, Kept, over_by

MOST = 1_000  # people that are counted
NAMED = 50
AHEAD = timedelta(days=90)  # that are looked at beyond the first day


@dataclass(frozen=True)
class Leaver:
    candidate: Candidate
    on: date  # the day on which they would be closed


@dataclass(frozen=True)
class Outlook:
    """``at_first``: on the first day; ``later``: within ninety days after it; up to a bound."""

    first_day: date
    at_first: int
    later: int
    is_more: bool
    named: list[Leaver]


def if_in_force(rule: RetentionRule, closes_from: date, calendar: Calendar) -> Outlook:
    """Whom this draft would close, were it in force with that first day."""
    before = rule.predecessor
    others = [one for one in RetentionRule.objects.in_force() if one != before]
    changed = RetentionRule(
        pk=rule.pk,
        country=rule.country,
        purpose=rule.purpose,
        outcome=rule.outcome,
        months=rule.months,
        closes_from=closes_from,
    )
    found = over_by(
        closes_from + AHEAD,
        [*others, changed],
        calendar,
        country=rule.country,
        most=MOST + 1,
        rule=rule,
    )
    return _outlook(found, closes_from)


def if_ended(rule: RetentionRule, calendar: Calendar) -> Outlook:
    """Whom the other rules would close if this one did not keep them."""
    rest = list(RetentionRule.objects.in_force().exclude(pk=rule.pk))
    tomorrow = calendar.today + timedelta(days=1)
    found = over_by(tomorrow + AHEAD, rest, calendar, country=rule.country, most=MOST + 1)
    with_it = over_by(
        tomorrow + AHEAD, [*rest, rule], calendar, country=rule.country, most=MOST + 1
    )
    closed_anyway = {kept.candidate for kept in with_it}
    return _outlook([kept for kept in found if kept.candidate not in closed_anyway], tomorrow)


def _outlook(found: list[Kept], first_day: date) -> Outlook:
    days = {kept.candidate: _closes_on(kept, first_day) for kept in found[:MOST]}
    first = sorted(days, key=lambda pk: (days[pk], pk))[:NAMED]
    people = Candidate.objects.in_bulk(first)
    at_first = sum(1 for day in days.values() if day == first_day)
    return Outlook(
        first_day,
        at_first,
        len(days) - at_first,
        len(found) > MOST,
        [Leaver(people[pk], days[pk]) for pk in first if pk in people],
    )


def _closes_on(kept: Kept, first_day: date) -> date:
    assert kept.until is not None, "whoever is closed was kept until a day"
    return max(kept.until + timedelta(days=1), first_day)
