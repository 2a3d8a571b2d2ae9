"""When reports go out next, and which holiday has moved them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from heapq import heapify, heapreplace
from zoneinfo import ZoneInfo

from accounts.models import Agency
from processes.holiday_names import holiday_name
from processes.models.assignment import Assignment
from processes.models.report import Report
from processes.models.report_schedule import ReportSchedule
from processes.reports.timing import next_slot
from processes.slots import Weekly

TEN = 10


@dataclass(frozen=True)
class Slot:
    """A moment on the schedule's own clock; ``instead_of``: the holiday from which it was moved."""

    at: datetime
    instead_of: date | None = None
    holiday: str = ""

    @classmethod
    def of(cls, weekly: Weekly, moment: datetime) -> Slot:
        local = moment.astimezone(ZoneInfo(weekly.time_zone))
        meant = weekly.meant_for(moment)
        if meant is None or meant == local.date():
            return cls(local)
        return cls(local, meant, holiday_name(weekly.country, meant))


@dataclass(frozen=True)
class NextReport:
    """A report that is drafted or planned; ``put_off_from``: when it was to go out at first."""

    assignment: Assignment
    at: datetime
    slot: Slot
    waits: bool = False
    put_off_from: datetime | None = None


def slots_ahead(schedule: ReportSchedule, at: datetime) -> list[Slot]:
    """The next ten of a schedule, saved or not; none while it is paused."""
    if schedule.is_paused:
        return []
    weekly = schedule.weekly(schedule.country)
    slot = weekly.next_after(at)
    if assignment := schedule.assignment:
        last = Report.objects.last_slots([assignment]).get(assignment.pk)
        slot = next_slot(weekly, at=at, last=last, planned=assignment.next_report_at)
    slots = [slot]
    while len(slots) < TEN:
        slots.append(weekly.next_week_after(slots[-1]))
    return [Slot.of(weekly, moment) for moment in slots]


def next_reports(at: datetime) -> list[NextReport]:
    """The next ten of all to go out: those drafted or approved, and those not yet drafted."""
    ahead = Report.objects.approved() | Report.objects.to_review()
    ahead = ahead.filter(letters_at=None).select_related("assignment__client")
    drafted = list(ahead.order_by("send_at", "pk")[:TEN])
    planned = Assignment.objects.open().filter(next_report_at__isnull=False)
    planned = planned.select_related("client").order_by("next_report_at", "pk")[:TEN]
    weeklies = _weeklies([*(report.assignment for report in drafted), *planned])
    rows: list[NextReport] = []
    for report in drafted:
        rows.append(
            NextReport(
                report.assignment,
                report.send_at,
                Slot.of(weeklies[report.assignment_id], report.slot_at),
                waits=report.waits_for_approval(at),
                put_off_from=report.put_off_from,
            )
        )
    rows += _planned(planned, weeklies)
    return sorted(rows, key=lambda row: row.at)[:TEN]


def _planned(assignments: Iterable[Assignment], weeklies: dict[int, Weekly]) -> list[NextReport]:
    """The next ten that are not drafted yet: the first of each, and what follows them."""
    ahead = [(one.next_report_at, one.pk, one) for one in assignments if one.next_report_at]
    heapify(ahead)
    rows: list[NextReport] = []
    while ahead and len(rows) < TEN:
        moment, pk, assignment = ahead[0]
        rows.append(NextReport(assignment, moment, Slot.of(weeklies[pk], moment)))
        heapreplace(ahead, (weeklies[pk].next_week_after(moment), pk, assignment))
    return rows


def _weeklies(assignments: Iterable[Assignment]) -> dict[int, Weekly]:
    """The slots of each assignment, by the schedule that counts for it, in one query."""
    found = {one.pk: one for one in assignments}
    schedules = ReportSchedule.objects.that_may_count_for(*found.values())
    by_owner = {(row.client_id, row.assignment_id): row for row in schedules}
    return {
        one.pk: (
            by_owner.get((None, one.pk))
            or by_owner.get((one.client_id, None))
            or by_owner.get((None, None))
            or ReportSchedule(time_zone=Agency.current().time_zone)
        ).weekly(one.client.country)
        for one in found.values()
    }
