"""Who takes part: three recruiters in three countries, and clients on two continents."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random
from zoneinfo import ZoneInfo

from accounts.models import Agency as AgencyRow
from accounts.models import Role, User
from candidates.models import Candidate
from clients.models import Client, Contact, ContactRole
from tests.cast import person

PLACES = {
    "SE": "Europe/Stockholm",
    "PL": "Europe/Warsaw",
    "NL": "Europe/Amsterdam",
    "GB": "Europe/London",
    "US": "America/New_York",
}
# Name, country, time zone (empty: the capital's), owner, whether HR orders and another decides.
CLIENTS = [
    ("Nordvik Energi", "SE", "", 0, True),
    ("Lumen Retail", "PL", "", 1, False),
    ("Brightly", "GB", "", 2, True),
    ("Havenbedrijf Zuid", "NL", "", 0, True),
    ("Hudson Mutual", "US", "", 1, False),
    ("Golden Gate Foods", "US", "America/Los_Angeles", 2, True),
]
LANGUAGES = {"SE": "sv", "PL": "pl", "NL": "nl", "GB": "en", "US": "en"}


@dataclass
class Agency:
    """Everybody by what they are asked for; ``found`` counts the candidates."""

    luck: Random
    recruiters: list[User] = field(init=False)
    lead: User = field(init=False)
    clients: list[Client] = field(default_factory=list)
    orderers: dict[int, Contact] = field(default_factory=dict)
    deciders: dict[int, Contact] = field(default_factory=dict)
    contacts: dict[int, Contact] = field(default_factory=dict)
    found: int = 0

    def __post_init__(self) -> None:
        agency = AgencyRow.current()
        agency.name = "Askvik & Partners"
        agency.save()
        self.recruiters = [
            person("Nina Lind", Role.RECRUITER, phone="+46 70 174 06 05"),
            person("Kasia Wrona", Role.RECRUITER, country="PL", time_zone=PLACES["PL"]),
            person("Daan Visser", Role.RECRUITER, country="NL", time_zone=PLACES["NL"]),
        ]
        self.lead = person("Lea Dahl", Role.LEAD)
        for row in CLIENTS:
            self.win(*row)

    def win(self, name: str, country: str, zone: str, owner: int, two: bool) -> None:
        client = Client.objects.create(
            name=name, country=country, time_zone=zone, owner=self.recruiters[owner]
        )
        self.clients.append(client)
        self.deciders[client.pk] = self.contact(client, "Dana", decides=True)
        self.orderers[client.pk] = (
            self.contact(client, "Hedda", role=ContactRole.HR) if two else self.deciders[client.pk]
        )

    def contact(self, client: Client, first: str, **more: object) -> Contact:
        last = client.name.split()[0]
        contact = Contact.objects.create(
            client=client,
            first_name=first,
            last_name=last,
            email=f"{first}@{last}.example".lower(),
            phone="+46 70 174 06 31",
            language=LANGUAGES[client.country],
            **more,
        )
        self.contacts[contact.pk] = contact
        return contact

    def find(self, many: int, owner: User, country: str) -> list[Candidate]:
        """So many people who may come up for a role; one in twelve has no address."""
        found = [
            Candidate(
                first_name=f"Person {number}",
                last_name=country,
                email="" if number % 12 == 5 else f"person.{number}@people.example",
                phone="+46 70 174 06 18",
                country=country,
                language=LANGUAGES[country],
                owner=owner,
            )
            for number in range(self.found, self.found + many)
        ]
        self.found += many
        return Candidate.objects.bulk_create(found)


def moment(day: date, hour: float, zone: ZoneInfo) -> datetime:
    """A local time of day, to the minute."""
    minutes = round(hour * 60)
    return datetime.combine(day, time(minutes // 60, minutes % 60), zone)
