"""Where a number of a report comes from: the very rows that were counted, for the recruiter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from processes.models.report import Report
from processes.models.target_company import CompanyState
from processes.reports import behind_people, behind_words
from processes.reports.funnel import SHOWN
from processes.reports.report_facts import ReportFacts
from processes.reports.rows import Rows
from processes.reports.sources import Source
from processes.stages import Reason, SaidNo, Stage

AT_MOST = 200  # on one page; the count is of all


class UnknownFigure(LookupError):
    """No number of a report has this name."""


@dataclass(frozen=True)
class Behind:
    """What was counted, the newest first; ``shown`` is the number that stands in the report.

    They differ where a frozen report was overtaken: an event was undone, somebody came back.
    """

    heading: str
    sources: list[Source]
    count: int
    shown: int

    @property
    def differs(self) -> bool:
        return self.count != self.shown

    @property
    def not_listed(self) -> int:
        return self.count - len(self.sources)


def behind(report: Report, figure: str, at: datetime) -> Behind:
    """The rows behind a number, by its name: "presented", "left:candidate:salary", "kept".

    Of a draft as the timeline stands ``at`` this moment. Raises ``UnknownFigure``.
    """
    name, _colon, detail = figure.partition(":")
    if name not in FIGURES:
        raise UnknownFigure(figure)
    facts = report.known(at)
    rows = Rows(report.assignment, facts.since, facts.until)
    heading, shown, sources = FIGURES[name](rows, facts, detail)
    newest = sorted(sources, key=lambda row: row.at.timestamp() if row.at else 0, reverse=True)
    return Behind(heading, newest[:AT_MOST], len(sources), shown)


Found = tuple[str, int, list[Source]]
Figure = Callable[[Rows, ReportFacts, str], Found]


def stage(place: Stage) -> Figure:
    def found(rows: Rows, facts: ReportFacts, detail: str) -> Found:
        heading = _("Reached “%(stage)s”") % {"stage": place.label}
        return heading, facts.step(plain(place, detail)).total, behind_people.reached(rows, place)

    return found


def answered(rows: Rows, facts: ReportFacts, detail: str) -> Found:
    return plain(_("Answered us"), detail), facts.answered, behind_people.answered(rows)


def left(rows: Rows, facts: ReportFacts, detail: str) -> Found:
    """Everybody, those to whom one party said no, or those of one reason."""
    who, _colon, why = detail.partition(":")
    if who not in ("", *SaidNo) or why not in ("", *Reason):
        raise UnknownFigure(detail)
    found = [
        row for row in facts.left if row.said_no in (who or row.said_no,) and _is(row.reason, why)
    ]
    heading = _("Left: %(reason)s") % {"reason": Reason(why).label} if why else _("Left")
    return heading, sum(row.total for row in found), behind_people.left(rows, who, why)


def market(rows: Rows, facts: ReportFacts, detail: str) -> Found:
    """Those who said no themselves, or those of them who named one reason."""
    if detail not in ("", *Reason):
        raise UnknownFigure(detail)
    if not detail:
        shown = sum(row.total for row in facts.left if row.said_no == SaidNo.CANDIDATE)
        return _("Said no themselves"), shown, behind_people.left(rows, SaidNo.CANDIDATE, "")
    shown = sum(row.count for row in facts.market if row.reason == detail)
    heading = _("Said no and named: %(reason)s") % {"reason": Reason(detail).label}
    return heading, shown, behind_people.left(rows, SaidNo.CANDIDATE, detail)


def _is(value: str, wanted: str) -> bool:
    return not wanted or value == wanted


def treatment(name: str, heading: Callable[[], str]) -> Figure:
    def found(rows: Rows, facts: ReportFacts, detail: str) -> Found:
        shown: int = getattr(facts.treatment, plain(name, detail))
        return heading(), shown, behind_words.TREATMENT[name](rows)

    return found


def kept(name: str, heading: Callable[[], str]) -> Figure:
    def found(rows: Rows, facts: ReportFacts, detail: str) -> Found:
        shown: int = getattr(facts.kept, plain(name, detail))
        return heading(), shown, behind_words.owed(rows, name)

    return found


def promised(rows: Rows, facts: ReportFacts, detail: str) -> Found:
    """The steps of the schedule and the weekly call, or those of one state: done, late."""
    if detail not in ("", "done", "moved", "late", "today"):
        raise UnknownFigure(detail)
    lines = [line for line in facts.promised if _is(line.state, detail)]
    return _("What we promised"), len(lines), behind_words.promised(rows, detail)


def obstacles(rows: Rows, facts: ReportFacts, detail: str) -> Found:
    return plain(_("Obstacles told"), detail), len(facts.told), behind_words.obstacles(rows)


def companies(rows: Rows, facts: ReportFacts, detail: str) -> Found:
    """The target companies, or those at which the search has come so far."""
    if detail not in ("", *CompanyState):
        raise UnknownFigure(detail)
    shown = sum(_is(row.state, detail) for row in facts.companies)
    return _("Target companies"), shown, behind_words.companies(rows, detail)


def delivered(rows: Rows, facts: ReportFacts, detail: str) -> Found:
    shown = facts.interim.delivered if facts.interim else 0
    found = behind_people.delivered(rows) if rows.is_interim else []
    return plain(_("Profiles delivered"), detail), shown, found


def awaited(rows: Rows, facts: ReportFacts, detail: str) -> Found:
    shown = facts.interim.awaited if facts.interim else 0
    found = behind_words.awaited(rows) if rows.is_interim else []
    return plain(_("Answers awaited from the client"), detail), shown, found


def plain(value: str, detail: str) -> str:
    """Of a number that has no further distinction."""
    if detail:
        raise UnknownFigure(detail)
    return value


FIGURES: dict[str, Figure] = {
    **{str(place.value): stage(place) for place in SHOWN},
    "answered": answered,
    "left": left,
    "market": market,
    "applicants": treatment("applicants", lambda: _("Applicants")),
    "answered_applicants": treatment("answered", lambda: _("Applicants answered")),
    "interviewed_people": treatment("interviewed", lambda: _("Were owed personal feedback")),
    "had_feedback": treatment("had_feedback", lambda: _("Had personal feedback")),
    "clients_asked": treatment("clients_asked", lambda: _("Answers asked of the client")),
    "clients_answered": treatment("clients_answered", lambda: _("Answers of the client")),
    "kept": kept("kept", lambda: _("Words given in time")),
    "moved": kept("moved", lambda: _("Words given a new date")),
    "late": kept("late", lambda: _("Words late")),
    "promised": promised,
    "obstacles": obstacles,
    "companies": companies,
    "delivered": delivered,
    "awaited": awaited,
}
