"""The demo's piece from the offer to the day somebody leaves, by the verbs alone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from processes.models import ExtensionAnswer, FollowUp
from processes.search import everything
from recruitcrm.demo import signing
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
START = date(2026, 12, 7)


def test_an_interim_is_offered_signed_and_asked_to_go_on() -> None:
    cast = Cast()
    jonas = cast.presented(cast.jonas, cast.payroll())
    answers_on = date(2026, 11, 25)
    offer = signing.make_offer(jonas, starts_on=START, answers_on=answers_on, by=cast.nina, at=NOW)
    signing.accept(jonas, by=cast.nina, at=NOW + timedelta(hours=1))
    placement = signing.agree(jonas, starts_on=START, by=cast.nina, at=NOW + timedelta(hours=2))
    assert placement.margin == Decimal(1600)
    offer.refresh_from_db()
    assert (offer.answer, offer.signed_at) == ("accepted", NOW + timedelta(hours=2))
    signing.ask_to_go_on(placement, by=cast.nina, at=NOW + timedelta(days=1))
    assert [row.is_sealed for row in ExtensionAnswer.objects.order_by("side")] == [True, False]


def test_whoever_leaves_within_the_guarantee_is_replaced() -> None:
    cast = Cast()
    ewa = cast.presented(cast.ewa, cast.data_engineer())
    placement = signing.agree(ewa, starts_on=NOW.date(), by=cast.rasmus, at=NOW)
    assert placement.fee_in_money == Decimal("46200.00")
    leaving = signing.leave_early(placement, by=cast.rasmus, at=NOW + timedelta(days=20))
    assert leaving.replacement is not None
    owed = FollowUp.objects.waiting().filter(kind__startswith="left_")
    assert sorted(word.kind for word in owed) == ["left_candidate", "left_client"]


def test_somebody_placed_is_a_contact_too() -> None:
    cast = Cast()
    signing.is_one_person(cast.jonas, cast.peter)
    assert [group.kind for group in everything("krantz", cast.nina, size=5, at=NOW)] == [
        "candidate",
        "contact",
    ]
