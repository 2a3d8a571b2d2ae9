"""Which schedules of reports: the agency's, the exceptions, the one that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, When

from accounts.models import Agency

if TYPE_CHECKING:
    from clients.models import Client
    from processes.models.assignment import Assignment
    from processes.models.report_schedule import ReportSchedule

OF_THE_AGENCY = Q(client__isnull=True, assignment__isnull=True)


class ReportScheduleQuerySet(models.QuerySet["ReportSchedule"]):
    def of_agency(self) -> ReportSchedule:
        """The agency's default, as set or, before anybody has set it, not yet saved."""
        return self.filter(OF_THE_AGENCY).first() or self.model(
            time_zone=Agency.current().time_zone
        )

    def made_for_agency(self) -> ReportSchedule:
        """The agency's default, saved: Friday 15:00 in its own time when nobody has set another."""
        schedule, _made = self.get_or_create(
            client=None, assignment=None, defaults={"time_zone": Agency.current().time_zone}
        )
        return schedule

    def in_force_for(self, assignment: Assignment) -> ReportSchedule:
        """The assignment's own schedule, else its client's, else the agency's."""
        found = self.that_may_count_for(assignment)
        return max(found, key=lambda row: row.precedence, default=None) or self.made_for_agency()

    def that_may_count_for(self, *assignments: Assignment) -> ReportScheduleQuerySet:
        """The agency's, and the exceptions for these assignments and their clients."""
        clients = {assignment.client_id for assignment in assignments}
        return self.filter(OF_THE_AGENCY | Q(assignment__in=assignments) | Q(client__in=clients))

    def sections_for(self, assignment: Assignment) -> list[str] | None:
        """The sections switched on for its reports, in order; None: the default (sections.py).

        A schedule without sections of its own takes those of the next wider one.
        """
        own = self.that_may_count_for(assignment).filter(sections__isnull=False)
        found = max(own, key=lambda row: row.precedence, default=None)
        return found.sections if found else None

    def sections_within(self) -> Subquery:
        """The same to annotate assignments with."""
        mine = Q(assignment=OuterRef("pk")) | Q(client=OuterRef("client"))
        nearest = Case(
            When(assignment__isnull=False, then=0), When(client__isnull=False, then=1), default=2
        )
        own = self.filter(OF_THE_AGENCY | mine, sections__isnull=False).order_by(nearest, "pk")
        return Subquery(own.values("sections")[:1])

    def exceptions(self) -> ReportScheduleQuerySet:
        return self.exclude(OF_THE_AGENCY)

    def wider_than(self, schedule: ReportSchedule) -> ReportScheduleQuerySet:
        """Those that would count if this exception did not, the agency's among them."""
        if schedule.assignment:
            return self.filter(OF_THE_AGENCY | Q(client=schedule.assignment.client_id))
        return self.filter(OF_THE_AGENCY)

    def sections_wider_than(self, schedule: ReportSchedule) -> list[str] | None:
        """Those that count for an exception which has none of its own."""
        own = self.wider_than(schedule).filter(sections__isnull=False)
        found = max(own, key=lambda row: row.precedence, default=None)
        return found.sections if found else None

    def like_wider(self, **whose: Client | Assignment) -> ReportSchedule:
        """A new exception, not saved yet, that says what counts without it."""
        schedule = self.model(**whose)
        wider = max(self.wider_than(schedule), key=lambda row: row.precedence, default=None)
        wider = wider or self.of_agency()
        for name in ("weekday", "time", "time_zone", "on_holiday", "needs_approval"):
            setattr(schedule, name, getattr(wider, name))
        return schedule
