"""Two workers find at once that the reader of their letter is gone."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from mailings.chores import do_letter
from mailings.models import Letter
from processes.models import Report
from processes.models.document import Document
from processes.reports.chores import do_report
from tests.cast import Cast
from tests.processes.reports.story import FRIDAY, on

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick_pdf")]


def test_the_report_waits_for_another_reader(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report.objects.draft(cast.payroll(at=on(16)), FRIDAY, at=on(19, 15))
    do_report(report.pk, FRIDAY)
    cast.leaves(cast.sara)
    cast.leaves(cast.hugo)
    both_are_here = threading.Barrier(2)
    told = Document.letter_was_not_wanted

    def together(self: Document, letter: Letter, *, at: object) -> None:
        both_are_here.wait(20)
        told(self, letter, at=at)  # type: ignore[arg-type]

    monkeypatch.setattr(Document, "letter_was_not_wanted", together)

    def carry_out(pk: int) -> None:
        do_letter(pk, FRIDAY)
        connection.close()

    threads = [threading.Thread(target=carry_out, args=[one.pk]) for one in Letter.objects.all()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    report.refresh_from_db()
    assert Letter.objects.filter(cancelled_at__isnull=False).count() == 2
    assert (report.letters_at, report.sent_at) == (None, None)
