"""An offer is made, answered and signed; the client hears the answer on time (C7)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from processes.models import Candidacy, Event, FollowUp, NoOffer, Offer, Placement, WrongStage
from processes.timeline import record
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    return cast.presented(cast.jonas, cast.payroll())


def offered(jonas: Candidacy, cast: Cast, **said: object) -> Offer:
    said.setdefault("answers_on", WEDNESDAY)
    offer: Offer = Offer.objects.make(jonas, by=cast.nina, at=NOW, **said)  # type: ignore[arg-type]
    return offer


def word(jonas: Candidacy) -> FollowUp:
    return FollowUp.objects.get(kind="offer_answer", candidacy=jonas)


def talk(jonas: Candidacy, cast: Cast, **when: int) -> Event:
    return record(
        "called",
        by=cast.nina,
        at=NOW + timedelta(**when),
        assignment=jonas.assignment,
        contact=cast.sara,
        reached=True,
    )


def test_an_offer_moves_the_stage_along_and_is_on_the_timeline(
    jonas: Candidacy, cast: Cast
) -> None:
    offer = offered(
        jonas, cast, amount=Decimal(58000), currency="SEK", per="month", pay="and a car"
    )
    jonas.refresh_from_db()
    assert jonas.stage == "offer"
    assert offer.pay_in_words == "SEK 58,000 a month, and a car"
    made = Event.objects.get(kind="offer_made")
    assert made.facts == {"offer": offer.pk, "answers_on": "2026-11-25"}
    assert made.visible_to_client


def test_a_better_offer_takes_the_place_of_the_one_before(jonas: Candidacy, cast: Cast) -> None:
    first = offered(jonas, cast)
    first.take_answer("wants_to_talk", by=cast.nina, at=NOW)
    better = offered(jonas, cast, pay="and a bonus")
    assert Offer.objects.standing().get() == better
    with pytest.raises(NoOffer):
        first.take_answer("accepted", by=cast.nina, at=NOW)
    with pytest.raises(IntegrityError, match="one_offer_stands"), transaction.atomic():
        Offer.objects.update(replaced_at=None)


def test_nobody_placed_or_out_is_offered_anything(jonas: Candidacy, cast: Cast) -> None:
    jonas.finish("withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=NOW)
    with pytest.raises(WrongStage):
        offered(jonas, cast)
    jonas.take_up_again(by=cast.nina, at=NOW)
    Placement.objects.agree(jonas, starts_on=date(2026, 12, 1), by=cast.nina, at=NOW)
    with pytest.raises(WrongStage):
        offered(jonas, cast)
    assert not Offer.objects.exists()


def test_the_client_is_owed_the_answer_on_the_day_it_was_promised_for(
    jonas: Candidacy, cast: Cast
) -> None:
    offered(jonas, cast)
    assert word(jonas).due_at.date() == WEDNESDAY
    assert not word(jonas).is_late(NOW)


def test_a_talk_before_the_answer_tells_nothing(jonas: Candidacy, cast: Cast) -> None:
    offered(jonas, cast)
    talk(jonas, cast, hours=1)
    assert word(jonas).is_open
    assert word(jonas).is_late(NOW + timedelta(days=6))


def test_once_answered_the_client_hears_it_today_and_a_talk_tells_it(
    jonas: Candidacy, cast: Cast
) -> None:
    offer = offered(jonas, cast)
    offer.take_answer("accepted", by=cast.nina, at=NOW + timedelta(hours=1), words="Gladly")
    assert word(jonas).due_at.date() == NOW.date()
    assert Event.objects.get(kind="offer_answered").text == "Gladly"
    told = talk(jonas, cast, hours=2)
    assert word(jonas).settled_by == told
    talk(jonas, cast, hours=3)  # twice: the first was the word
    assert word(jonas).settled_by == told


def test_an_answer_that_comes_late_is_owed_all_the_same(jonas: Candidacy, cast: Cast) -> None:
    offer = offered(jonas, cast)
    offer.take_answer("declined", by=cast.nina, at=NOW + timedelta(days=10))
    assert word(jonas).is_open
    assert word(jonas).due_at.date() == WEDNESDAY


def test_heard_by_the_client_in_the_same_talk_nothing_is_owed(jonas: Candidacy, cast: Cast) -> None:
    offered(jonas, cast).take_answer("accepted", by=cast.nina, at=NOW, told=True)
    assert not word(jonas).is_open
    assert FollowUp.objects.filter(kind="offer_answer").count() == 1


def test_whoever_signs_has_accepted(jonas: Candidacy, cast: Cast) -> None:
    offer = offered(jonas, cast)
    offer.sign(by=cast.nina, at=NOW)
    offer.refresh_from_db()
    assert (offer.answer, offer.signed_at, offer.can_be_signed) == ("accepted", NOW, False)
    assert not word(jonas).is_open
    with pytest.raises(NoOffer):
        offer.sign(by=cast.nina, at=NOW)
    with pytest.raises(IntegrityError, match="only_an_accepted_offer"), transaction.atomic():
        Offer.objects.update(answer="declined")


def test_the_placement_signs_the_offer_that_stands(jonas: Candidacy, cast: Cast) -> None:
    offered(jonas, cast).take_answer("accepted", by=cast.nina, at=NOW)
    Placement.objects.agree(jonas, starts_on=date(2026, 12, 1), by=cast.nina, at=NOW)
    assert Offer.objects.get().signed_at == NOW
    assert list(
        Event.objects.filter(kind__in=["offer_signed", "placed"])
        .order_by("pk")
        .values_list("kind", flat=True)
    ) == ["offer_signed", "placed"]
