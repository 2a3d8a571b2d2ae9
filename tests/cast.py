"""The same few people in every story: an agency, two clients, and those who look for work.

Friday 20 November 2026, 10:00 in Stockholm, is NOW; nobody patches the clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from accounts.models import Agency, Role, User
from candidates.models import Candidate
from clients.models import Client, Contact, ContactRole
from processes.models import Assignment, Candidacy
from tests.remembered import Remembered, remembered

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
PASSWORD = "a word kept on time"


def person(name: str, role: Role, **fields: Any) -> User:
    address = name.lower().replace(" ", ".").replace("å", "a").replace("ö", "o")
    domain = "client.example" if role == Role.CLIENT else "askvik.example"
    return User.objects.create_user(
        f"{address}@{domain}", PASSWORD, full_name=name, role=role, **fields
    )


# Has been told what the agency keeps of them.
NOTICED: dict[str, Any] = {"privacy_notice_at": MONDAY, "privacy_notice_how": "mail"}


def agrees(candidacy: Candidacy) -> Candidacy:
    """They know what is kept of them and agree to be presented; no event, for few tests ask."""
    candidacy.consented_at = candidacy.added_at
    candidacy.save(update_fields=["consented_at"])
    if candidacy.candidate.privacy_notice_at is None:
        Candidate.objects.filter(pk=candidacy.candidate_id).update(**NOTICED)
        candidacy.candidate.refresh_from_db()
    return candidacy


@dataclass
class Cast(metaclass=Remembered):
    """Everybody, made once per test: ``cast = Cast()`` in a test that may use the database."""

    agency: Agency = field(init=False)
    nina: User = field(init=False)
    rasmus: User = field(init=False)
    lea: User = field(init=False)
    ada: User = field(init=False)
    nordvik: Client = field(init=False)
    lumen: Client = field(init=False)
    sara: Contact = field(init=False)
    hugo: Contact = field(init=False)
    peter: Contact = field(init=False)
    jonas: Candidate = field(init=False)
    amira: Candidate = field(init=False)
    ewa: Candidate = field(init=False)

    def __post_init__(self) -> None:
        self.agency = Agency.current()
        self.agency.name = "Askvik & Partners"
        self.agency.save()
        self.nina = person("Nina Lind", Role.RECRUITER, phone="+46 70 123 45 67")
        self.rasmus = person("Rasmus Holm", Role.RECRUITER)
        self.lea = person("Lea Dahl", Role.LEAD)
        self.ada = person("Ada Askvik", Role.ADMIN)
        self.nordvik = Client.objects.create(name="Nordvik Energi", city="Gävle", owner=self.nina)
        self.lumen = Client.objects.create(
            name="Lumen Retail", city="Warszawa", country="PL", owner=self.rasmus
        )
        self.sara = self._contact(
            self.nordvik, "Sara", "Berg", decides=True, title="Head of HR operations"
        )
        self.hugo = self._contact(self.nordvik, "Hugo", "Falk", role=ContactRole.HR)
        self.peter = self._contact(self.lumen, "Peter", "Nowak", decides=True)
        self.jonas = self._candidate("Jonas", "Krantz", headline="Senior HR, ex head of payroll")
        self.amira = self._candidate("Amira", "Lundqvist", headline="Payroll manager, interim")
        self.ewa = self._candidate("Ewa", "Malinowska", headline="Data engineer", country="PL")

    def _contact(self, client: Client, first: str, last: str, **fields: Any) -> Contact:
        email = f"{first}.{last}@{client.name.split()[0]}.example".lower()
        return Contact.objects.create(
            client=client, first_name=first, last_name=last, email=email, **fields
        )

    def _candidate(self, first: str, last: str, **fields: Any) -> Candidate:
        return Candidate.objects.create(
            first_name=first,
            last_name=last,
            email=f"{first}.{last}@people.example".lower(),
            owner=self.nina,
            **NOTICED,
            **fields,
        )

    @remembered
    def payroll(self, at: datetime = MONDAY, **brief: Any) -> Assignment:
        """Nordvik's interim payroll manager: ordered by Hugo in HR, decided by Sara."""
        brief.setdefault("ordered_by", self.hugo)
        brief.setdefault("decider", self.sara)
        brief.setdefault("target_weeks", 5)
        brief.setdefault("kind", "interim")
        return Assignment.objects.open_one(
            client=self.nordvik,
            title="Interim payroll manager",
            owner=self.nina,
            by=self.nina,
            at=at,
            must_haves=[
                "Run payroll for 900 in Hogia from day one",
                "Close the union agreement backlog by January",
                "Coach two juniors while doing so",
            ],
            **brief,
        )

    @remembered
    def data_engineer(self, at: datetime = MONDAY, **brief: Any) -> Assignment:
        """Lumen's data engineer: another client, another recruiter, another country."""
        brief.setdefault("kind", "permanent")
        return Assignment.objects.open_one(
            client=self.lumen,
            title="Data engineer",
            owner=self.rasmus,
            by=self.rasmus,
            at=at,
            ordered_by=self.peter,
            decider=self.peter,
            must_haves=["Spark in production", "Speaks Polish"],
            **brief,
        )

    @remembered
    def sits_in_portal(self, contact: Contact) -> User:
        """The contact's own account for the portal."""
        contact.user = person(contact.full_name, Role.CLIENT)
        contact.save(update_fields=["user"])
        return contact.user

    @remembered
    def leaves(self, contact: Contact) -> None:
        """A contact no longer works at the client."""
        contact.leave(by=self.nina, at=NOW)

    @remembered
    def presented(self, candidate: Candidate, on: Assignment, at: datetime = MONDAY) -> Candidacy:
        candidacy = agrees(on.add(candidate, by=on.owner, at=at))
        for stage in ("contacted", "interested", "interviewed", "presented"):
            candidacy.move_to(stage, by=on.owner, at=at)
        return candidacy
