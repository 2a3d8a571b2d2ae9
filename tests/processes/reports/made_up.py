"""Facts of reports that nobody has to live through: long, short, still, corrected, of each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from processes.reports.own_words import Action, Decision, OwnWords
from processes.reports.report_facts import (
    Before,
    Coming,
    Company,
    Evidence,
    Interim,
    Kept,
    Left,
    Promised,
    ReportFacts,
    Said,
    Serving,
    Shown,
    Skipped,
    Step,
    Told,
    Treatment,
    Wanted,
)

FRIDAY = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)  # 15:00 in Stockholm
TODAY = FRIDAY.date()
STAGES = ("identified", "contacted", "interested", "interviewed", "presented")


def day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


def steps(totals: tuple[int, ...], changes: tuple[int, ...]) -> tuple[Step, ...]:
    rows = zip(STAGES, totals, changes, strict=True)
    return tuple(Step(stage, total, change) for stage, total, change in rows)


def before(totals: tuple[int, ...] = (52, 36, 15, 8, 0), answered: int = 20) -> Before:
    """What the last report said, a week ago."""
    return Before(
        until=FRIDAY - timedelta(days=7),
        week=2,
        standing="on_plan",
        funnel=steps(totals, (0,) * len(totals)),
        contacted=totals[1],
        answered=answered,
        left=(Left("candidate", "remote_work", 4, 4),),
        treatment=Treatment(28, 28, 38.0, 30.0, 5, 5, None, 2, 2, 24.0),
        kept=Kept(6, 0, 0),
    )


def short(kind: str = "permanent") -> ReportFacts:
    """The first days of an assignment: nobody presented, nothing in the way."""
    return ReportFacts(
        title="Payroll manager",
        kind=kind,
        client="Nordvik Energi",
        reader="Sara Berg",
        recruiter="Nina Falk",
        recruiter_phone="+46 8 123 45 67",
        zone="Europe/Stockholm",
        since=FRIDAY - timedelta(days=7),
        until=FRIDAY,
        week=1,
        weeks=5,
        standing="on_plan",
        why=(),
        progress=True,
        funnel=steps((12, 4, 1, 0, 0), (12, 4, 1, 0, 0)),
        contacted=4,
        answered=2,
        promised=(Promised("", "done", TODAY, is_call=True),),
        schedule=(),
        must_haves=("Hogia, 900 pay slips", "Collective agreements", "Coaching"),
        shortlist=(),
        left=(),
        told=(),
        coming=(Coming("First interviews", day(25)),),
        wanted=(),
        treatment=Treatment(0, 0, None, None, 0, 0),
        kept=Kept(2, 0, 0),
    )


def still() -> ReportFacts:
    """A week in which nothing has moved."""
    return replace(
        short(),
        week=3,
        progress=False,
        standing="behind",
        funnel=steps((12, 4, 1, 0, 0), (0, 0, 0, 0, 0)),
        promised=(
            Promised("Present the shortlist", "late", day(18)),
            Promised("", "late", None, is_call=True),
        ),
        coming=(),
        kept=Kept(0, 0, 0),
        skipped=(Skipped(day(13), "Your office was closed all week."),),
        before=before((12, 4, 1, 0, 0), 1),
    )


def shown(name: str, number: int = 0, **changes: object) -> Shown:
    person = Shown(
        name=name,
        headline="Payroll manager",
        available_on=day(1, 12),
        is_clients_own=False,
        recommended=False,
        recommendation="",
        risk="",
        evidence=(
            Evidence(
                "yes",
                "1,100 pay slips, four years with Hogia and Agda, and the change between them",
            ),
            Evidence("partly", "two-year backlog closed with both unions"),
            Evidence("not_asked", ""),
        ),
        stage="presented",
        meeting_at=FRIDAY + timedelta(days=4, hours=number),
        word_due_at=None,
        has_other_offer=False,
        offer_answers_on=None,
        left="",
        left_on=None,
        left_reason="",
        said_no="",
    )
    return replace(person, **changes)  # type: ignore[arg-type]


def told(title: str, **changes: object) -> Told:
    row = Told(
        title=title,
        evidence="6 of the 14 who said no wanted two days a week from home; none named the fee.",
        effect="Without it we search in half of the market.",
        proposal="Offer two days: of those six, four would talk to us again.",
        told_on=day(17),
        wanted_on=day(24),
        decision="",
        decided_on=None,
        outcome="",
        options=("Two days at home for everyone in payroll.", "One day, and 8 % more pay."),
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def long(people: int = 4, lines: int = 6) -> ReportFacts:
    """Every section has something to say."""
    names = ["Amira Lundqvist", "Rolf Ek", "Jonas Krantz", "Łucja Święcicka"]
    names += [f"Person Number{number}" for number in range(5, people + 1)]
    others = [shown(name, number) for number, name in enumerate(names[1:people])]
    first = shown(names[0], recommended=True, word_due_at=FRIDAY + timedelta(days=3))
    offered = shown("Own Candidate", is_clients_own=True, has_other_offer=True, meeting_at=None)
    return replace(
        short(),
        week=3,
        funnel=steps((64, 45, 19, 11, people), (12, 9, 4, 3, people)),
        contacted=45,
        answered=31,
        promised=(
            Promised("Present the shortlist", "done", day(18)),
            Promised("Book both meetings", "done", day(19)),
            Promised("References for two", "moved", day(23)),
            Promised("Notes on the salary range", "late", day(17)),
            Promised("", "done", TODAY, is_call=True),
        ),
        shortlist=(first, *others, offered),
        left=(
            Left("candidate", "remote_work", 6, 2),
            Left("candidate", "salary", 5, 0),
            Left("candidate", "no_answer", 3, 1),
            Left("we", "must_have", 4, -1),
            Left("client", "experience", 1, 1),
        ),
        market=(Said("remote_work", 6, 14, 2), Said("salary", 5, 14, 0)),
        told=(
            told("Remote work decides"),
            told(
                "The salary is 8 % below the market",
                decision="Up to 62,000 a month",
                decided_on=day(19),
                outcome="Two are talking to us again",
            ),
        ),
        coming=(
            *(
                Coming(f"Step {number} of the schedule", day(22 + number % 6))
                for number in range(1, lines)
            ),
            Coming("Rolf Ek", day(24), FRIDAY + timedelta(days=4), is_meeting=True),
        ),
        wanted=(
            Wanted("decision", "Remote work decides", day(17), None, day(24), 3),
            Wanted("word", "Amira Lundqvist", day(18), FRIDAY + timedelta(days=3), day(23), 2),
            Wanted(
                "word",
                "Jonas Krantz",
                day(16),
                FRIDAY - timedelta(days=1),
                day(19),
                4,
                has_other_offer=True,
                offer_answers_on=day(24),
            ),
        ),
        treatment=Treatment(31, 31, 33.6, 30.0, 11, 10, 28.0, 4, 3, 30.0),
        kept=Kept(7, 1, 1),
        before=before(),
    )


def corrected() -> ReportFacts:
    """The last report counted people too many; this one says so."""
    return replace(
        long(),
        funnel=steps((61, 45, 18, 11, 4), (-3, 2, -1, 0, 0)),
        left=(Left("candidate", "remote_work", 3, -1),),
        before=before((64, 43, 19, 11, 4)),
    )


def search() -> ReportFacts:
    states = [("approached", 4, 2), ("researched", 2, 0), ("exhausted", 3, 0), ("off_limits", 0, 0)]
    companies = [
        Company(f"{name} {state.title()[:3]} AB", state, people, new)
        for state, people, new in states
        for name in ("Ask", "Björk", "Cedervall & Söner", "Delta")
    ]
    companies.append(Company("Ekudden Pension", "agreed"))
    told = before()
    was = tuple(replace(row, state="agreed", people=0, new=0) for row in companies[:6])
    told = replace(told, companies=(*was, *companies[6:]))
    return replace(long(), kind="search", companies=tuple(companies), before=told)


def interim_before() -> ReportFacts:
    """Before the start: the wanted day is near and an answer is awaited."""
    row = Interim(
        delivered=4,
        delivered_new=2,
        awaited=2,
        awaited_new=1,
        awaited_since=day(18),
        starts_on=day(1, 12),
        risk="waiting",
        risk_on=day(18),
        risk_days=11,
    )
    return replace(long(), kind="interim", interim=row)


def interim_after() -> ReportFacts:
    """After the start: somebody is there, and the end comes near."""
    serving = Serving("Amira Lundqvist", day(1, 10), day(18, 12), 28, "asked", day(19))
    row = Interim(delivered=4, serving=(serving,))
    return replace(short("interim"), week=7, interim=row, before=before((12, 4, 1, 0, 0), 1))


def typed() -> OwnWords:
    """A recruiter who has written into every field there is."""
    return OwnWords(
        comments={
            "lead": "A good week: all four would start on 1 December.\nSara, please ring me.",
            "obstacles": "We have talked about this on Tuesday.",
            "kept": "The late one was the note on salaries; it comes on Monday.",
        },
        decisions=[Decision("Two remote days, yes or no", day(24), "four people wait for it")],
        actions=[Action("References for Rolf and Amira", "Nina", day(23)), Action("We ring you")],
    )
