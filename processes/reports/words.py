"""A report's facts as words, once for letter, PDF, page and portal, in the active language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from processes.reports import (
    brief_words,
    changes,
    interim_words,
    market_words,
    promise_words,
    sentences,
    standing_words,
    treatment_words,
)
from processes.reports.dates import full_day
from processes.reports.own_words import OwnWords
from processes.reports.report_facts import ReportFacts
from processes.reports.report_lines import (
    Asked,
    Bar,
    Count,
    Departure,
    Figure,
    Finding,
    Group,
    NextStep,
    Part,
    Person,
    Renewed,
    Row,
    part,
    side_by_side,
)
from processes.reports.section_figures import figures
from processes.reports.sections import ALWAYS, Section, in_order

__all__ = ["Finding", "OwnWords", "ReportWords", "words"]


@dataclass(frozen=True)
class ReportWords:
    """Everything a rendering says. ``sections``: those with something to say, in order.

    The templates go through the sections; the portal's page takes single ones.
    """

    title: str
    client: str
    reader: str
    day: str
    week: str
    sections: list[Part]
    lead: str
    how_it_goes: str
    skipped: list[str]
    figures: list[Figure]
    wanted: list[Asked]
    brief: list[Renewed]
    promised: list[Row]
    covered: str
    bars: list[Bar]
    corrected: str
    answers: str
    companies: list[Group]
    interim: list[Row]
    must_haves: list[str]
    people: list[Person]
    left: list[Departure]
    market: list[Count]
    market_opens: str
    obstacles: list[Finding]
    next_week: list[NextStep]
    treatment: str
    kept: str

    @property
    def rows(self) -> list[list[Part]]:
        """The sections as a wide page shows them, two narrow ones beside each other."""
        return side_by_side(self.sections)

    @property
    def has_plan(self) -> bool:
        """Whether a day or an owner is known of anything that comes next."""
        return any(step.when or step.owner for step in self.next_week)

    def says(self, section: Section) -> bool:
        """Whether the facts have anything for it."""
        told: dict[Section, Any] = {
            Section.LEAD: self.lead,
            Section.DECISIONS: self.wanted,
            Section.BRIEF: self.brief,
            Section.PROMISED: self.promised,
            Section.FUNNEL: any(bar.count or bar.this_week for bar in self.bars),
            Section.COMPANIES: self.companies,
            Section.INTERIM: self.interim,
            Section.CANDIDATES: self.people,
            Section.LEFT: self.left,
            Section.MARKET: self.market,
            Section.OBSTACLES: self.obstacles,
            Section.NEXT_WEEK: self.next_week,
            Section.TREATMENT: self.treatment,
            Section.KEPT: self.kept,
        }
        return bool(told[section])


def words(
    facts: ReportFacts,
    own: OwnWords | None = None,
    *,
    sections: Sequence[str] | None = None,
    day: date | None = None,
    whole_past: bool = False,
) -> ReportWords:
    """``sections``: those switched on, in order, None for the default of this kind.

    ``day``: the one printed on top; by default the last that the facts know of. Of obstacles a
    report tells what is open or was decided in its time; ``whole_past``: all.
    """
    own = own or OwnWords()
    zone = ZoneInfo(facts.zone)
    today = facts.until.astimezone(zone).date()
    before = facts.before
    found: list[Part] = []
    said = ReportWords(
        title=facts.title,
        client=facts.client,
        reader=facts.reader,
        day=full_day(day or today),
        week=standing_words.week(facts),
        sections=found,
        lead=standing_words.lead(facts, today),
        how_it_goes=standing_words.how_it_goes(facts, today),
        skipped=standing_words.skipped(facts),
        figures=sentences.figures(facts, today),
        wanted=promise_words.asked(facts, own.decisions),
        brief=brief_words.brief(facts),
        promised=[Row(text, note, state) for text, note, state in sentences.promised(facts, today)],
        covered=standing_words.time_covered(facts, today),
        bars=sentences.bars(facts),
        corrected=changes.corrections(facts.funnel),
        answers=sentences.answers(facts),
        companies=market_words.companies(facts),
        interim=interim_words.interim(facts, today),
        must_haves=list(facts.must_haves),
        people=sentences.people(facts),
        left=market_words.left(facts),
        market=market_words.market(facts),
        market_opens=market_words.market_opens(facts),
        obstacles=sentences.obstacles(facts, today, whole_past=whole_past),
        next_week=promise_words.next_week(facts, own.actions),
        treatment=treatment_words.treatment(facts.treatment, before.treatment if before else None),
        kept=treatment_words.kept(facts.kept, before.kept if before else None),
    )
    for section in in_order(sections, facts.kind):
        comment = own.comments.get(section.value, "").strip()
        if section in ALWAYS or comment or said.says(section):
            found.append(part(section, comment, figures(section, facts)))
    return said
