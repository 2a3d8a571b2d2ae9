"""Whom a call may be with: candidates, contacts and companies, found in one field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from accounts.models import User
from candidates.models import Candidate
from clients.models import Client, Contact
from processes.models import Assignment, Candidacy, FollowUp
from processes.one_person import also_candidate, also_contact
from processes.search import find_people

SHORTEST = 2  # letters to look for
MANY = 100  # more than anybody chooses from
FOUND_OF_A_KIND = 8
BOTH = ("client", "candidate")  # of a contact, with the candidate of the same person (K8)


@dataclass(frozen=True)
class Person:
    """A candidate, a contact or a company as such; exactly one is there."""

    candidate: Candidate | None = None
    contact: Contact | None = None
    company: Client | None = None

    @property
    def key(self) -> str:
        """How the field names this person: "candidate-7", "contact-3", "client-2"."""
        if self.candidate:
            return f"candidate-{self.candidate.pk}"
        return f"contact-{self.contact.pk}" if self.contact else f"client-{self.client_id}"

    @property
    def client_id(self) -> int | None:
        if self.contact:
            return self.contact.client_id
        return self.company.pk if self.company else None

    @property
    def name(self) -> str:
        return str(self.candidate or self.contact or self.company)

    @property
    def detail(self) -> str:
        """What tells two of one name apart."""
        if self.candidate:
            known = [self.candidate.headline or _("Candidate"), also_contact(self.candidate)]
        elif self.contact:
            known = [self.contact.client.name, self.contact.title, also_candidate(self.contact)]
        else:
            known = [_("Company")]
        return " · ".join(filter(None, known))

    @property
    def label(self) -> str:
        return f"{self.name}, {self.detail}"

    @property
    def phone(self) -> str:
        known = self.candidate or self.contact or self.company
        return known.phone if known else ""

    def assignments(self, reader: User) -> list[Assignment]:
        """What a call may be about: open ones, and those on which a word is still owed.

        The one on which they wait for the most urgent word comes first; ``word_due_at`` says when.
        """
        owed = FollowUp.objects.waiting().filter(assignment=OuterRef("pk"))
        if self.candidate:
            owed = owed.we_owe("candidate").filter(candidacy__candidate=self.candidate)
        else:
            owed = owed.we_owe("client")
        assignments = (
            Assignment.objects.visible_to(reader)
            .select_related("client", "owner")
            .annotate(word_due_at=Subquery(owed.order_by("due_at").values("due_at")[:1]))
            .order_by(F("word_due_at").asc(nulls_last=True), "-opened_at", "-pk")
        )
        if self.candidate is None:
            waited_for = Q(closed_at=None) | Q(word_due_at__isnull=False)
            return list(assignments.filter(waited_for, client=self.client_id)[:MANY])
        waits = FollowUp.objects.waiting().filter(candidacy=OuterRef("pk"))
        theirs = Candidacy.objects.filter(candidate=self.candidate).filter(
            Q(ended_at=None, assignment__closed_at=None) | Exists(waits)
        )
        return list(assignments.filter(pk__in=theirs.values("assignment"))[:MANY])

    def asked_about(self, reader: User) -> list[Candidacy]:
        """Presented candidates on whom this client may have answered."""
        if self.client_id is None:
            return []
        shown = Candidacy.objects.visible_to(reader).in_play().shown_to_client()
        return list(
            shown.filter(assignment__client=self.client_id, assignment__closed_at=None)
            .select_related("candidate", "assignment__client", "assignment__owner")
            .order_by("-presented_at")[:MANY]
        )


def find_person(key: str) -> Person | None:
    """The person that the field names; None for what it cannot have named."""
    kind, _dash, number = key.partition("-")
    if not number.isdecimal() or len(number) > 18:
        return None
    if kind == "candidate":
        known = Candidate.objects.findable().select_related("contact__client")
        candidate = known.filter(pk=number).first()
        return Person(candidate=candidate) if candidate else None
    if kind == "contact":
        contact = Contact.objects.select_related(*BOTH).filter(pk=number).first()
        return Person(contact=contact) if contact else None
    company = Client.objects.filter(pk=number).first() if kind == "client" else None
    return Person(company=company) if company else None


def people_named(typed: str, user: User, at: datetime) -> list[Person]:
    """Everybody with these words in the name; a company's name finds its people too.

    Where nobody is called so, candidates with a name much like it, or whose words say it.
    """
    if len(typed.strip()) < SHORTEST:
        return []
    companies = list(Client.objects.named(typed)[:FOUND_OF_A_KIND])
    contacts = Contact.objects.active().select_related(*BOTH)
    candidates = Candidate.objects.findable().select_related("contact__client")
    found = list(contacts.named(typed)[:FOUND_OF_A_KIND])
    if companies:
        found += contacts.filter(client__in=companies).exclude(pk__in=[one.pk for one in found])[
            :FOUND_OF_A_KIND
        ]
    named = list(candidates.named(typed)[:FOUND_OF_A_KIND])
    if not (found or named or companies):
        named = find_people(" ".join(typed.split()), user, FOUND_OF_A_KIND, at)
    return [
        *(Person(contact=one) for one in found),
        *(Person(candidate=one) for one in named),
        *(Person(company=one) for one in companies),
    ]


def people_at(client: int) -> list[Person]:
    """A client's people, and the company as such."""
    contacts = Contact.objects.active().filter(client=client).select_related(*BOTH)
    company = Client.objects.filter(pk=client).first()
    return [
        *(Person(contact=contact) for contact in contacts[:MANY]),
        *([Person(company=company)] if company else []),
    ]


def people_of(assignment: Assignment) -> list[Person]:
    """Who is concerned with an assignment: the client's people and the candidates in play."""
    contacts = assignment.contacts.active().select_related(*BOTH)
    in_play = assignment.candidacies.in_play().select_related("candidate__contact__client")
    return [
        *(Person(contact=contact) for contact in contacts[:MANY]),
        *(Person(candidate=candidacy.candidate) for candidacy in in_play[:MANY]),
    ]
