"""What went out over some weeks, when a schedule changed or the machine was off: a table.

Each story starts on Monday 9 November 2026 with reports on Fridays at 15:00, Stockholm. Its lines
are what happens at which local moment; expected are the slots of the reports that went out, and
from when each tells. Between its lines whatever is due is done when it is due.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mailings.chores import do_letter, due_letters
from mailings.models import Letter
from processes.models import Assignment, ReportSchedule
from processes.reports.chores import do_draft, do_report, due_drafts, due_reports

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
STOCKHOLM = ZoneInfo("Europe/Stockholm")

Line = tuple[str, dict[str, Any] | str]
STORIES: dict[str, tuple[list[Line], str, list[str]]] = {
    "nothing changes": ([], "11-28 00:00", ["11-13 15:00", "11-20 15:00", "11-27 15:00"]),
    "another hour, on the day and before the slot": (
        [("11-19 09:00", {"time": time(17)})],
        "11-28 00:00",
        ["11-13 15:00", "11-20 17:00", "11-27 17:00"],
    ),
    "another hour, after the draft: the draft keeps its slot": (
        [("11-20 09:00", {"time": time(17)})],
        "11-28 00:00",
        ["11-13 15:00", "11-20 15:00", "11-27 17:00"],
    ),
    "another hour, after sending: not twice": (
        [("11-20 15:30", {"time": time(17)})],
        "11-28 00:00",
        ["11-13 15:00", "11-20 15:00", "11-27 17:00"],
    ),
    "from Friday to Wednesday, after sending": (
        [("11-20 16:00", {"weekday": 2})],
        "11-28 00:00",
        ["11-13 15:00", "11-20 15:00", "11-25 15:00"],
    ),
    "from Friday to Wednesday, on Thursday: this week's goes as planned": (
        [("11-19 09:00", {"weekday": 2})],
        "11-28 00:00",
        ["11-13 15:00", "11-20 15:00", "11-25 15:00"],
    ),
    "from Friday to Monday and back on one day": (
        [("11-18 09:00", {"weekday": 0}), ("11-18 10:00", {"weekday": 4})],
        "11-28 00:00",
        ["11-13 15:00", "11-20 15:00", "11-27 15:00"],
    ),
    "another time zone, before the draft": (
        [("11-18 09:00", {"time_zone": "America/New_York"})],
        "11-28 12:00",
        ["11-13 15:00", "11-20 21:00", "11-27 21:00"],
    ),
    "another time zone, after the draft": (
        [("11-19 16:00", {"time_zone": "America/New_York"})],
        "11-28 12:00",
        ["11-13 15:00", "11-20 15:00", "11-27 21:00"],
    ),
    "paused over a slot and resumed: the next one tells of both weeks": (
        [("11-16 09:00", {"is_paused": True}), ("11-24 09:00", {"is_paused": False})],
        "11-28 00:00",
        ["11-13 15:00", "11-27 15:00"],
    ),
    "paused with a draft, and resumed before its slot: it goes out": (
        [("11-20 09:00", {"is_paused": True}), ("11-20 10:00", {"is_paused": False})],
        "11-28 00:00",
        ["11-13 15:00", "11-20 15:00", "11-27 15:00"],
    ),
    "paused with a draft, and resumed after its slot: the next slot takes it": (
        [("11-20 09:00", {"is_paused": True}), ("11-23 10:00", {"is_paused": False})],
        "11-28 00:00",
        ["11-13 15:00", "11-27 15:00"],
    ),
    "off for three weeks: one report": (
        [("11-14 00:00", "off"), ("12-07 09:00", "on")],
        "12-12 00:00",
        ["11-13 15:00", "12-04 15:00", "12-11 15:00"],
    ),
    "off for three weeks over Christmas: one report, in week 53": (
        [("12-12 00:00", "off"), ("01-04 09:00", "on")],
        "01-09 00:00",
        [
            *("11-13 15:00", "11-20 15:00", "11-27 15:00", "12-04 15:00", "12-11 15:00"),
            *("12-30 15:00", "01-08 15:00"),
        ],
    ),
    "Christmas and New Year, told before": (
        [],
        "01-09 00:00",
        [
            *("11-13 15:00", "11-20 15:00", "11-27 15:00", "12-04 15:00", "12-11 15:00"),
            *("12-18 15:00", "12-23 15:00", "12-30 15:00", "01-08 15:00"),
        ],
    ),
    "Christmas and New Year, told after": (
        [("12-01 09:00", {"on_holiday": "after"})],
        "01-09 00:00",
        [
            *("11-13 15:00", "11-20 15:00", "11-27 15:00", "12-04 15:00", "12-11 15:00"),
            *("12-18 15:00", "12-28 15:00", "01-04 15:00", "01-08 15:00"),
        ],
    ),
}


def moment(text: str) -> datetime:
    year = 2027 if text.startswith("01") else 2026
    return datetime.fromisoformat(f"{year}-{text}").replace(tzinfo=STOCKHOLM).astimezone(UTC)


class Machine:
    """Does what is due at each moment at which something is, while it is on."""

    def __init__(self, assignment: Assignment, schedule: ReportSchedule) -> None:
        self.assignment, self.schedule = assignment, schedule
        self.now, self.is_on = moment("11-09 09:00"), True

    def run(self, until: datetime) -> None:
        while self.is_on and (due := self.next_due()) and due < until:
            self.now = max(due, self.now)
            self.do_what_is_due()
        self.now = until

    def do_what_is_due(self) -> None:
        for assignment in due_drafts(self.now):
            do_draft(assignment.pk, self.now)
        for report in due_reports(self.now):
            do_report(report.pk, self.now)
        for letter in due_letters(self.now).filter(kind="weekly_report"):
            do_letter(letter.pk, self.now)

    def next_due(self) -> datetime | None:
        self.assignment.refresh_from_db()
        waiting = self.assignment.reports.waiting().values_list("try_after", flat=True)
        return min(filter(None, [self.assignment.next_draft_at, *waiting]), default=None)

    def hear(self, line: dict[str, Any] | str) -> None:
        if isinstance(line, str):
            self.is_on = line == "on"
            return
        for name, value in line.items():
            setattr(self.schedule, name, value)
        self.schedule.save()
        self.schedule.take_effect(at=self.now)


@pytest.mark.parametrize("what", STORIES)
def test_what_went_out(cast, what):
    lines, end, expected = STORIES[what]
    payroll = cast.payroll(at=moment("11-09 09:00"))
    machine = Machine(payroll, ReportSchedule.objects.create(assignment=payroll))
    for at, line in [*lines, (end, "on")]:
        machine.run(moment(at))
        machine.hear(line)
    sent = list(payroll.reports.sent().order_by("slot_at"))
    assert [f"{row.slot_at.astimezone(STOCKHOLM):%m-%d %H:%M}" for row in sent] == expected
    for before, after in pairwise(sent):
        assert after.since_at == before.approved_at  # nothing is told twice, nothing is left out
    assert sent[0].since_at == payroll.opened_at
    assert Letter.objects.filter(kind="weekly_report").count() == 2 * len(sent)
