"""Which events: for whom, those that stand, those a client sees; and a timeline by pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import models

from accounts.models import User
from processes.confidential import seen_by

if TYPE_CHECKING:
    from processes.models.event import Event


@dataclass(frozen=True)
class EventPage:
    """Some events of a timeline, newest first; ``earlier`` is the mark to ask for the next ones."""

    events: list[Event]
    earlier: str

    @property
    def more_url(self) -> str:
        """The address of the same page with earlier events, empty where there are none."""
        return f"?before={self.earlier}" if self.earlier else ""


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: User) -> EventQuerySet:
        """Of no assignment, or of one that this person of the agency sees."""
        return self.filter(seen_by(user))

    def page(self, before: str = "", *, known: str = "", size: int = 40) -> EventPage:
        """Newest events with their people, or those before a mark; one query however long it is.

        ``known``: whose timeline it is ("client" for ``client.events``), which needs no join.
        """
        events = self.for_lines(known).newest_first()
        if mark := read_mark(before):
            at, pk = mark
            events = events.filter(at__lte=at).exclude(at=at, pk__gte=pk)
        found = list(events[: size + 1])
        earlier = ""
        if len(found) > size:
            last = found[size - 1]
            earlier = f"{last.at.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{last.pk}"
        return EventPage(found[:size], earlier)

    def newest_first(self) -> EventQuerySet:
        return self.order_by("-at", "-id")

    def with_people(self) -> EventQuerySet:
        """All that the sentences of a timeline name, in one query."""
        return self.select_related("by", "candidate", "contact", "client", "assignment__client")

    def for_lines(self, known: str = "") -> EventQuerySet:
        """What the lines of a timeline name and nothing else: people and briefs have long texts."""
        named = {
            "by": ["full_name"],
            "candidate": ["first_name", "last_name", "closed_at"],
            "contact": ["first_name", "last_name", "client"],
            "client": ["name"],
            "assignment": ["title"],
        }
        named.pop(known, None)
        own = [field.attname for field in self.model._meta.concrete_fields]
        names = [f"{noun}__{field}" for noun, fields in named.items() for field in fields]
        return self.select_related(*named).only(*own, *names)

    def standing(self) -> EventQuerySet:
        """What was not undone as logged by mistake: only this is counted and cited."""
        return self.filter(undone_at__isnull=True)

    def shown_to_client(self) -> EventQuerySet:
        return self.standing().filter(visible_to_client=True)


def read_mark(mark: str) -> tuple[datetime, int] | None:
    """Where a page of events ended; None for the first page and for a mark nobody wrote."""
    moment, _dash, pk = mark.partition("-")
    try:
        at = datetime.strptime(moment, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
        return at, int(pk)
    except ValueError:
        return None
