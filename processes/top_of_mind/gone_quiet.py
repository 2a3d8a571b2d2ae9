"""Who has not heard from us for longer than their rhythm says: the gone-quiet list (A3).

It asks the same words that Today asks (``keep_in_touch``); a call settles them and begins anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import BigIntegerField, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from candidates.models import Candidate
from clients.models import Client, Contact
from processes.models import Assignment, Candidacy, Event, EventKind, FollowUp
from processes.models.which_follow_ups import FollowUpQuerySet
from processes.stages import Stage
from processes.top_of_mind.rhythm import CANDIDATES, CLIENTS, KINDS

SHOWN = 60  # a page; the rest is behind it
UNKNOWN_SHOWN = 30


@dataclass(frozen=True)
class Quiet:
    """Somebody who waits for a sign of life: since when, and whom to ring."""

    word: FollowUp
    person: Contact | Candidate | None

    @property
    def is_client(self) -> bool:
        return self.word.kind == CLIENTS

    @property
    def phone(self) -> str:
        return self.person.phone if self.person else ""


def gone_quiet(user: User, at: datetime, *, whose: User | None) -> FollowUpQuerySet:
    """Words that are due by the end of this week's rhythm, longest silent first."""
    soon = user.working_hours().close_of_day(at, 0)
    words = FollowUp.objects.visible_to(user).due_before(soon + timedelta(seconds=1))
    words = words.filter(kind__in=KINDS)
    return words.owed_by(whose) if whose else words


def page_of(words: FollowUpQuerySet, kind: str, *, after: int = 0) -> tuple[list[Quiet], bool]:
    """Some of them with whom to ring, longest silent first; whether there are more. Two queries."""
    mine = words.filter(kind=kind).with_people().annotate(ring=whom_to_ring())
    found = list(mine.order_by("opened_at", "pk")[after : after + SHOWN + 1])
    contacts = Contact.objects.in_bulk([word.ring for word in found[:SHOWN] if word.ring])  # type: ignore[attr-defined]
    rows = [
        Quiet(
            word,
            contacts.get(word.ring)  # type: ignore[attr-defined]
            if kind == CLIENTS
            else word.candidacy.candidate
            if word.candidacy
            else None,
        )
        for word in found[:SHOWN]
    ]
    return rows, len(found) > SHOWN


def whom_to_ring() -> Coalesce:
    """Whom at the client we talked to last and who is still there, else whoever decides."""
    there = Contact.objects.active().filter(client=OuterRef("client"))
    talked = Event.objects.standing().filter(
        client=OuterRef("client"),
        kind__in=[EventKind.CALLED, EventKind.MET],
        reached=True,
        contact__is_active=True,
        candidate=None,
    )
    return Coalesce(
        Subquery(talked.order_by("-at", "-id").values("contact")[:1]),
        Subquery(there.order_by("-decides", "last_name", "pk").values("pk")[:1]),
        output_field=BigIntegerField(),
    )


def clients_without_a_word(user: User, *, whose: User | None) -> QuerySet[Client]:
    """Clients that we worked for, for whom nothing runs, and of whom no word is on record.

    Their work ended in another system; the first call that is logged begins the rhythm.
    """
    of_client = Assignment.objects.filter(client=OuterRef("pk")).order_by()
    waiting = FollowUp.objects.waiting().filter(client=OuterRef("pk"), kind=CLIENTS)
    found = Client.objects.visible_to(user).filter(
        Exists(of_client.visible_to(user).exclude(closed_at=None)),
        ~Exists(of_client.filter(closed_at=None)),
        ~Exists(waiting),
        closed_at=None,
    )
    return found.filter(owner=whose) if whose else found


def placed_without_a_word(user: User, *, whose: User | None) -> QuerySet[Candidacy]:
    """People whom we placed and of whom no word is on record, the last ones first."""
    waiting = FollowUp.objects.waiting().filter(candidacy=OuterRef("pk"), kind=CANDIDATES)
    found = (
        Candidacy.objects.visible_to(user)
        .in_play()
        .filter(~Exists(waiting), stage=Stage.PLACED, placement__isnull=False)
        .filter(candidate__closed_at=None)
        .select_related("candidate", "assignment__client", "placement")
        .order_by("-placement__starts_on", "-pk")
    )
    return found.filter(assignment__owner=whose) if whose else found
