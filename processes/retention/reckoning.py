"""Until when people are kept, reckoned by PostgreSQL for many at once.

From the last word with somebody (a contact, an ended candidacy, the end of a placement) so many
months as the rule says that fits them best. Whoever is still in play, in a job that we found, or
waits for a word of ours stays whatever the day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

from accounts.models import Agency
from processes.models import Furthest, RetentionRule

# The people that are asked about come first, as "people"; the rest is the same for all of them.
KEPT = """
SELECT f.id, r.id AS rule, r.months,
       CASE WHEN r.id IS NOT NULL THEN
         GREATEST((f.last_word + make_interval(months => r.months))::date,
                  r.closes_from - 1, f.keep_at_least_until)
       END AS until,
       f.stays
FROM (
  SELECT c.id, c.country, c.keep_at_least_until,
         (GREATEST(c.created_at, c.last_contact_at, k.ended, p.ended)
            AT TIME ZONE %(zone)s)::date AS last_word,
         CASE WHEN k.applied THEN 'applied' ELSE 'sourced' END AS purpose,
         CASE WHEN p.ever THEN 'placed' WHEN k.presented THEN 'presented'
              WHEN k.ever THEN 'considered' ELSE 'none' END AS outcome,
         COALESCE(k.in_play, false) OR COALESCE(p.runs, false) OR EXISTS (
           SELECT FROM processes_followup w JOIN processes_candidacy y ON y.id = w.candidacy_id
           WHERE y.candidate_id = c.id AND w.settled_at IS NULL AND w.dropped_at IS NULL
         ) AS stays
  FROM people c
  LEFT JOIN LATERAL (
    SELECT true AS ever, bool_or(applied_at IS NOT NULL) AS applied,
           bool_or(presented_at IS NOT NULL) AS presented, max(ended_at) AS ended,
           bool_or(ended_at IS NULL AND stage <> 'placed') AS in_play
    FROM processes_candidacy WHERE candidate_id = c.id HAVING count(*) > 0
  ) k ON true
  LEFT JOIN LATERAL (
    SELECT true AS ever, max(m.ends_on)::timestamp AT TIME ZONE %(zone)s AS ended,
           bool_or(y.ended_at IS NULL AND (m.ends_on IS NULL OR m.ends_on >= %(today)s
                   OR EXISTS (SELECT FROM processes_touchpoint t WHERE t.placement_id = m.id
                              AND t.opens_at IS NOT NULL AND t.dropped_at IS NULL))) AS runs
    FROM processes_placement m JOIN processes_candidacy y ON y.id = m.candidacy_id
    WHERE y.candidate_id = c.id HAVING count(*) > 0
  ) p ON true
) f
LEFT JOIN LATERAL (
  SELECT * FROM rules
  WHERE country IN ('', f.country) AND purpose IN ('', f.purpose) AND outcome IN ('', f.outcome)
  ORDER BY country = '', purpose = '', outcome = '' LIMIT 1
) r ON true
"""
RULES = """
SELECT * FROM unnest(
  %(ids)s::bigint[], %(countries)s::text[], %(purposes)s::text[], %(outcomes)s::text[],
  %(months)s::int[], %(closes_from)s::date[]
) AS rule(id, country, purpose, outcome, months, closes_from)
"""
# Of a rule about few only those are looked at: all others would be reckoned for nothing.
ONLY: dict[str, str] = {
    Furthest.PLACED: "AND id IN (SELECT y.candidate_id FROM processes_placement m "
    "JOIN processes_candidacy y ON y.id = m.candidacy_id) ",
    Furthest.PRESENTED: "AND id IN (SELECT candidate_id FROM processes_candidacy "
    "WHERE presented_at IS NOT NULL) ",
}
COLUMNS = "id, country, keep_at_least_until, created_at, last_contact_at"
STANDING = "closed_at IS NULL AND merged_into_id IS NULL"


@dataclass(frozen=True)
class Kept:
    """``until`` is the last day; None, with the rule, where no rule fits."""

    candidate: int
    rule: int | None
    months: int | None
    until: date | None
    stays: bool  # whatever the day: in play, in a job we found, or waiting for a word

    def is_over(self, today: date) -> bool:
        return self.until is not None and self.until < today and not self.stays


@dataclass(frozen=True)
class Calendar:
    """The agency's day and its time zone."""

    today: date
    zone: str

    @classmethod
    def at(cls, at: datetime) -> Calendar:
        zone = Agency.current().time_zone
        return cls(timezone.localtime(at, ZoneInfo(zone)).date(), zone)


def of_some(pks: Collection[int], calendar: Calendar) -> list[Kept]:
    """These people, whether closed or not, by the rules in force."""
    people = f"SELECT {COLUMNS} FROM candidates_candidate WHERE id = ANY(%(pks)s)"  # noqa: S608
    return _reckoned(people, RetentionRule.objects.in_force(), calendar, pks=list(pks))


def of_next(after: int, size: int, calendar: Calendar) -> list[Kept]:
    """Some people behind a number, in its order; fewer than ``size`` are the last."""
    people = (
        f"SELECT {COLUMNS} FROM candidates_candidate "  # noqa: S608 (constants)
        f"WHERE id > %(after)s AND {STANDING} ORDER BY id LIMIT %(size)s"
    )
    rules = RetentionRule.objects.in_force()
    return _reckoned(people, rules, calendar, after=after, size=size)


def over_by(
    day: date,
    rules: Collection[RetentionRule],
    calendar: Calendar,
    *,
    country: str,
    most: int,
    rule: RetentionRule | None = None,
) -> list[Kept]:
    """Of a country (or all) those whom these rules, or one of them, would close by that day.

    At most so many. Whoever heard from us within the shortest of the rules is not looked at.
    """
    if not rules:
        return []
    people = (
        f"SELECT {COLUMNS} FROM candidates_candidate "  # noqa: S608 (constants)
        f"WHERE {STANDING} AND (%(country)s = '' OR country = %(country)s) "
        "AND created_at < %(long_ago)s "
        "AND (last_contact_at IS NULL OR last_contact_at < %(long_ago)s) "
        f"{ONLY.get(rule.outcome, '') if rule else ''}ORDER BY id"
    )
    long_ago = day - timedelta(days=28 * min(rule.months for rule in rules) - 1)
    asked = {
        "country": country,
        "long_ago": long_ago,
        "day": day,
        "most": most,
        "rule": rule and rule.pk,
    }
    only = (
        "WHERE until < %(day)s AND NOT stays AND (%(rule)s::bigint IS NULL OR rule = %(rule)s) "
        "LIMIT %(most)s"
    )
    return _reckoned(people, rules, calendar, only, **asked)


def write(reckoned: Collection[Kept]) -> int:
    """Keeps the day on each record whose day is another; how many these were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE candidates_candidate c SET kept_until = n.until "
            "FROM unnest(%s::bigint[], %s::date[]) AS n(id, until) "
            "WHERE c.id = n.id AND c.kept_until IS DISTINCT FROM n.until",
            [[kept.candidate for kept in reckoned], [kept.until for kept in reckoned]],
        )
        return int(cursor.rowcount)


def _reckoned(
    people: str, rules: Iterable[RetentionRule], calendar: Calendar, only: str = "", **asked: Any
) -> list[Kept]:
    rules = list(rules)
    asked |= {
        "zone": calendar.zone,
        "today": calendar.today,
        "ids": [rule.pk for rule in rules],
        "countries": [rule.country for rule in rules],
        "purposes": [rule.purpose for rule in rules],
        "outcomes": [rule.outcome for rule in rules],
        "months": [rule.months for rule in rules],
        "closes_from": [rule.closes_from for rule in rules],
    }
    statement = (
        f"WITH rules AS ({RULES}), people AS ({people}) "  # noqa: S608 (constants)
        f"SELECT * FROM ({KEPT}) kept {only}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return [Kept(*row) for row in cursor.fetchall()]
