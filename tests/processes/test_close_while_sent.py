"""An assignment is closed while a worker is sending its report."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from processes.models import Report
from tests.cast import Cast
from tests.processes.reports.story import FRIDAY, on

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_has_just_gone_out_keeps_nothing_from_closing() -> None:
    cast = Cast()
    payroll = cast.payroll(at=on(16))
    report = Report.objects.draft(payroll, FRIDAY, at=on(19, 15))
    wrong: list[Exception] = []

    def close() -> None:
        try:
            payroll.close("filled", words="Done", by=cast.nina, at=FRIDAY)
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        Report.objects.filter(pk=report.pk).update(
            approved_at=FRIDAY, facts={}, rendered_at=FRIDAY, letters_at=FRIDAY
        )
        other = threading.Thread(target=close)
        other.start()
        other.join(0.5)
        assert other.is_alive()  # it waits for us
    other.join(10)
    assert wrong == []
    payroll.refresh_from_db()
    report.refresh_from_db()
    assert (payroll.is_open, report.stopped_at) == (False, None)
