"""What is small and of one assignment, asked for together."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import OuterRef

from processes.models.assignment import Assignment, Kind
from processes.models.brief_version import BriefVersion
from processes.models.meeting import Meeting
from processes.models.must_have import Fit, MustHave
from processes.models.obstacle import Obstacle
from processes.models.planned_activity import PlannedActivity
from processes.models.target_company import TargetCompany
from processes.reports.alongside import alongside, read_back

Mine = TypeVar("Mine", PlannedActivity, Obstacle, TargetCompany)

CHANGES = 30  # of the brief, the newest


class SmallTables:
    """Must-haves, schedule, meetings, told obstacles, changes of the brief, a search's companies.

    One query.

    The companies with the people there who came ``since``, obstacles that were told ``until``.
    """

    def __init__(self, assignment: Assignment, since: datetime, until: datetime) -> None:
        self.assignment = assignment
        mine = {"assignment": OuterRef("pk")}
        fits = alongside(
            Fit.objects.filter(must_have=OuterRef("pk")).order_by(),
            candidacy="candidacy_id",
            answer="answer",
            evidence="evidence",
        )
        musts = MustHave.objects.filter(**mine).order_by("position")
        newest = BriefVersion.objects.changes().filter(at__lte=until, **mine)
        told = Obstacle.objects.told().filter(told_at__lte=until, **mine)
        tables = {
            "musts": alongside(musts, pk="pk", text="text", fits=fits),
            "lines": alongside(PlannedActivity.objects.filter(**mine)),
            "meetings": alongside(
                Meeting.objects.to_come(until)
                .filter(with_client=True, candidacy__assignment=OuterRef("pk"))
                .order_by("starts_at"),
                candidacy="candidacy_id",
                starts_at="starts_at",
            ),
            "renewed": alongside(
                newest.order_by("-number")[:CHANGES],
                **{name: name for name in ("at", "changes", "dates_effect", "dates_words")},
            ),
            "told": alongside(told.order_by("told_at", "pk")),
        }
        if assignment.kind == Kind.SEARCH:
            found = TargetCompany.objects.filter(**mine).with_people(since, until).in_order()
            tables["companies"] = alongside(found, "people", "new")
        rows = Assignment.objects.filter(pk=assignment.pk).order_by()
        self._found: dict[str, Any] = dict(rows.values(**tables).get())

    @property
    def must_haves(self) -> list[Any]:
        """In order, each with its ``fits``."""
        return list(self._found["musts"])

    @cached_property
    def meetings(self) -> dict[int, list[datetime]]:
        """Those to come with the client, by candidacy, the soonest first."""
        found: dict[int, list[datetime]] = defaultdict(list)
        for row in self._found["meetings"]:
            found[row["candidacy"]].append(datetime.fromisoformat(row["starts_at"]))
        return dict(found)

    @cached_property
    def brief_changes(self) -> list[Any]:
        """The first first, each with ``at`` as a moment."""
        return [
            {**row, "at": datetime.fromisoformat(row["at"])}
            for row in reversed(self._found["renewed"])
        ]

    @property
    def activities(self) -> list[PlannedActivity]:
        return self._read(PlannedActivity, "lines")

    @property
    def obstacles(self) -> list[Obstacle]:
        """The first told first."""
        return self._read(Obstacle, "told")

    @property
    def target_companies(self) -> list[TargetCompany]:
        return self._read(TargetCompany, "companies")

    def _read(self, model: type[Mine], name: str) -> list[Mine]:
        found: list[Mine] = read_back(model, self._found[name])
        for row in found:
            row.assignment = self.assignment
        return found
