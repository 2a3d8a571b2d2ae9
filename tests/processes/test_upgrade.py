"""What was written before there were versions, sections and editions is found there again.

One way back and forth for all of it, for it takes its time.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from mailings.models import Letter
from processes.models import Assignment, ReportRecipient, ScheduleVersion
from processes.models.which_schedule_versions import SaysNotWhy
from processes.schedules.lines import Why
from processes.schedules.sending import send
from processes.timeline import record
from recruitcrm.chores import do_all
from tests.cast import MONDAY, NOW, Cast
from tests.processes.reports.story import FRIDAY, on

BEFORE = ("processes", "0017_count_failed_renderings")
A_DAY = timedelta(days=1)


@pytest.mark.django_db(transaction=True)
def test_schedules_words_and_renderings_of_before_are_found_again():
    cast = Cast()
    sent = schedules_were_sent(cast)
    known, waiting = cast.payroll(at=on(2)), cast.data_engineer(at=on(2))
    then = go_back()
    try:
        reports_were_written(then, cast, known, waiting)
    finally:
        call_command("migrate", verbosity=0)
    reports_are_found_again(cast, known, waiting)
    schedules_are_versions(cast, *sent)


def schedules_were_sent(cast: Cast) -> tuple[Assignment, Assignment, Assignment]:
    """One whose client was mailed the schedule, one who got it by hand, one who has none."""
    mailed, by_hand, none = cast.payroll(), cast.data_engineer(), cast.payroll()
    for work in (mailed, by_hand):
        record("schedule_sent", by=work.owner, at=MONDAY + A_DAY, assignment=work, reached=True)
    for work, days in ((mailed, 0), (mailed, 1)):
        letter(work, cast.sara, f"{days}", at=MONDAY + days * A_DAY, sent=True)
    letter(mailed, cast.hugo, "1", at=MONDAY + A_DAY, sent=False)
    return mailed, by_hand, none


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


def reports_were_written(then: Any, cast: Cast, known: Assignment, waiting: Assignment) -> None:
    schedules = then.get_model("processes", "ReportSchedule").objects
    schedules.create(assignment_id=waiting.pk).recipients.add(cast.peter.pk)
    type(cast.peter).objects.filter(pk=cast.peter.pk).update(language="sv")
    write_as_then(then, known.pk)
    write_as_then(then, waiting.pk, letters_at=None, sent_at=None)


def reports_are_found_again(cast: Cast, known: Assignment, waiting: Assignment) -> None:
    rendered, written, empty = known.reports.order_by("slot_at")

    assert written.comments == {"lead": "It goes well."}
    assert [row["text"] for row in written.decisions or []] == ["A room", "Dates"]
    assert written.actions == [{"text": "We ring", "owner": "", "on": ""}]

    assert (empty.comments, empty.decisions, empty.actions) == ({}, None, None)
    assert not empty.editions.exists()

    edition = rendered.editions.get()
    assert (edition.language, edition.subject) == ("sv", "Veckorapport")
    assert (edition.html, edition.text) == ("<p>Hej</p>", "Hej")
    assert bytes(edition.pdf.content) == b"%PDF"

    chosen = ReportRecipient.objects.get()
    assert (chosen.contact, chosen.reads) == (cast.peter, "sv")
    do_all(FRIDAY)
    letter = Letter.objects.get(kind="weekly_report", html="<p>Hej</p>")
    assert (letter.to, letter.language) == (cast.peter.email, "sv")
    assert bytes(letter.attachments.get().content) == b"%PDF"
    assert waiting.reports.order_by("slot_at")[0].sent_at == FRIDAY


def schedules_are_versions(
    cast: Cast, mailed: Assignment, by_hand: Assignment, none: Assignment
) -> None:
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
    waited = Letter.objects.get(kind="schedule", recipient_id=cast.hugo.pk)
    assert waited.sent_at and waited.occasion == version

    # A change needs a reason now, and becomes the second version.
    for work in (mailed, by_hand):
        line = work.activities.get(milestone="interviews")
        with pytest.raises(SaysNotWhy):
            line.move_to(date(2026, 12, 1), by=cast.nina, at=NOW)
        line.move_to(date(2026, 12, 1), by=cast.nina, at=NOW, why=Why("Two were away."))
        second = ScheduleVersion.objects.get(assignment=work, number=2)
        assert [change.what for change in second.as_it_stands(at=NOW).changes] == ["moved"]


def go_back() -> Any:
    """The tables as they were then; the models of that time."""
    call_command("migrate", *BEFORE, verbosity=0)
    return MigrationLoader(connection).project_state(BEFORE).apps


def write_as_then(then: Any, assignment: int, **other: Any) -> None:
    """Three reports: one that was sent, one that was written in, one that nobody touched."""
    file = {"filename": "report.pdf", "content_type": "application/pdf", "sha256": "a"}
    pdf, _made = then.get_model("mailings", "Attachment").objects.get_or_create(
        **file, defaults={"content": b"%PDF", "size": 4}
    )
    sent: dict[str, Any] = {
        **dict.fromkeys(("approved_at", "rendered_at", "letters_at", "sent_at"), FRIDAY),
        "facts": {},
        "language": "sv",
        "subject": "Veckorapport",
        "html": "<p>Hej</p>",
        "text": "Hej",
        "pdf": pdf,
    } | other
    typed = {"comment": " It goes well. ", "wanted": "- A room\n\n• Dates", "next_week": "We ring"}
    moments = ("slot_at", "send_at", "since_at", "try_after", "ring_after")
    for week, known in enumerate((sent, typed, {})):
        slot = dict.fromkeys(moments, FRIDAY + timedelta(weeks=week))
        then.get_model("processes", "Report").objects.create(
            assignment_id=assignment, **slot, **known
        )
