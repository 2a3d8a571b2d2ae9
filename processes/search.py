"""Search over everything: people, clients, assignments, pages and what can be done."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from candidates.finding.found import first_ids
from candidates.finding.text import in_any_language
from candidates.models import Candidate
from clients.models import Client, Contact
from processes.commands import Command, actions, named, pages
from processes.one_person import also_contact, same_people
from processes.recent import Thing, recently
from processes.search_lines import lines
from processes.ways_on import Way, with_assignment, with_candidate, with_client, with_contact

SHORTEST = 2  # letters; fewer would find nearly everything
LONGEST = 100
AT_THE_BEGINNING = 8  # things one worked with last, before anything is typed


@dataclass(frozen=True)
class Found:
    """One line: a name, what else helps to recognise it, and the address of its page.

    ``also`` says of a candidate that they are somebody's contact, and the other way round (K8).
    ``icon``: its own, where the group is of several kinds; ``dialog``: opens above the page;
    ``ways``: what one does with it, for the palette.
    """

    name: str
    detail: str
    url: str
    closed: bool
    also: str = ""
    icon: str = ""
    dialog: bool = False
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class Group:
    """What was found of one kind; ``more`` names the list that shows all of it."""

    kind: str
    label: str | Promise
    icon: str
    page: str = ""
    more: str = ""
    found: list[Found] = field(default_factory=list)


def everything(typed: str, user: User, *, size: int, at: datetime) -> list[Group]:
    """At most ``size`` of each kind, in groups; groups in which nothing was found are left out.

    What can be done or opened comes first where its name begins like this, else last: whoever
    types "rep" goes to the reports, and whoever types a name finds the person.
    """
    typed = " ".join(typed.split())[:LONGEST]
    begun, others = named(typed, [*actions(), *pages(user)])
    kinds = _kinds(typed, user, size, at) if len(typed) >= SHORTEST else []
    found = [group for group in kinds if group.found]
    rest = others[: max(size - len(begun), 0)]
    if found:
        groups = [to_open(begun[:size]), *found, to_open(rest)]
    else:
        groups = [to_open([*begun[:size], *rest])]
    return [group for group in groups if group.found]


def beginnings(user: User) -> list[Group]:
    """Before anything is typed: what this person worked with last, what can be done, all pages."""
    lately = Group("recent", _("Lately"), "clock")
    lately.found.extend(map(of_thing, recently(user, AT_THE_BEGINNING)))
    doing = Group("action", _("To do"), "plus")
    doing.found.extend(map(of_command, actions()))
    going = Group("page", _("Pages"), "arrow-right")
    going.found.extend(map(of_command, pages(user)))
    return [group for group in (lately, doing, going) if group.found]


def _kinds(typed: str, user: User, size: int, at: datetime) -> list[Group]:
    """People, clients and assignments."""
    groups = {
        "candidate": Group("candidate", _("Candidates"), "user", "candidate", "candidates"),
        "client": Group("client", _("Clients"), "building-office-2", "client", "clients"),
        "contact": Group("contact", _("Contacts"), "users", "client"),
        "assignment": Group(
            "assignment", _("Assignments"), "view-columns", "assignment", "assignments"
        ),
    }
    people = find_people(typed, user, size, at)
    contacts: dict[int, int] = {}  # those found, each with the candidate of the same person, or 0
    for kind, page, name, one, two, number, other in lines(typed, user, size):
        group = groups[kind]
        detail = " · ".join(filter(None, [one, two]))
        anchor = f"#contact-{number}" if kind == "contact" else ""
        closed = kind in ("assignment", "client") and bool(number)
        url = reverse(group.page, args=[page]) + anchor
        also = _t("also a candidate") if other else ""
        ways = ways_on(kind, number if kind == "contact" else page, closed=closed)
        group.found.append(Found(name.strip(), detail, url, closed, also, ways=ways))
        if kind == "contact":
            contacts[number] = other
    both = same_people(people, contacts)
    room = size - len(people)
    groups["candidate"].found.extend(map(of_candidate, (*people, *both.candidates[:room])))
    room = size - len(groups["contact"].found)
    groups["contact"].found.extend(map(of_contact, both.contacts[:room]))
    return list(groups.values())


def ways_on(kind: str, pk: int, *, closed: bool) -> tuple[Way, ...]:
    if kind == "assignment":
        return with_assignment(pk, closed=closed)
    return with_contact(pk) if kind == "contact" else with_client(pk, closed=closed)


def find_people(typed: str, user: User, size: int, at: datetime) -> list[Candidate]:
    """By their name, else by the words of all that is known of them, or a name much like it."""
    ids = first_ids(in_any_language(typed, user.language), size, user=user, at=at)
    found = Candidate.objects.select_related("contact__client").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def to_open(commands: list[Command]) -> Group:
    group = Group("command", _("To do and to open"), "arrow-right")
    group.found.extend(map(of_command, commands))
    return group


def of_command(command: Command) -> Found:
    label = str(command.label)
    return Found(label, "", command.url, False, icon=command.icon, dialog=command.dialog)


def of_thing(thing: Thing) -> Found:
    if isinstance(thing, Candidate):
        return replace(of_candidate(thing), icon="user")
    closed = thing.closed_at is not None
    if isinstance(thing, Client):
        detail = " · ".join(filter(None, [thing.industry, thing.city]))
        found = Found(
            thing.name, detail, thing.get_absolute_url(), closed, icon="building-office-2"
        )
        return replace(found, ways=with_client(thing.pk, closed=closed))
    name, ways = thing.client.name, with_assignment(thing.pk, closed=closed)
    url = thing.get_absolute_url()
    return Found(thing.title, name, url, closed, icon="view-columns", ways=ways)


def of_candidate(person: Candidate) -> Found:
    detail = " · ".join(filter(None, [person.headline, person.city]))
    url, ways = person.get_absolute_url(), with_candidate(person.pk)
    return Found(person.full_name, detail, url, False, also_contact(person), ways=ways)


def of_contact(contact: Contact) -> Found:
    detail = " · ".join(filter(None, [contact.title, contact.client.name]))
    url = contact.get_absolute_url()
    ways = with_contact(contact.pk)
    return Found(contact.full_name, detail, url, False, _t("also a candidate"), ways=ways)
