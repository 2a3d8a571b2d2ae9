"""Who is declined by letter, who is called, and who is left alone meanwhile (K1, K2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mailings.models import Letter
from processes import declines
from processes.declines import COOLING
from processes.models import (
    Assignment,
    Candidacy,
    Decline,
    Event,
    HoldingMessage,
)
from processes.timeline import record
from recruitcrm import chores
from tests.cast import MONDAY, NOW, Cast
from tests.processes.declining import decline, is_unanswered, letter_of, no_letters
from tests.processes.holding.words import prepared

pytestmark = pytest.mark.django_db

GOES = NOW + COOLING
SECOND = timedelta(seconds=1)


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    return cast.payroll()


@pytest.fixture
def jonas(cast: Cast, payroll: Assignment) -> Candidacy:
    return payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)


@pytest.mark.parametrize("change", ["moved", "met", "withdrew", "told by phone", "other address"])
def test_whoever_was_looked_after_meanwhile_gets_no_letter(
    cast: Cast, jonas: Candidacy, change: str
) -> None:
    decline(jonas, cast)
    meanwhile = NOW + timedelta(minutes=5)
    if change == "moved":
        jonas.move_to("interested", by=cast.nina, at=meanwhile)
    elif change == "met":
        record("met", by=cast.nina, at=meanwhile, candidacy=jonas, reached=True)
    elif change == "withdrew":
        jonas.finish("withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=meanwhile)
    elif change == "told by phone":
        declines.tell_by_phone(
            jonas, reason="fit", said_no="we", words="", by=cast.nina, at=meanwhile
        )
    else:
        cast.jonas.email = "elsewhere@people.example"
        cast.jonas.save()
    chores.do_all(GOES)
    assert no_letters() == 0
    assert letter_of(jonas).cancelled_at is not None
    assert not Decline.objects.under_way().exists()


def test_ended_by_hand_without_a_word_the_applicant_still_gets_the_letter(
    cast: Cast, jonas: Candidacy
) -> None:
    decline(jonas, cast)
    jonas.finish("rejected", reason="fit", said_no="we", by=cast.nina, at=NOW + SECOND)
    chores.do_all(GOES)
    jonas.refresh_from_db()
    assert (no_letters(), jonas.end_reason) == (1, "fit")
    assert not is_unanswered(jonas)


def test_whoever_has_met_us_is_called_and_never_written_to(cast: Cast, payroll: Assignment) -> None:
    presented = cast.presented(cast.jonas, payroll)
    met = payroll.add(cast.amira, by=cast.nina, at=MONDAY)
    met.move_to("interested", by=cast.nina, at=MONDAY)
    interview: Any = {"with": "interview"}
    record("met", by=cast.nina, at=MONDAY, candidacy=met, reached=True, **interview)
    for one in (presented, met):
        assert decline(one, cast).left_out == [one]
    assert not Letter.objects.filter(kind="decline").exists()


def test_whoever_has_no_address_is_called(cast: Cast, payroll: Assignment) -> None:
    cast.ewa.email = "none"
    cast.ewa.save()
    ewa = payroll.add(cast.ewa, by=None, at=MONDAY, applied=True)
    assert decline(ewa, cast).left_out == [ewa]
    [row] = declines.tellings(declines.to_decline(payroll))
    assert row.must_call == "no e-mail address"


def test_told_on_the_phone_they_are_out_and_owed_nothing(cast: Cast, payroll: Assignment) -> None:
    jonas = cast.presented(cast.jonas, payroll)
    declines.tell_by_phone(
        jonas, reason="fit", said_no="client", words="Took it well.", by=cast.nina, at=NOW
    )
    jonas.refresh_from_db()
    assert (jonas.end, jonas.said_no, is_unanswered(jonas)) == ("rejected", "client", False)
    call = Event.objects.get(kind="called")
    assert (call.reached, call.text) == (True, "Took it well.")
    # Said again it is only said again.
    later = NOW + timedelta(hours=1)
    declines.tell_by_phone(jonas, reason="", said_no="", words="", by=cast.nina, at=later)
    assert Event.objects.filter(kind="candidacy_ended").count() == 1


def test_everybody_in_touch_may_be_declined_and_nobody_else(
    cast: Cast, payroll: Assignment, jonas: Candidacy
) -> None:
    found = payroll.add(cast.amira, by=cast.nina, at=MONDAY)
    placed = cast.presented(cast.ewa, payroll)
    placed.move_to("placed", by=cast.nina, at=MONDAY)
    assert list(declines.to_decline(payroll)) == [jonas]
    found.move_to("contacted", by=cast.nina, at=MONDAY)
    assert set(declines.to_decline(payroll)) == {jonas, found}
    decline(jonas, cast)
    chores.do_all(GOES)
    assert list(declines.to_decline(payroll)) == [found]


def test_nobody_is_thanked_for_an_application_they_never_sent(
    cast: Cast, payroll: Assignment, jonas: Candidacy
) -> None:
    found = payroll.add(cast.amira, by=cast.nina, at=MONDAY)
    found.move_to("contacted", by=cast.nina, at=MONDAY)
    kinds = {row.candidacy: row.kind for row in declines.tellings(declines.to_decline(payroll))}
    assert kinds == {jonas: "decline", found: "decline_found"}
    closing = declines.tellings(declines.to_decline(payroll), closing=True)
    assert {row.kind for row in closing} == {"decline_closed"}


def test_nobody_reads_that_there_is_nothing_new_while_a_no_is_on_its_way(
    cast: Cast, payroll: Assignment
) -> None:
    amira = payroll.add(cast.amira, by=cast.nina, at=MONDAY)
    amira.move_to("interested", by=cast.nina, at=MONDAY)
    message = prepared(amira)
    assert list(HoldingMessage.objects.waiting()) == [message]
    planned = decline(amira, cast).declines[0]
    assert not HoldingMessage.objects.waiting().exists()
    planned.cancel(by=cast.nina, at=NOW)
    assert list(HoldingMessage.objects.waiting()) == [message]
