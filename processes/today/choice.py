"""What Today is asked to show: whose words, of which kind, of which client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from clients.models import Client
from processes.confidential import seen_by
from processes.deputies import chairs_of
from processes.follow_ups import rules

LONGEST_NUMBER = 18  # digits of a number that PostgreSQL knows
WHOSE = {
    "mine": _("Mine"),
    "team": _("My team's"),
    "all": _("Everybody's"),
}
# Kinds that can be chosen together; each kind of the table can be chosen alone, too.
TOGETHER: dict[str, tuple[str | Promise, list[str]]] = {
    "candidates": (_("We owe candidates"), rules.kinds(owes="us", owed="candidate")),
    "clients": (_("We owe clients"), rules.kinds(owes="us", owed="client")),
    "from_clients": (_("Clients owe us"), rules.kinds(owes="client")),
}


def of(whose: str, user: User) -> Q:
    """Which owners' rows to look at: own, those of the recruiters, everybody's."""
    if whose == "all":
        return Q()
    return Q(owner__role=Role.RECRUITER) if whose == "team" else Q(owner=user)


@dataclass(frozen=True)
class Choice:
    """``kind``: empty for everything, a name of ``TOGETHER``, or a kind of follow-up."""

    user: User
    whose: str = "mine"
    kind: str = ""
    client: Client | None = None

    @classmethod
    def read(cls, asked: Mapping[str, str], user: User) -> Choice:
        """What the address asks for; what nobody offered is left out."""
        whose, kind = asked.get("whose", ""), asked.get("kind", "")
        return cls(
            user,
            whose if whose in whose_choices(user) else "mine",
            kind if kind in TOGETHER or kind in rules.BY_KIND else "",
            read_client(asked.get("client", ""), user),
        )

    @property
    def owners(self) -> Q:
        """Whose follow-ups, and which client's; one's own are seen in any case."""
        others = Q() if self.whose == "mine" else seen_by(self.user)
        return self.of_client(of(self.whose, self.user)) & others

    @property
    def leaders(self) -> Q:
        """Whose assignments: a deputy looks after those of whoever is away, too."""
        if self.whose == "mine":
            return self.of_client(Q(owner__in=chairs_of(self.user)))
        return self.of_client(of(self.whose, self.user)) & seen_by(self.user, "pk")

    def of_client(self, whose: Q) -> Q:
        return whose & Q(client=self.client) if self.client else whose

    @property
    def kinds(self) -> list[str]:
        """The kinds that were chosen, empty for all of them."""
        if self.kind in TOGETHER:
            return TOGETHER[self.kind][1]
        return [self.kind] if self.kind else []

    @property
    def kind_label(self) -> str:
        if self.kind in TOGETHER:
            return str(TOGETHER[self.kind][0])
        return str(rules.BY_KIND[self.kind].label) if self.kind else ""

    @property
    def is_narrow(self) -> bool:
        return bool(self.kind or self.client)

    @property
    def query(self) -> str:
        """The choice as the query of an address, empty for one's own words of every kind."""
        asked = {
            "whose": "" if self.whose == "mine" else self.whose,
            "kind": self.kind,
            "client": str(self.client.pk) if self.client else "",
        }
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def address(self) -> str:
        return f"{reverse('today')}?{self.query}" if self.query else reverse("today")

    def others(self) -> list[tuple[str, str | Promise, Choice]]:
        """The choices of whose words, each with all else as it is: name, label, choice."""
        return [(name, WHOSE[name], replace(self, whose=name)) for name in whose_choices(self.user)]

    def of_kind(self, kind: str) -> Choice:
        return replace(self, kind=kind)

    @property
    def of_every_kind(self) -> Choice:
        return replace(self, kind="")

    @property
    def of_every_client(self) -> Choice:
        return replace(self, client=None)

    @property
    def of_team(self) -> Choice:
        return replace(self, whose="team")

    @property
    def wide(self) -> Choice:
        """The same people's words, of every kind and client."""
        return Choice(self.user, self.whose)


def whose_choices(user: User) -> list[str]:
    return [name for name in WHOSE if name != "team" or user.leads]


def read_client(pk: str, user: User) -> Client | None:
    if not pk.isdecimal() or len(pk) > LONGEST_NUMBER:
        return None
    return Client.objects.visible_to(user).only("name").filter(pk=pk).first()


def kinds_to_choose() -> list[tuple[str, str | Promise, list[tuple[str, str | Promise]]]]:
    """For the filter: the groups, each with its kinds: name, label, kinds with their labels."""
    return [
        (name, label, [(kind, rules.BY_KIND[kind].label) for kind in kinds])
        for name, (label, kinds) in TOGETHER.items()
    ]
