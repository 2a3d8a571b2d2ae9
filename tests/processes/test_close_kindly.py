"""Closing an assignment: everybody is answered first, and then the client hears it (C7, K1)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from clients.models import Contact
from mailings.models import Letter
from processes import closings, declines
from processes.declines import COOLING
from processes.models import (
    AlreadyClosed,
    Assignment,
    Candidacy,
    Closing,
    ClosingUnderWay,
    Event,
    FollowUp,
    NotUnderWay,
)
from processes.words.drafting import Draft, Text
from recruitcrm import chores
from tests.cast import MONDAY, NOW, Cast, agrees

pytestmark = pytest.mark.django_db

GOES = NOW + COOLING
WORDS = "Sara has stopped the project until spring."


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    """Jonas has applied, Amira is interested, Ewa was found and never talked to."""
    payroll = cast.payroll()
    payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)
    payroll.add(cast.amira, by=cast.nina, at=MONDAY).move_to("interested", by=cast.nina, at=MONDAY)
    payroll.add(cast.ewa, by=cast.nina, at=MONDAY)
    return payroll


def begin(payroll: Assignment, cast: Cast, *, outcome: str = "cancelled", at=NOW) -> Closing:
    letters: dict[Contact, Text] = {
        contact: Text(f"To {contact.first_name}", "It is closed.\n\n{why}")
        for contact in closings.contacts_of(payroll)
    }
    return closings.begin(
        payroll,
        outcome,
        words=WORDS,
        letters=letters,
        words_for=lambda one: Draft("It is a no", f"Dear {one.candidate.first_name}"),
        by=cast.nina,
        at=at,
    )


def candidacy_of(payroll: Assignment, name: str) -> Candidacy:
    return payroll.candidacies.get(candidate__first_name=name)


def letters(kind: str) -> list[str]:
    return sorted(Letter.objects.filter(kind=kind).values_list("to_name", flat=True))


def test_with_nobody_waiting_it_closes_at_once(cast: Cast) -> None:
    bare = cast.payroll()
    closing = begin(bare, cast)
    bare.refresh_from_db()
    assert (bare.closed_at, bare.outcome, bare.closing_words) == (NOW, "cancelled", WORDS)
    assert closing.completed_at == NOW
    assert letters("closing") == ["Hugo Falk", "Sara Berg"]
    assert {one.reply_to for one in Letter.objects.filter(kind="closing")} == {cast.nina.email}
    assert WORDS in Letter.objects.filter(kind="closing")[0].text


def test_early_it_stays_open_while_the_letters_wait(cast: Cast, payroll: Assignment) -> None:
    begin(payroll, cast)
    assert letters("decline") == ["Amira Lundqvist", "Jonas Krantz"]
    chores.do_all(GOES - timedelta(seconds=1))
    payroll.refresh_from_db()
    assert payroll.is_open
    assert letters("closing") == []
    assert payroll.unanswered().count() == 2


def test_on_time_everybody_is_answered_then_it_closes_and_then_the_client_hears_it(
    cast: Cast, payroll: Assignment
) -> None:
    closing = begin(payroll, cast)
    chores.do_all(GOES)
    chores.do_all(GOES + timedelta(minutes=1))
    payroll.refresh_from_db()
    closing.refresh_from_db()
    assert (payroll.is_open, payroll.unanswered().count()) == (False, 0)
    assert payroll.closed_at == closing.completed_at
    ended = payroll.candidacies.ended().values_list("candidate__first_name", "end_reason")
    assert sorted(ended) == [("Amira", "closed"), ("Jonas", "closed")]
    told = Event.objects.filter(kind="letter_sent", facts__letter="closing")
    assert {event.contact for event in told} == {cast.sara, cast.hugo}
    assert all(event.reached for event in told)


def test_late_and_twice_it_closes_once(cast: Cast, payroll: Assignment) -> None:
    closing = begin(payroll, cast)
    for hours in (30, 30, 40):
        chores.do_all(NOW + timedelta(hours=hours))
    assert Closing.objects.get().complete(at=NOW + timedelta(hours=50)) is False
    closings.complete_closing(closing.pk, NOW + timedelta(hours=50))
    assert Event.objects.filter(kind="assignment_closed").count() == 1
    assert len(letters("closing")) == 2


def test_the_reason_follows_the_outcome(cast: Cast, payroll: Assignment) -> None:
    begin(payroll, cast, outcome="filled")
    chores.do_all(GOES)
    assert candidacy_of(payroll, "Jonas").end_reason == "other_chosen"


def test_whoever_must_be_called_keeps_it_open_until_they_know(
    cast: Cast, payroll: Assignment
) -> None:
    presented = agrees(candidacy_of(payroll, "Ewa"))
    for stage in ("contacted", "interested", "interviewed", "presented"):
        presented.move_to(stage, by=cast.nina, at=MONDAY)
    closing = begin(payroll, cast)
    for hours in (1, 2, 3):
        chores.do_all(NOW + timedelta(hours=hours))
    payroll.refresh_from_db()
    assert payroll.is_open
    assert [one.name for one in payroll.unanswered()] == ["Ewa Malinowska"]
    rung = NOW + timedelta(hours=4)
    declines.tell_by_phone(
        presented, reason="closed", said_no="client", words="", by=cast.nina, at=rung
    )
    chores.do_all(rung + timedelta(minutes=1))
    closing.refresh_from_db()
    assert closing.completed_at == rung + timedelta(minutes=1)


def test_whoever_applies_while_it_closes_is_waited_for(cast: Cast, payroll: Assignment) -> None:
    begin(payroll, cast)
    payroll.add(cast.ewa, by=None, at=NOW + timedelta(minutes=1), applied=True)
    chores.do_all(GOES + timedelta(minutes=2))
    payroll.refresh_from_db()
    assert payroll.is_open
    assert [one.name for one in payroll.unanswered()] == ["Ewa Malinowska"]


def test_nobody_applies_to_one_that_is_closed(cast: Cast) -> None:
    bare = cast.payroll()
    seen_before = Assignment.objects.get(pk=bare.pk)
    begin(bare, cast)
    with pytest.raises(AlreadyClosed):
        seen_before.add(cast.ewa, by=None, at=NOW, applied=True)
    assert not bare.candidacies.exists()


def test_called_off_nothing_goes_out_and_everybody_stands_where_they_stood(
    cast: Cast, payroll: Assignment
) -> None:
    closing = begin(payroll, cast)
    assert closing.call_off(by=cast.rasmus, at=GOES - timedelta(seconds=1)) == []
    chores.do_all(NOW + timedelta(hours=1))
    payroll.refresh_from_db()
    assert payroll.is_open
    assert payroll.candidacies.in_play().count() == 3
    assert not Letter.objects.filter(kind__in=["decline", "closing"], sent_at__isnull=False)
    assert Event.objects.get(kind="closing_called_off").by == cast.rasmus
    with pytest.raises(NotUnderWay):
        closing.call_off(by=cast.nina, at=NOW)
    begin(payroll, cast, at=NOW + timedelta(hours=2))
    chores.do_all(NOW + timedelta(hours=3))
    chores.do_all(NOW + timedelta(hours=3, minutes=1))
    payroll.refresh_from_db()
    assert not payroll.is_open


def test_called_off_too_late_for_one_it_says_for_whom(cast: Cast, payroll: Assignment) -> None:
    closing = begin(payroll, cast)
    jonas = closing.declines.get(candidacy__candidate=cast.jonas)
    assert jonas.letter is not None
    Letter.objects.filter(pk=jonas.letter.pk).update(
        handed_over_at=GOES, try_after=GOES + timedelta(minutes=5)
    )
    assert closing.call_off(by=cast.nina, at=GOES) == [jonas]
    assert candidacy_of(payroll, "Amira").is_in_play


def test_one_letter_cancelled_leaves_its_reader_unanswered_and_the_assignment_open(
    cast: Cast, payroll: Assignment
) -> None:
    closing = begin(payroll, cast)
    closing.declines.get(candidacy__candidate=cast.jonas).cancel(by=cast.nina, at=NOW)
    for minutes in (15, 17, 90):
        chores.do_all(NOW + timedelta(minutes=minutes))
    payroll.refresh_from_db()
    assert payroll.is_open
    assert [one.name for one in payroll.unanswered()] == ["Jonas Krantz"]


def test_it_is_begun_once(cast: Cast, payroll: Assignment) -> None:
    begin(payroll, cast)
    with pytest.raises(ClosingUnderWay):
        begin(payroll, cast)
    assert len(letters("decline")) == 2
    bare = cast.data_engineer()
    begin(bare, cast)
    with pytest.raises(AlreadyClosed):
        begin(bare, cast)


def test_closed_by_another_door_it_is_over(cast: Cast, payroll: Assignment) -> None:
    closing = begin(payroll, cast)
    for candidacy in payroll.unanswered():
        declines.tell_by_phone(
            candidacy, reason="closed", said_no="we", words="", by=cast.nina, at=NOW
        )
    payroll.close("lost", words="Another agency was quicker.", by=cast.nina, at=NOW)
    chores.do_all(NOW + timedelta(minutes=1))
    closing.refresh_from_db()
    assert (closing.completed_at, closing.called_off_at) == (None, NOW + timedelta(minutes=1))
    assert letters("closing") == []


def test_whoever_has_left_meanwhile_is_not_written_to(cast: Cast, payroll: Assignment) -> None:
    begin(payroll, cast)
    Contact.objects.filter(pk=cast.hugo.pk).update(is_active=False)
    chores.do_all(GOES)
    chores.do_all(GOES + timedelta(minutes=1))
    assert letters("closing") == ["Sara Berg"]


def test_keeping_in_touch_with_whoever_was_placed_stands_in_nobodys_way(
    cast: Cast, payroll: Assignment
) -> None:
    bare = cast.data_engineer()
    placed = cast.presented(cast.ewa, bare)
    placed.move_to("placed", by=cast.nina, at=MONDAY)
    bare.follow_ups.all().delete()
    opened = Event.objects.filter(candidacy=placed).latest("pk")
    FollowUp.objects.create(
        kind="keep_in_touch_candidate",
        owner=cast.nina,
        client=bare.client,
        assignment=bare,
        candidacy=placed,
        opened_by=opened,
        opened_at=MONDAY,
        first_due_at=NOW,
        due_at=NOW,
    )
    assert not bare.unanswered().exists()
