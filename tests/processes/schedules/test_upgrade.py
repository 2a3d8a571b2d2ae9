"""Schedules that clients had before there were versions: a change of them is told like any."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command

from mailings.models import Letter
from processes.models import Assignment, ScheduleVersion
from processes.models.which_schedule_versions import SaysNotWhy
from processes.schedules.lines import Why
from processes.schedules.sending import send
from processes.timeline import record
from recruitcrm.chores import do_all
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = ("processes", "0017_count_failed_renderings")
A_DAY = timedelta(days=1)


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def upgraded(cast: Cast) -> Iterator[tuple[Assignment, Assignment, Assignment]]:
    """One whose client was mailed the schedule, one who got it by hand, one who has none."""
    mailed, by_hand, none = cast.payroll(), cast.data_engineer(), cast.payroll()
    for work in (mailed, by_hand):
        record("schedule_sent", by=work.owner, at=MONDAY + A_DAY, assignment=work, reached=True)
    for work, days in ((mailed, 0), (mailed, 1)):
        letter(work, cast.sara, f"{days}", at=MONDAY + days * A_DAY, sent=True)
    letter(mailed, cast.hugo, "1", at=MONDAY + A_DAY, sent=False)
    try:
        call_command("migrate", *BEFORE, verbosity=0)
    finally:
        call_command("migrate", verbosity=0)
    yield mailed, by_hand, none


def letter(work: Assignment, contact: Any, version: str, *, at: Any, sent: bool) -> None:
    Letter.objects.create(
        kind="schedule",
        key=f"schedule:{work.pk}:{contact.pk}:abc{version}",
        to=contact.email,
        to_name=contact.full_name,
        language="en",
        subject="Schedule",
        html="<p>Schedule</p>",
        text="Schedule",
        message_id=f"<{work.pk}.{contact.pk}.{version}@here>",
        recipient_type=ContentType.objects.get_for_model(contact),
        recipient_id=contact.pk,
        occasion_type=ContentType.objects.get_for_model(work),
        occasion_id=work.pk,
        created_at=at,
        sent_at=at if sent else None,
        **dict.fromkeys(("send_at", "try_after", "ring_after"), at),
    )


def test_what_was_sent_before_there_were_versions_is_the_first(cast, upgraded):
    mailed, by_hand, none = upgraded
    version = mailed.schedule_versions.get()
    assert (version.number, version.by_hand, version.sent_at) == (1, False, MONDAY + A_DAY)
    assert version.said.lines == mailed.activities.lines()
    assert version.said.zone == mailed.zone.key and version.said.opened_on == mailed.opened_on
    assert by_hand.schedule_versions.get().by_hand
    assert not none.schedule_versions.exists()

    # Nobody gets it twice, and what waited in the outbox then goes as a letter with this version.
    sending = send(mailed, at=NOW, by=cast.nina)
    assert sending.again
    do_all(NOW)
    assert Letter.objects.filter(kind="schedule").count() == 3
    waited = Letter.objects.get(recipient_id=cast.hugo.pk)
    assert waited.sent_at and waited.occasion == version

    # A change needs a reason now, and becomes the second version.
    for work in (mailed, by_hand):
        line = work.activities.get(milestone="interviews")
        with pytest.raises(SaysNotWhy):
            line.move_to(date(2026, 12, 1), by=cast.nina, at=NOW)
        line.move_to(date(2026, 12, 1), by=cast.nina, at=NOW, why=Why("Two were away."))
        second = ScheduleVersion.objects.get(assignment=work, number=2)
        assert [change.what for change in second.as_it_stands(at=NOW).changes] == ["moved"]
