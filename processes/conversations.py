"""Logging what was said: the event, the client's answer in it, and what it settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from processes.models import Assignment, Candidacy, Event, EventKind, FollowUp
from processes.people import Person
from processes.timeline import record

TOGETHER, INTERVIEW = "client_and_candidate", "interview"


@dataclass(frozen=True)
class Conversation:
    """A call, meeting, mail or note as somebody tells it; ``at`` is when it was."""

    kind: str
    person: Person
    at: datetime
    assignment: Assignment | None = None
    reached: bool = True
    rang: str = "us"
    text: str = ""
    outcome: str = ""
    visible_to_client: bool = False
    next_on: date | None = None
    meeting: str = ""
    answer_on: Candidacy | None = None
    feedback_on: date | None = None

    @property
    def facts(self) -> dict[str, str]:
        facts = {"outcome": self.outcome}
        if self.kind in {EventKind.CALLED, EventKind.MAILED}:
            facts["rang"] = self.rang
        if self.kind == EventKind.MET:
            facts["with"] = self.meeting
        if self.next_on:
            facts["next_on"] = self.next_on.isoformat()
        if self.feedback_on and facts.get("with") == TOGETHER:
            facts["feedback_on"] = self.feedback_on.isoformat()
        return {name: fact for name, fact in facts.items() if fact}

    @property
    def candidacy(self) -> Candidacy | None:
        if self.assignment is None or self.person.candidate is None:
            return None
        return (
            Candidacy.objects.filter(assignment=self.assignment, candidate=self.person.candidate)
            .select_related("candidate", "assignment__client", "assignment__owner")
            .first()
        )


@dataclass(frozen=True)
class Logged:
    """What was written: the conversation itself, and the follow-ups that it settled."""

    event: Event
    settled: list[FollowUp]


def log_conversation(said: Conversation, *, by: User) -> Logged:
    """Writes it on the timeline, with the client's answer if one was given in it.

    Raises ``LeaveToClient`` where we have rung, met or written to the client's own candidate.
    """
    about = said.candidacy
    together = said.kind == EventKind.MET and said.meeting == TOGETHER
    if about and was_ours(said) and not together:
        about.refuse_contact()
    return write_down(said, about, by=by)


@transaction.atomic(savepoint=False)
def write_down(said: Conversation, about: Candidacy | None, *, by: User) -> Logged:
    """The conversation on the timeline; ``about`` is the candidacy it was about."""
    together = said.kind == EventKind.MET and said.meeting == TOGETHER
    decider = said.assignment.decider if together and said.assignment else None
    events = [
        record(
            said.kind,
            by=by,
            at=said.at,
            assignment=said.assignment,
            candidacy=about,
            candidate=said.person.candidate,
            contact=said.person.contact or decider,
            client=said.person.company,
            text=said.text,
            reached=reached(said),
            visible_to_client=said.visible_to_client,
            **said.facts,
        )
    ]
    if said.answer_on and is_their_word(said.kind, said.reached, said.rang):
        events.append(
            said.answer_on.client_answers(
                said.text,
                by=by,
                at=said.at,
                contact=said.person.contact,
                heard_in=events[0],
            )
        )
    return Logged(events[0], settled_by(events, by))


def was_ours(said: Conversation) -> bool:
    """Whether we spoke first: a note reaches nobody, and whoever rings us is heard."""
    return said.kind != EventKind.NOTED and said.rang == "us"


def is_their_word(kind: str, reached: bool, rang: str) -> bool:
    """Nobody has answered in a call that nobody took, or in our own mail that asks for it."""
    if kind == EventKind.CALLED:
        return reached
    return kind != EventKind.MAILED or rang == "them"


def reached(said: Conversation) -> bool | None:
    """A note reaches nobody, a mail and a meeting somebody; a call may fail to."""
    if said.kind == EventKind.NOTED:
        return None
    return said.reached if said.kind == EventKind.CALLED else True


def settled_by(events: list[Event], by: User) -> list[FollowUp]:
    """What was settled of what whoever logged it may see."""
    settled = FollowUp.objects.visible_to(by).filter(settled_by__in=events)
    return list(settled.select_related("candidacy__candidate", "contact", "client"))


def told(said: Conversation, settled: list[FollowUp]) -> str:
    """What to say after logging: "Settled: personal feedback to Jonas Krantz"."""
    if not settled and said.assignment is None and reached(said):
        return _("Logged. It is about no assignment, so it settled nothing.")
    # That a clock of silence begins anew goes without saying.
    words = [word_given(follow_up) for follow_up in settled if not follow_up.rule.clock]
    if not words:
        return _("Logged.")
    return _("Settled: %(words)s") % {"words": "; ".join(words)}


def word_given(follow_up: FollowUp) -> str:
    """A settled follow-up in words: "personal feedback to Jonas Krantz"."""
    words = {"what": follow_up.rule.label, "name": follow_up.waiting_for}
    if follow_up.rule.owes == "client":
        return _("%(what)s: %(name)s") % words
    return _("%(what)s to %(name)s") % words
