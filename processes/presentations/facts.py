"""What a presentation says, frozen when it is sent: each candidate on the same points (C8, C9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from accounts.showing import Told
from processes.models.must_have import Fit, MustHave
from processes.shown import as_if_presented

if TYPE_CHECKING:
    from processes.models.assignment import Assignment
    from processes.models.candidacy import Candidacy
    from processes.models.presentation import Presentation


@dataclass(frozen=True)
class Point:
    """How somebody stands against one must-have."""

    answer: str
    evidence: str

    @property
    def is_known(self) -> bool:
        """An answer that nothing shows is none."""
        return self.answer != Fit.Answer.NOT_ASKED and bool(self.evidence)


@dataclass(frozen=True)
class Presented:
    """A candidate as the client sees them: what argues for them, and what to be aware of.

    ``name`` is a mark of ``processes.shown``.
    """

    candidacy: int
    name: str
    headline: str
    place: str
    points: tuple[Point, ...]
    recommended: bool
    recommendation: str
    risk: str
    expects: str
    available_on: date | None
    is_clients_own: bool
    is_new: bool = False  # was not in the version before
    withheld: tuple[str, ...] = ()  # what the client may not be told; it is empty above

    @property
    def unknown(self) -> int:
        """On how many must-haves there is no evidence."""
        return sum(not point.is_known for point in self.points)


@dataclass(frozen=True)
class PresentationFacts:
    """A presentation as it was sent."""

    title: str
    client: str
    zone: str
    made_on: date
    number: int
    must_haves: tuple[str, ...]
    people: tuple[Presented, ...]
    introduction: str = ""
    feedback_on: date | None = None
    left: tuple[str, ...] = ()  # marks of those who were in the version before

    def says_the_same_as(self, other: PresentationFacts) -> bool:
        """Whoever has read the one learns nothing from the other."""
        return self._content() == other._content()

    def _content(self) -> PresentationFacts:
        people = tuple(replace(person, is_new=False) for person in self.people)
        return replace(self, people=people, made_on=date.min, number=0, left=())


def presented(
    candidacies: Iterable[Candidacy], must_haves: list[MustHave], *, before: set[int] | None = None
) -> list[Presented]:
    """These people in this order, all that is known; their fits and candidates are fetched.

    ``before``: whose candidacies were in the version before, None where there was none.
    """
    found = []
    for candidacy in candidacies:
        fits = {fit.must_have_id: fit for fit in candidacy.fits.all()}
        points = [fits.get(must.pk) for must in must_haves]
        candidate = candidacy.candidate
        found.append(
            Presented(
                candidacy=candidacy.pk,
                name=candidacy.name,
                headline=candidate.headline,
                place=candidate.city,
                points=tuple(
                    Point(fit.answer, fit.evidence) if fit else Point(Fit.Answer.NOT_ASKED, "")
                    for fit in points
                ),
                recommended=candidacy.recommended,
                recommendation=candidacy.recommendation,
                risk=candidacy.risk,
                expects=candidate.expects,
                available_on=candidate.available_on,
                is_clients_own=candidacy.is_clients_own,
                is_new=before is not None and candidacy.pk not in before,
            )
        )
    return found


def as_shown(said: Presented, candidacy: Candidacy) -> Presented:
    """The same as the client may see it: by name, initials or number, and with what is told."""
    showing = candidacy.showing
    tells = showing.tells
    return replace(
        said,
        name=candidacy.shown_mark,
        headline=said.headline if tells(Told.HEADLINE) else "",
        place=said.place if tells(Told.CITY) else "",
        points=tuple(
            point if tells(Told.EVIDENCE) else replace(point, evidence="") for point in said.points
        ),
        recommendation=said.recommendation if tells(Told.RECOMMENDATION) else "",
        risk=said.risk if tells(Told.RISK) else "",
        expects=said.expects if tells(Told.EXPECTS) else "",
        available_on=said.available_on if tells(Told.AVAILABILITY) else None,
        withheld=showing.withheld,
    )


def facts(presentation: Presentation, *, at: datetime) -> PresentationFacts:
    """What a draft would say if it were sent at this moment."""
    assignment = presentation.assignment
    must_haves = list(assignment.must_haves.all())
    last = presentation.before()
    known = [person.candidacy for person in last.said.people] if last else []
    candidacies = presentation.people()
    as_if_presented(candidacies, assignment)
    before = set(known) if last else None
    people = [
        as_shown(said, candidacy)
        for said, candidacy in zip(
            presented(candidacies, must_haves, before=before), candidacies, strict=True
        )
    ]
    still = {person.candidacy for person in people}
    left = [pk for pk in known if pk not in still]
    return PresentationFacts(
        title=assignment.title,
        client=assignment.client.name,
        zone=assignment.zone.key,
        made_on=at.astimezone(assignment.zone).date(),
        number=presentation.number,
        must_haves=tuple(must.text for must in must_haves),
        people=tuple(people),
        introduction=presentation.introduction,
        feedback_on=presentation.feedback_on,
        left=tuple(marks(assignment, left)) if left else (),
    )


def marks(assignment: Assignment, candidacies: list[int]) -> list[str]:
    """How these people are shown now, in this order."""
    rows = assignment.candidacies.filter(pk__in=candidacies).select_related("candidate")
    found = {row.pk: row.shown_mark for row in rows.as_shown()}
    return [found[pk] for pk in candidacies]
