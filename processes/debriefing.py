"""Which meeting a debrief is about, and what has been said on a candidacy by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from processes.conversations import TOGETHER
from processes.models import Candidacy, Debrief, Event, EventKind, Meeting, OtherProcess
from processes.sides import Side

SHOWN = 12  # debriefs, and other processes, on the page of a candidacy


@dataclass(frozen=True)
class Elsewhere:
    """Another process as the page shows it."""

    pk: int
    employer: str
    stage: str
    answers_on: date | None

    @property
    def how_far(self) -> str:
        return str(OtherProcess.Stage(self.stage).label) if self.stage else ""

    @property
    def is_offer(self) -> bool:
        return self.stage == OtherProcess.Stage.OFFER


@dataclass(frozen=True)
class Told:
    """A debrief as the page shows it."""

    pk: int
    meeting: int | None
    side: str
    who: str
    at: datetime
    before: int | None
    after: int | None
    warmed: str
    cooled: str
    next_step: str
    confidential: str

    @property
    def is_of_client(self) -> bool:
        return self.side == Side.CLIENT

    @cached_property
    def fell(self) -> bool:
        return self.before is not None and self.after is not None and self.after < self.before


def with_talks(rows: QuerySet[Candidacy]) -> QuerySet[Candidacy]:
    """Each with its debriefs and other processes, for ``told_of`` and ``elsewhere_of``."""
    mine = {"candidacy": OuterRef("pk")}
    going_on = OtherProcess.objects.running().filter(**mine)
    said = Debrief.objects.filter(**mine).newest_first()
    names = ("pk", "side", "at", "before", "after", "warmed", "cooled", "next_step")
    return rows.annotate(
        going_on=ArraySubquery(
            going_on.values(
                it=JSONObject(pk="pk", employer="employer", stage="stage", answers_on="answers_on")
            )[:SHOWN]
        ),
        said_after=ArraySubquery(
            said.values(
                it=JSONObject(
                    **{name: name for name in names},
                    confidential="confidential",
                    meeting="meeting_id",
                    first="contact__first_name",
                    last="contact__last_name",
                )
            )[:SHOWN]
        ),
    )


def elsewhere_of(candidacy: Candidacy) -> list[Elsewhere]:
    """What else is going on, the nearest day first."""
    rows: list[dict[str, Any]] = candidacy.going_on  # type: ignore[attr-defined]
    return [
        Elsewhere(
            row["pk"],
            row["employer"],
            row["stage"],
            date.fromisoformat(row["answers_on"]) if row["answers_on"] else None,
        )
        for row in rows
    ]


def told_of(candidacy: Candidacy) -> list[Told]:
    """What was said after meetings, the newest first."""
    rows: list[dict[str, Any]] = candidacy.said_after  # type: ignore[attr-defined]
    return [
        Told(
            who=f"{row.pop('first') or ''} {row.pop('last') or ''}".strip(),
            at=datetime.fromisoformat(row.pop("at")),
            **row,
        )
        for row in (dict(row) for row in rows)
    ]


def debriefed(told: list[Told]) -> dict[str, set[int]]:
    """The numbers of the meetings after which each side has been asked."""
    return {
        side: {one.meeting for one in told if one.side == side and one.meeting} for side in Side
    }


def last_meeting(candidacy: Candidacy, pk: int | None = None) -> Meeting | None:
    """The meeting with the client that took place last, or the one with this number."""
    held = Event.objects.standing().filter(
        candidacy=candidacy, kind=EventKind.MET, facts__with=TOGETHER
    )
    numbers = held.order_by("-at", "-pk").values_list("facts__meeting", flat=True)
    for number in numbers[:20]:
        if number and (pk is None or number == pk):
            return candidacy.meetings.select_related("contact").filter(pk=number).first()
    return None
