"""Those who were placed before the story begins: their plans run, and some of it is owed today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from candidates.models import Candidate
from clients.models import Client, Contact
from processes.aftercare.opening import open_touchpoint
from processes.aftercare.planning import MONTH, shifted
from processes.conversations import Conversation, log_conversation
from processes.models import (
    Assignment,
    CareAnswer,
    EventKind,
    FollowUp,
    Placement,
    Touchpoint,
)
from processes.models.care_answer import How, Said
from processes.people import Person
from processes.sides import Side
from recruitcrm.demo.consents import agrees
from recruitcrm.demo.signing import agree

DAY = timedelta(days=1)
ANSWERS: dict[str, tuple[Said, ...]] = {
    Side.CANDIDATE: (
        Said(5, "A desk of my own; I am still sharing.", ""),
        Said(4, "More time with the one who did it before me.", ""),
        Said(4, "", "The commute is longer in winter than I thought."),
    ),
    Side.CLIENT: (
        Said(4, "Could ask sooner when something is unclear.", ""),
        Said(5, "", "We would like to talk about a second one in spring."),
        Said(4, "A little more presence in the office.", ""),
    ),
}
TALKED = (
    "All is well. The first weeks were what we had said they would be.",
    "Short and glad. Knows whom to ring when something is up.",
    "Settled in; asked after the colleague who is on leave.",
)


@dataclass(frozen=True)
class Earlier:
    """A role that was filled before: so many months and days before the end of the story."""

    title: str
    kind: str
    client: str
    months: int
    days: int
    must_have: str

    def starts_on(self, today: date) -> date:
        return shifted(today - timedelta(days=self.days), -self.months, MONTH)


# The first: twelve days before the end of a Swedish trial period of six months. The second: an
# interim contract of 150 days with fewer than 45 left. The third: the second year runs.
EARLIER = (
    Earlier("Financial controller", "permanent", "Nordvik Energi", 6, -12, "Has closed a group"),
    Earlier("Interim HR manager", "interim", "Nordvik Energi", 0, 107, "Has led a merger"),
    Earlier("Head of purchasing", "permanent", "Nordvik Energi", 12, 25, "Knows the steel market"),
)


def place_earlier(
    clients: dict[str, Client], people: Sequence[Candidate], *, at: datetime
) -> list[Placement]:
    """Places one of these people for each earlier role, and gives what the plan foresaw since."""
    return [
        after(fill(earlier, clients[earlier.client], person, at=at), at=at)
        for earlier, person in zip(EARLIER, people, strict=False)
    ]


def fill(earlier: Earlier, client: Client, person: Candidate, *, at: datetime) -> Placement:
    """Ordered, filled and closed, weeks before the first day."""
    owner = client.owner
    starts_on = earlier.starts_on(at.date())
    starts_at = at - (at.date() - starts_on)

    def before(days: int) -> datetime:
        return owner.working_hours().next_open(starts_at - days * DAY)

    decider = client.contacts.filter(decides=True, is_active=True).order_by("pk").first()
    assignment = Assignment.objects.open_one(
        client=client,
        title=earlier.title,
        kind=earlier.kind,
        owner=owner,
        by=owner,
        at=before(60),
        ordered_by=decider,
        decider=decider,
        target_weeks=5,
        must_haves=[earlier.must_have],
    )
    candidacy = assignment.add(person, by=owner, at=before(50))
    agrees(candidacy, by=owner, at=before(45))
    placement = agree(candidacy, starts_on=starts_on, by=owner, at=before(30))
    talk(Person(candidate=person), assignment, by=owner, at=before(29))
    assignment.close("filled", words="Filled, with a start agreed.", by=owner, at=before(28))
    return placement


def after(placement: Placement, *, at: datetime) -> Placement:
    """What the plan has foreseen until now was done in its time; the last of it is owed still."""
    for pk in Touchpoint.objects.filter(placement=placement).opening(at).values_list("pk"):
        open_touchpoint(pk[0], at)
    words = FollowUp.objects.waiting().filter(touchpoint__placement=placement).with_people()
    for word in words.order_by("opened_at", "pk"):
        hours = word.owner.working_hours()
        moment = hours.next_open(
            word.opened_at + DAY + timedelta(hours=3, minutes=len(word.waiting_for))
        )
        if moment < at - 3 * DAY:
            give(word, by=word.owner, at=moment)
    return placement


def give(word: FollowUp, *, by: User, at: datetime) -> bool:
    """What the plan foresees, as a recruiter gives it by phone; False for a word of no plan."""
    point = word.touchpoint
    if point is None or word.assignment is None or word.candidacy is None:
        return False
    if point.asks:
        said = ANSWERS[point.side][len(point.line) % len(ANSWERS[point.side])]
        CareAnswer.objects.keep(point, said, how=How.PHONE, by=by, contact=word.contact, at=at)
    else:
        talk(whom(word.contact, word.candidacy.candidate), word.assignment, by=by, at=at)
    return True


def whom(contact: Contact | None, candidate: Candidate) -> Person:
    return Person(contact=contact) if contact else Person(candidate=candidate)


def talk(person: Person, assignment: Assignment, *, by: User, at: datetime) -> None:
    said: dict[str, Any] = {"reached": True, "text": TALKED[at.day % len(TALKED)]}
    log_conversation(
        Conversation(EventKind.CALLED, person, at, assignment=assignment, **said), by=by
    )
