"""Which follow-ups the figures are about: a period, a recruiter, a client, a kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.models import User
from clients.models import Client
from processes.follow_ups import rules
from processes.follow_ups.rule import Party

PERIODS = (3, 6, 12)  # months, the present one among them
USUAL = 6
LONGEST_NUMBER = 15  # digits; PostgreSQL knows no larger keys


@dataclass(frozen=True)
class Choice:
    """What somebody wants to see; ``refusals`` say which wishes were passed over, and why.

    ``reader``: whose eyes it is for; what is hidden from them is not counted.
    """

    months: int = USUAL
    recruiter: User | None = None
    client: Client | None = None
    kind: str = ""
    refusals: tuple[str, ...] = ()
    reader: User | None = None

    @property
    def is_plain(self) -> bool:
        """Whether nothing is narrowed but the period."""
        return not (self.recruiter or self.client or self.kind)

    def query(self, **more: object) -> str:
        """For an address: what differs from the usual, with ``more`` chosen."""
        wishes: dict[str, object] = {
            "months": self.months if self.months != USUAL else "",
            "recruiter": self.recruiter.pk if self.recruiter else "",
            "client": self.client.pk if self.client else "",
            "kind": self.kind,
        }
        chosen = urlencode({name: value for name, value in (wishes | more).items() if value})
        return f"?{chosen}" if chosen else ""

    def month_starts(self, at: datetime, zone: ZoneInfo) -> list[datetime]:
        """The first moment of each month of the period in this zone, the oldest first."""
        local = at.astimezone(zone)
        number = local.year * 12 + local.month - 1
        return [
            datetime(month // 12, month % 12 + 1, 1, tzinfo=zone)
            for month in range(number - self.months + 1, number + 1)
        ]


def read_choice(wishes: Mapping[str, str], reader: User, recruiters: Iterable[User]) -> Choice:
    """What was asked for; what cannot be understood is passed over and said in ``refusals``."""
    refusals = []
    months, recruiter, client = USUAL, None, None
    if wish := wishes.get("months", "").strip():
        if wish in map(str, PERIODS):
            months = int(wish)
        else:
            refusals.append(_("There is no such period. These are the last six months."))
    if wish := wishes.get("recruiter", "").strip():
        recruiter = next((user for user in recruiters if str(user.pk) == wish), None)
        if recruiter is None:
            refusals.append(_("There is no such recruiter. This is everybody."))
    if wish := wishes.get("client", "").strip():
        client = find_client(wish, reader)
        if client is None:
            refusals.append(_("There is no such client. These are all of them."))
    kind = wishes.get("kind", "").strip()
    if kind and kind not in counted_kinds():
        refusals.append(_("There is no such kind of follow-up. These are all that we owe."))
        kind = ""
    return Choice(months, recruiter, client, kind, tuple(refusals), reader)


def find_client(wish: str, reader: User) -> Client | None:
    if not (wish.isascii() and wish.isdigit()) or len(wish) > LONGEST_NUMBER:
        return None
    return Client.objects.visible_to(reader).filter(pk=wish).first()


def counted_kinds(owes: Party | None = None) -> list[str]:
    """The kinds of which words are kept or not; clocks of silence only run, and are left out."""
    return [kind for kind in rules.kinds(owes=owes) if not rules.BY_KIND[kind].clock]


def kind_names() -> dict[str, str]:
    """Each kind by its label; two of one label say whom the word is owed to."""
    counted = [rules.BY_KIND[kind] for kind in counted_kinds()]
    labels = [str(rule.label) for rule in counted]
    owed = {"client": _("to the client"), "candidate": _("to the candidate"), "us": _("to us")}
    return {
        rule.kind: f"{label}, {owed[rule.owed]}" if labels.count(label) > 1 else label
        for rule, label in zip(counted, labels, strict=True)
    }
