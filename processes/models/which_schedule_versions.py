"""Which versions of schedules: the one in force, the next one; and how a change makes one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _t

from accounts.models import User
from processes.confidential import seen_by
from processes.models.document import DocumentQuerySet
from processes.models.event import EventKind
from processes.reports.freezing import frozen
from processes.schedules.lines import Line, Why, changes_between
from processes.timeline import record

if TYPE_CHECKING:
    from processes.models.assignment import Assignment
    from processes.models.schedule_version import ScheduleVersion

CALM = timedelta(hours=1)  # after a change: more of them become the same version


class SaysNotWhy(Exception):
    """The client has the schedule: a change of it needs a reason."""

    def __init__(self) -> None:
        super().__init__(_t("The client has this schedule. Say why it changes."))


class ScheduleVersionQuerySet(DocumentQuerySet["ScheduleVersion"]):
    def visible_to(self, user: User) -> ScheduleVersionQuerySet:
        """Staff: of assignments they see; a client's contact: those sent about theirs."""
        if user.is_staff_member:
            return self.filter(seen_by(user))
        from processes.models.assignment import Assignment

        return self.sent().filter(assignment__in=Assignment.objects.visible_to(user))

    def frozen(self) -> ScheduleVersionQuerySet:
        """Versions that no change reaches any more: on their way, or sent."""
        return self.filter(frozen_at__isnull=False)

    def sent(self) -> ScheduleVersionQuerySet:
        return self.filter(sent_at__isnull=False)

    def newest(self) -> ScheduleVersion | None:
        return self.order_by("-number").first()

    def open_one(self) -> ScheduleVersion | None:
        """The next version, which waits for more changes; locked until the transaction ends."""
        return self.filter(frozen_at=None).select_for_update(of=("self",)).first()

    @transaction.atomic
    def make(
        self, assignment: Assignment, *, by: User | None, at: datetime, **fields: object
    ) -> ScheduleVersion:
        """The next number; the assignment's row is locked by whoever asks for it."""
        last = self.filter(assignment=assignment).aggregate(last=Max("number"))["last"] or 0
        return self.create(
            assignment=assignment,
            number=last + 1,
            language=assignment.language,
            made_by=by,
            made_at=at,
            **{"send_at": at, "try_after": at, "ring_after": at} | fields,
        )

    @transaction.atomic
    def note_change(
        self,
        assignment: Assignment,
        line: Line,
        *,
        why: Why,
        by: User | None,
        at: datetime,
        was: date | None = None,
        on: date | None = None,
    ) -> ScheduleVersion | None:
        """A line has moved, come or gone. If the client has the schedule, a version tells of it.

        All that changes within an hour becomes one version; what is as it was makes none. None
        before the first one. Raises ``SaysNotWhy``.
        """
        mine = self.filter(assignment=assignment)
        before = mine.frozen().newest()
        if before is None:
            return None
        if not why.text and not why.agreed:
            raise SaysNotWhy
        version = mine.open_one()
        whys = (version.whys if version else {}) | {str(line.pk): frozen(why)}
        if changes_between(before.said.lines, assignment.activities.lines(), {}):
            version = version or self.make(assignment, by=by, at=at)
            send_at = assignment.client.working_hours().next_open(at + CALM)
            version.wait_until(send_at, whys=whys)
        elif version:
            version.delete()
            version = None
        facts: dict[str, Any] = {"activity": line.text}
        if version:
            facts["version"] = version.number
        facts |= {name: day.isoformat() for name, day in {"was": was, "on": on}.items() if day}
        record(
            EventKind.SCHEDULE_CHANGED,
            by=by,
            at=at,
            assignment=assignment,
            text=why.text,
            **facts,
        )
        return version
