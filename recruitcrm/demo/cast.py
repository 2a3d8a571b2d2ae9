"""Who there is when the story begins: the agency's people, and its clients with theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from accounts.logos import drawn
from accounts.models import Agency, Role, User
from accounts.places import language_of
from clients.models import Client, ClientNote, Contact, ContactRole
from processes.models import ReportSchedule
from recruitcrm.demo import PASSWORD
from recruitcrm.demo.companies import COMPANIES, Company

# Name, role, phone, country, time zone.
STAFF = [
    ("Nina Lind", Role.RECRUITER, "+46 70 174 06 05", "SE", "Europe/Stockholm"),
    ("Oskar Holm", Role.RECRUITER, "+46 70 174 06 18", "SE", "Europe/Stockholm"),
    ("Kasia Wrona", Role.RECRUITER, "+48 22 555 01 40", "PL", "Europe/Warsaw"),
    ("Daan Visser", Role.RECRUITER, "+31 20 555 01 52", "NL", "Europe/Amsterdam"),
    ("Lea Dahl", Role.LEAD, "+46 70 174 06 31", "SE", "Europe/Stockholm"),
    ("Ada Askvik", Role.ADMIN, "+46 70 174 06 01", "SE", "Europe/Stockholm"),
]


IN_PORTAL = ["Sara Berg", "Peter Nowak"]


@dataclass
class Cast:
    """Everybody, by name."""

    staff: dict[str, User] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    companies: dict[str, Company] = field(default_factory=dict)

    def recruiters(self) -> list[User]:
        return [user for user in self.staff.values() if user.role == Role.RECRUITER]


def gather(at: datetime) -> Cast:
    """The agency as it stood when the story begins."""
    agency = Agency.current()
    agency.name, agency.phone = "Askvik & Partners", "+46 8 465 004 00"
    agency.email = "hello@askvik.example"
    agency.save()
    agency.show_logo(drawn((Path(__file__).parent / "logo.svg").read_bytes()))
    cast = Cast()
    for name, role, phone, country, zone in STAFF:
        cast.staff[name] = User.objects.create_user(
            address(name, "askvik.example"),
            PASSWORD,
            full_name=name,
            role=role,
            phone=phone,
            country=country,
            time_zone=zone,
            joined_at=at,
        )
    for company in COMPANIES:
        win(company, cast, at)
    ReportSchedule.objects.of_agency()
    careful = ReportSchedule.objects.create(client=cast.clients["Brightly"], needs_approval=True)
    careful.take_effect(at=at)
    return cast


def win(company: Company, cast: Cast, at: datetime) -> None:
    owner = cast.staff[company.owner]
    client = Client.objects.create(
        name=company.name,
        industry=company.industry,
        city=company.city,
        country=company.country,
        website=f"https://{company.domain}",
        about=company.about,
        shown_as=company.shown_as,
        owner=owner,
        created_at=at,
    )
    cast.clients[company.name], cast.companies[company.name] = client, company
    people = [(company.decides, True, ContactRole.HIRING_MANAGER)]
    if company.orders:
        people.append((company.orders, False, ContactRole.HR))
    for (name, title), decides, role in people:
        cast.contacts[name] = become_contact(client, name, title, decides, role, company, at)
    for about in ClientNote.About.values:
        if text := getattr(company, about):
            ClientNote.objects.create(
                client=client, about=about, text=text, by=owner, written_at=at
            )


def become_contact(
    client: Client, name: str, title: str, decides: bool, role: str, company: Company, at: datetime
) -> Contact:
    first, _blank, last = name.partition(" ")
    email = address(name, company.domain)
    user = None
    if name in IN_PORTAL:
        user = User.objects.create_user(
            email,
            PASSWORD,
            full_name=name,
            role=Role.CLIENT,
            language="en",
            country=company.country,
            time_zone=client.working_hours().time_zone,
            joined_at=at,
        )
    return Contact.objects.create(
        client=client,
        first_name=first,
        last_name=last,
        title=title,
        role=role,
        decides=decides,
        email=email,
        language="en" if user else language_of(company.country),
        user=user,
        created_at=at,
    )


def address(name: str, domain: str) -> str:
    plain = name.lower().translate(str.maketrans("åäöéłóńśćężźüø", "aaoelonscezzuo"))
    return f"{plain.replace(' ', '.')}@{domain}"
