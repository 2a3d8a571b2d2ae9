"""Which people who left are looked at: a period, a client, who said no, and what led there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from accounts.models import User
from clients.models import Client, Contact
from processes.insights.choice import LONGEST_NUMBER, PERIODS, USUAL, Choice, find_client
from processes.models import Kind
from processes.stages import Reason, SaidNo, Stage

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True)
class Leaving:
    """What is asked; ``manager`` decides on the client's side, ``met`` is whom they have met.

    ``refusals`` say which wishes were passed over. ``reader``: whose eyes it is for; what is
    hidden from them is not counted.
    """

    reader: User
    months: int = USUAL
    client: Client | None = None
    manager: Contact | None = None
    met: Contact | None = None
    asked: Contact | None = None
    kind: str = ""
    who: str = ""
    stage: str = ""
    reason: str = ""
    month: str = ""
    meeting: str = ""
    moved: str = ""
    refusals: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether nothing is narrowed but the period."""
        return self == Leaving(self.reader, self.months, refusals=self.refusals)

    @property
    def period(self) -> Choice:
        return Choice(self.months)

    @property
    def wishes(self) -> dict[str, object]:
        """As an address has them: what differs from the usual."""
        people = {"client": self.client, "manager": self.manager}
        people |= {"met": self.met, "asked": self.asked}
        named = ("kind", "who", "stage", "reason", "month", "meeting", "moved")
        found: dict[str, object] = {"months": self.months if self.months != USUAL else ""}
        found |= {name: person.pk if person else "" for name, person in people.items()}
        found |= {name: getattr(self, name) for name in named}
        return {name: value for name, value in found.items() if value}

    def query(self, **more: object) -> str:
        """For an address, with ``more`` chosen."""
        chosen = {name: value for name, value in (self.wishes | more).items() if value}
        return f"?{urlencode(chosen)}" if chosen else ""

    def of_page(self) -> Leaving:
        """Only what the page itself can be narrowed by; the rest leads to cases."""
        cases: dict[str, Any] = {"stage": "", "reason": "", "month": "", "meeting": "", "moved": ""}
        return replace(self, met=None, asked=None, **cases)


def read_leaving(wishes: Mapping[str, str], reader: User, starts: list[datetime]) -> Leaving:
    """What was asked for; what cannot be understood is passed over and said in ``refusals``.

    ``starts``: the first moments of the months of the longest period.
    """
    refusals: list[str] = []
    said = {name: str(value).strip() for name, value in wishes.items()}
    months = USUAL
    if wish := said.get("months"):
        if wish in map(str, PERIODS):
            months = int(wish)
        else:
            refusals.append(_("There is no such period. These are the last six months."))
    client = None
    if wish := said.get("client"):
        client = find_client(wish, reader)
        if client is None:
            refusals.append(_("There is no such client. These are all of them."))
    people: dict[str, Any] = {}
    for name in ("manager", "met", "asked"):
        if wish := said.get(name):
            people[name] = find_contact(wish, reader)
            if people[name] is None:
                refusals.append(_("There is no such contact. These are all of them."))
    known = {
        "kind": Kind.values,
        "who": SaidNo.values,
        "stage": Stage.values,
        "reason": Reason.values,
        "month": [f"{start:%Y-%m}" for start in starts],
        "meeting": [BEFORE, AFTER],
        "moved": Stage.values,
    }
    chosen: dict[str, Any] = {}
    for name, values in known.items():
        if wish := said.get(name):
            if wish in values:
                chosen[name] = wish
            else:
                refusals.append(_("Something in the address is not known and was left out."))
    return Leaving(
        reader, months, client, **people, **chosen, refusals=tuple(dict.fromkeys(refusals))
    )


def find_contact(wish: str, reader: User) -> Contact | None:
    if not (wish.isascii() and wish.isdigit()) or len(wish) > LONGEST_NUMBER:
        return None
    contacts = Contact.objects.filter(client__in=Client.objects.visible_to(reader))
    return contacts.select_related("client").filter(pk=wish).first()
