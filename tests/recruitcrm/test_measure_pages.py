from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from bench.pages import measure
from tests.cast import MONDAY, Cast

BUDGET = 14  # queries, DESIGN section 8 with the two of the session


def test_pages_are_opened_and_counted(cast: Cast) -> None:
    payroll = cast.payroll()
    cast.presented(cast.jonas, payroll, MONDAY)
    cast.sits_in_portal(cast.sara)
    measured = {row.path: row for row in measure(requests=1)}
    assert {
        "/",
        "/assignments/",
        f"/assignments/{payroll.pk}/",
        "/candidates/",
        f"/clients/{cast.nordvik.pk}/",
        "/portal/",
        "/import/",
        "/settings/people/",
    } <= set(measured)
    board = measured[f"/assignments/{payroll.pk}/"]
    assert 2 < board.queries <= BUDGET
    assert board.p50 > 0 and 1 < board.kilobytes < 60


@pytest.mark.django_db
def test_an_empty_database_has_no_pages_to_measure() -> None:
    with pytest.raises(CommandError, match=r"manage\.py demo"):
        call_command("measure_pages")
