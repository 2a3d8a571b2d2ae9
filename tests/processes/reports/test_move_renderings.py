"""What was written and rendered before there were sections and editions is found there again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from mailings.models import Letter
from processes.models import ReportRecipient
from recruitcrm.chores import do_all
from tests.processes.reports.story import FRIDAY, on

BEFORE = ("processes", "0017_count_failed_renderings")


@pytest.mark.django_db(transaction=True)
def test_words_and_renderings_are_found_again_and_what_was_approved_goes_out(cast):
    """One way back and forth for all of it, for it takes its time."""
    known, waiting = cast.payroll(at=on(2)), cast.data_engineer(at=on(2))
    then = go_back()
    schedule = then.get_model("processes", "ReportSchedule").objects.create(
        assignment_id=waiting.pk
    )
    schedule.recipients.add(cast.peter.pk)
    type(cast.peter).objects.filter(pk=cast.peter.pk).update(language="sv")
    try:
        write_as_then(then, known.pk)
        write_as_then(then, waiting.pk, letters_at=None, sent_at=None)
    finally:
        call_command("migrate", verbosity=0)
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
    letter = Letter.objects.get(kind="weekly_report")
    assert (letter.to, letter.html, letter.language) == (cast.peter.email, "<p>Hej</p>", "sv")
    assert bytes(letter.attachments.get().content) == b"%PDF"
    assert waiting.reports.order_by("slot_at")[0].sent_at == FRIDAY


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
