"""The briefs of the demo are asked as the product asks them, and one of them changes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from processes.models import BriefVersion, FollowUp
from recruitcrm.demo.briefs import brief_of, raise_pay, tell_change
from recruitcrm.demo.orders import ORDERS
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def test_every_order_pays_a_range_in_a_currency() -> None:
    for order in ORDERS:
        asked = brief_of(order)
        assert asked["pay_from"] <= asked["pay_to"], order.title
        assert asked["pay_currency"] in order.pay
        assert asked["offers"]


def test_the_pay_goes_up_and_the_client_hears_of_it() -> None:
    cast = Cast()
    payroll = cast.payroll(**brief_of(ORDERS[0]))
    assert (payroll.pay_from, payroll.pay_per) == (Decimal(950), "hour")
    raise_pay(payroll, by=cast.nina, at=NOW)
    assert payroll.pay_to == Decimal(1155)
    assert FollowUp.objects.waiting().filter(kind="brief_told").exists()
    tell_change(payroll, cast.sara, by=cast.nina, at=NOW)
    assert not BriefVersion.objects.untold().exists()
    assert not FollowUp.objects.waiting().filter(kind="brief_told").exists()
    tell_change(payroll, cast.sara, by=cast.nina, at=NOW)  # there is nothing to tell
    assert payroll.events.filter(kind="brief_told").count() == 1
