"""Two who keep somebody in reserve at once: one stands behind the other."""

from __future__ import annotations

import pytest

from tests.cast import MONDAY, NOW, Cast
from tests.processes.care.test_two_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_second_waits_and_stands_behind_the_first() -> None:
    cast = Cast()
    payroll = cast.payroll()
    jonas, amira = (payroll.add(one, by=cast.nina, at=MONDAY) for one in (cast.jonas, cast.amira))
    refused = at_once(
        lambda: jonas.keep_in_reserve(by=cast.nina, at=NOW),
        lambda: amira.keep_in_reserve(by=cast.rasmus, at=NOW),
    )
    assert not refused
    line = payroll.candidacies.reserves()
    assert list(line.values_list("pk", "reserve")) == [(jonas.pk, 1), (amira.pk, 2)]
