"""The rows behind a weekly report, each table asked once, small ones together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.db.models.fields.json import KT

from processes.follow_ups import rules
from processes.follow_ups.care_rules import ALERTS
from processes.models.assignment import Assignment
from processes.models.candidacy import Candidacy
from processes.models.event import Event, EventKind
from processes.models.follow_up import FollowUp
from processes.models.obstacle import Obstacle
from processes.models.planned_activity import PlannedActivity
from processes.reports.funnel import Journey
from processes.reports.small_tables import SmallTables
from processes.shown import tell_namesakes, with_settings
from processes.stages import Reason, SaidNo, Stage

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
SPOKEN = [EventKind.CALLED, EventKind.MET, EventKind.MAILED]
COUNTED = [*SPOKEN, EventKind.STAGE_MOVED, EventKind.MEETING_BOOKED, EventKind.CLIENT_ANSWERED]
PLACED = ("candidacy_id", "agreed_at", "starts_on", "ends_on")


@dataclass
class Rows:
    """What is stored about one assignment at ``until``; ``since`` says what is new."""

    assignment: Assignment
    since: datetime
    until: datetime

    @cached_property
    def zone(self) -> ZoneInfo:
        return self.assignment.zone

    @cached_property
    def today(self) -> date:
        return self.day(self.until)

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def is_new(self, moment: datetime | None) -> bool:
        return moment is not None and self.told_until < moment <= self.until

    @property
    def told_until(self) -> datetime:
        """What came after is new; in a report that covers all from the opening on, everything."""
        return LONG_AGO if self.since <= self.assignment.opened_at else self.since

    @property
    def is_search(self) -> bool:
        return self.assignment.kind == "search"

    @property
    def is_interim(self) -> bool:
        return self.assignment.kind == "interim"

    @cached_property
    def candidacies(self) -> list[Candidacy]:
        """Everyone, each with what says how the client sees them."""
        found = list(
            with_settings(Candidacy.objects.all())
            .filter(assignment=self.assignment, added_at__lte=self.until)
            .select_related("candidate", *(["placement"] if self.is_interim else ()))
            .only(
                *("stage", "stage_since", "added_at", "applied_at", "presented_at", "ended_at"),
                *("end", "end_reason", "said_no", "recommended", "recommendation", "risk"),
                *("is_clients_own", "other_offer", "other_offer_answers_on", "number"),
                *("candidate__first_name", "candidate__last_name"),
                *("candidate__shown_as", "candidate__told"),
                *("candidate__headline", "candidate__available_on"),
                *([f"placement__{name}" for name in PLACED] if self.is_interim else ()),
            )
        )
        tell_namesakes(found)
        return found

    def has_left(self, row: Candidacy) -> bool:
        return row.ended_at is not None and row.ended_at <= self.until

    @cached_property
    def gone(self) -> list[Candidacy]:
        """Everyone who is out of the process, the first first."""
        left = [(row.ended_at, row.pk, row) for row in self.candidacies if self.has_left(row)]
        return [row for *_order, row in sorted(left)]

    @cached_property
    def presented(self) -> list[Candidacy]:
        """Those the client may see, the ones in play first, in the order of their presentation."""
        shown = [
            (row.ended_at is not None, not row.recommended, row.presented_at, row.pk, row)
            for row in self.candidacies
            if row.presented_at and row.presented_at <= self.until
        ]
        return [row for *_order, row in sorted(shown)]

    @cached_property
    def must_haves(self) -> dict[int, str]:
        """The texts, in order, by the key of their rows."""
        return {row["pk"]: row["text"] for row in self._small.must_haves}

    @cached_property
    def fits(self) -> dict[tuple[int, int], tuple[str, str]]:
        """Answer and evidence, by candidacy and must-have."""
        return {
            (fit["candidacy"], row["pk"]): (fit["answer"], fit["evidence"])
            for row in self._small.must_haves
            for fit in row["fits"]
        }

    @cached_property
    def _small(self) -> SmallTables:
        return SmallTables(self.assignment, self.since, self.until)

    @cached_property
    def events(self) -> list[Any]:
        return list(
            Event.objects.standing()
            .filter(assignment=self.assignment, at__lte=self.until, kind__in=COUNTED)
            .values(
                *("pk", "kind", "at", "candidacy_id", "contact_id", "reached"),
                to=KT("facts__to"),
                rang=KT("facts__rang"),
                with_client=KT("facts__with_client"),
            )
        )

    def new_events(self, *kinds: str) -> Iterable[Any]:
        return (row for row in self.events if row["kind"] in kinds and row["at"] > self.told_until)

    @cached_property
    def activities(self) -> list[PlannedActivity]:
        return self._small.activities

    @cached_property
    def meetings(self) -> list[tuple[datetime, Candidacy]]:
        """To come, with the client, of people the client has been told of; soonest first."""
        to_come = [
            (at, row)
            for row in self.presented
            if row.is_in_play
            for at in self._small.meetings.get(row.pk, ())
        ]
        return sorted(to_come, key=lambda meeting: meeting[0])

    @cached_property
    def follow_ups(self) -> list[FollowUp]:
        """Words owed by either side; without those that became moot, and clocks of silence."""
        return list(
            FollowUp.objects.filter(
                Q(dropped_at=None) | Q(dropped_at__gt=self.until),
                assignment=self.assignment,
                opened_at__lte=self.until,
            )
            .exclude(kind__in=[*rules.kinds(clock=True), *ALERTS])
            .only(
                *("kind", "candidacy_id", "contact_id", "opened_at", "first_due_at", "due_at"),
                *("settled_at", "settled_by_id", "dropped_at"),
            )
            .order_by("due_at", "pk")
        )

    @cached_property
    def clients_words(self) -> list[FollowUp]:
        """What the client owes us on people who were presented."""
        return [
            row
            for row in self.follow_ups
            if row.rule.owes == "client" and self.waits(row) and row.candidacy_id in self.people
        ]

    def waits(self, word: FollowUp) -> bool:
        """Whether it had not been given at ``until``; it may have been since."""
        return word.settled_at is None or word.settled_at > self.until

    @cached_property
    def people(self) -> dict[int, Candidacy]:
        """Those the client may see, by their key."""
        return {row.pk: row for row in self.presented}

    @cached_property
    def target_companies(self) -> list[Any]:
        """Of a search, each with its ``people``, and those who are ``new``."""
        return self._small.target_companies

    @cached_property
    def obstacles(self) -> list[Obstacle]:
        """Told to the client, the first first."""
        return self._small.obstacles

    @cached_property
    def brief_changes(self) -> list[Any]:
        """Changes of the brief that are new to the client, the first first."""
        return [row for row in self._small.brief_changes if self.is_new(row["at"])]

    @cached_property
    def first_spoke(self) -> dict[int, tuple[datetime, int]]:
        """When people on the assignment first said something, in which event, by candidacy."""
        found: dict[int, tuple[datetime, int]] = {}
        for event in self.events:
            key = event["candidacy_id"]
            if key and event["reached"] and event["contact_id"] is None and is_theirs(event):
                said = (event["at"], event["pk"])
                found[key] = min(found.get(key, said), said)
        return found

    @cached_property
    def journeys(self) -> list[Journey]:
        moves: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
        for event in self.events:
            if event["kind"] == EventKind.STAGE_MOVED:
                moves[event["candidacy_id"]].append((event["at"], event["to"]))
        return [
            Journey(
                stood=tuple(
                    (at, stage)
                    for at, stage in [
                        (row.added_at, Stage.IDENTIFIED),
                        (row.presented_at, Stage.PRESENTED),
                        (row.stage_since, row.stage),
                        *moves[row.pk],
                    ]
                    if at is not None and at <= self.until
                ),
                spoke=row.pk in self.first_spoke
                or (
                    self.has_left(row)
                    and row.said_no == SaidNo.CANDIDATE
                    and row.end_reason != Reason.NO_ANSWER
                ),
                key=row.pk,
            )
            for row in self.candidacies
        ]


def is_theirs(event: Any) -> bool:
    """Whether they have said something; a mail of ours is no answer."""
    if event["kind"] == EventKind.MAILED:
        return bool(event["rang"] == "them")
    return event["kind"] in SPOKEN
