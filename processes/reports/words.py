"""A report's facts as words, once for letter, PDF, page and portal, in the active language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from processes.reports import promise_words, sentences, standing_words
from processes.reports.dates import full_day
from processes.reports.report_facts import ReportFacts


@dataclass(frozen=True)
class OwnWords:
    """What the recruiter has written into a report."""

    comment: str = ""
    wanted: str = ""
    next_week: str = ""


@dataclass(frozen=True)
class Row:
    """A line with something to say about it; ``state``: done, moved, late, today, or nothing."""

    text: str
    note: str = ""
    state: str = ""


@dataclass(frozen=True)
class Finding:
    """What the market says: what was counted, then each way to go on; ``state``: decided or not."""

    text: str
    note: str
    ways: list[Row]
    state: str = ""


@dataclass(frozen=True)
class Bar:
    label: str
    count: int
    this_week: int
    share: float


@dataclass(frozen=True)
class Figure:
    value: int
    label: str


@dataclass(frozen=True)
class Person:
    """A presented candidate as a row of the table and a card of the portal."""

    name: str
    headline: str
    tags: list[str]
    evidence: list[str]
    standing: str
    recommended: bool
    recommendation: str
    risk: str
    is_in_play: bool


@dataclass(frozen=True)
class ReportWords:
    """Everything a rendering says, in order; an empty section is left out by the templates."""

    title: str
    client: str
    reader: str
    day: str
    week: str
    lead: str
    how_it_goes: str
    figures: list[Figure]
    bars: list[Bar]
    answers: str
    promised: list[Row]
    must_haves: list[str]
    people: list[Person]
    market: list[Finding]
    left: list[Row]
    next_week: list[str]
    wanted: list[str]
    treatment: str
    kept: str
    comment: list[str] = field(default_factory=list)


def words(
    facts: ReportFacts,
    own: OwnWords | None = None,
    *,
    day: date | None = None,
    whole_past: bool = False,
) -> ReportWords:
    """``day``: the one printed on top; by default the last that the facts know of.

    Of obstacles a report tells what is open or was decided in its time; ``whole_past``: all.
    """
    own = own or OwnWords()
    zone = ZoneInfo(facts.zone)
    today = facts.until.astimezone(zone).date()
    since = facts.since.astimezone(zone).date()
    top = max((step.total for step in facts.funnel), default=0)
    return ReportWords(
        title=facts.title,
        client=facts.client,
        reader=facts.reader,
        day=full_day(day or today),
        week=standing_words.week(facts),
        lead=standing_words.lead(facts, today),
        how_it_goes=standing_words.how_it_goes(facts, today),
        figures=[Figure(count, label) for count, label in sentences.figures(facts, today)],
        bars=[
            Bar(
                sentences.stage_label(step.stage),
                step.total,
                step.this_week,
                100 * step.total / top if top else 0,
            )
            for step in facts.funnel
        ],
        answers=sentences.answers(facts),
        promised=[Row(text, note, state) for text, note, state in sentences.promised(facts, today)],
        must_haves=list(facts.must_haves),
        people=[
            Person(
                name=row.name,
                headline=sentences.headline(row),
                tags=sentences.tags(row),
                evidence=sentences.evidence(row),
                standing=standing_words.where_it_stands(row, zone, facts.until),
                recommended=row.recommended and row.is_in_play,
                recommendation=row.recommendation,
                risk=row.risk,
                is_in_play=row.is_in_play,
            )
            for row in facts.shortlist
        ],
        market=[
            Finding(
                text=row.title,
                note=sentences.obstacle(row),
                ways=[Row(name, said) for name, said in sentences.ways(row, today)],
                state="decided" if row.decided_on else "",
            )
            for row in facts.told
            if whole_past or row.decided_on is None or row.decided_on > since
        ],
        left=[Row(who, why) for who, why in sentences.left(facts)],
        next_week=promise_words.next_week(facts, own.next_week, zone),
        wanted=promise_words.wanted(facts, own.wanted, zone, today),
        treatment=promise_words.treatment(facts.treatment),
        kept=promise_words.kept(facts.kept),
        comment=[line.strip() for line in own.comment.splitlines() if line.strip()],
    )
