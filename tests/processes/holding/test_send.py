"""Only what was really sent counts, and nothing goes out that is true no longer (K3)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from mailings.models import Letter
from processes import closings, declines, words
from processes.holding.preparing import prepare_anew
from processes.holding.sending import hold, send
from processes.models import (
    Candidacy,
    ChangedMeanwhile,
    Decline,
    Event,
    FollowUp,
    HoldingMessage,
    SettledMeanwhile,
)
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_candidate, owed, stockholm
from tests.processes.holding.words import READ, goes, prepared

LATER = stockholm(20, 10, 5)


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    return cast.presented(cast.jonas, cast.payroll())


@pytest.fixture
def message(jonas: Candidacy) -> HoldingMessage:
    return prepared(jonas)


def events(candidacy: Candidacy) -> list[Event]:
    return list(candidacy.events.filter(kind="letter_sent"))


def test_a_letter_that_waits_settles_nothing(cast: Cast, message: HoldingMessage) -> None:
    letter = send(message, by=cast.nina, at=READ)
    assert (letter.to, letter.reply_to) == (cast.jonas.email, cast.nina.email)
    assert letter.subject == message.subject
    assert "Monday 30 November" in letter.text
    assert owed("candidate_silence").is_open
    assert events(message.candidacy) == []


def test_once_it_has_gone_silence_begins_anew_and_the_promise_stands(
    cast: Cast, message: HoldingMessage
) -> None:
    goes(send(message, by=cast.nina, at=READ), LATER)
    (event,) = events(message.candidacy)
    assert (event.by, event.at, event.reached) == (cast.nina, LATER, True)
    assert (event.facts["letter"], event.facts["next_on"]) == ("holding", "2026-11-30")
    assert FollowUp.objects.get(holding_messages=message).settled_by == event
    assert owed("candidate_silence", settled_at=None).due_at == stockholm(27, 10, 5)
    assert owed("next_word").due_at == stockholm(30, 17)
    message.refresh_from_db()
    assert message.sent_at == LATER


def test_sent_twice_it_is_one_letter(cast: Cast, message: HoldingMessage) -> None:
    send(message, by=cast.nina, at=READ)
    with pytest.raises(SettledMeanwhile):
        send(message, by=cast.rasmus, at=READ)
    assert Letter.objects.count() == 1


def test_whoever_was_called_a_second_ago_gets_none(cast: Cast, message: HoldingMessage) -> None:
    call_candidate(message.candidacy, READ)
    with pytest.raises(SettledMeanwhile):
        send(message, by=cast.nina, at=READ)
    assert not Letter.objects.exists()


def test_called_while_it_waits_in_the_outbox_it_stays_there(
    cast: Cast, message: HoldingMessage
) -> None:
    letter = send(message, by=cast.nina, at=READ)
    call_candidate(message.candidacy, READ)
    assert goes(letter, LATER).cancelled_because == "not_accepted"
    assert events(message.candidacy) == []


def test_it_does_not_say_that_we_wait_for_an_answer_that_has_come(
    cast: Cast, message: HoldingMessage
) -> None:
    letter = send(message, by=cast.nina, at=READ)
    message.candidacy.client_answers("Let us meet", by=cast.nina, at=READ)
    assert goes(letter, LATER).cancelled_because == "not_accepted"
    assert owed("candidate_silence").is_open
    with pytest.raises(ChangedMeanwhile, match="answered"):
        send(message, by=cast.nina, at=LATER)
    prepare_anew(message, by=cast.nina, at=LATER)
    anew = HoldingMessage.objects.get(pk=message.pk)
    assert "Nordvik Energi since" not in anew.body
    assert goes(send(anew, by=cast.nina, at=LATER), LATER).sent_at == LATER


def test_what_was_stopped_in_the_mailbox_can_be_sent_again_once(
    cast: Cast, message: HoldingMessage
) -> None:
    stopped = send(message, by=cast.nina, at=READ)
    stopped.cancel(at=READ)
    assert list(HoldingMessage.objects.waiting()) == [message]
    second = send(message, by=cast.nina, at=READ)
    assert second != stopped
    stopped.refresh_from_db()
    stopped.send_again(at=LATER)
    assert goes(stopped, LATER).cancelled_because == "not_accepted"
    assert goes(second, LATER).sent_at == LATER
    assert len(events(message.candidacy)) == 1


def test_what_was_read_is_what_is_sent(cast: Cast, message: HoldingMessage) -> None:
    read = message.version
    message.edit(
        subject="News on Monday",
        body="Hello Jonas, still nothing.",
        next_on=message.next_on,
        read=read,
        at=READ,
    )
    with pytest.raises(ChangedMeanwhile):
        send(message, by=cast.rasmus, at=READ, read=read)
    letter = send(message, by=cast.rasmus, at=READ, read=read + 1)
    assert letter.subject == "News on Monday"
    assert "Hello Jonas, still nothing." in letter.text


def test_two_who_change_the_same_words_lose_none(cast: Cast, message: HoldingMessage) -> None:
    new: dict[str, Any] = {
        "subject": "A",
        "next_on": message.next_on,
        "read": message.version,
        "at": READ,
    }
    message.edit(body="First", **new)
    with pytest.raises(ChangedMeanwhile):
        message.edit(body="Second", **new)
    message.refresh_from_db()
    assert message.body == "First"


def test_what_a_letter_does_not_give_moves_to_the_new_day(cast: Cast) -> None:
    """An answer to an application is still owed; its waiting is named, not forgotten."""
    candidacy = cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)
    answer = owed("application")
    letter = hold(
        answer, subject="Later", body="I need until Friday.", next_on=date(2026, 11, 27),
        by=cast.nina, at=READ,
    )  # fmt: skip
    answer.refresh_from_db()
    assert answer.due_at == stockholm(23, 9)
    goes(letter, LATER)
    answer.refresh_from_db()
    assert answer.is_open and answer.was_moved
    assert (answer.first_due_at, answer.due_at) == (stockholm(23, 9), stockholm(27, 17))
    assert candidacy.events.filter(kind="follow_up_put_off").count() == 1


def test_a_day_before_its_due_time_moves_nothing(cast: Cast) -> None:
    cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)
    letter = hold(
        owed("application"), subject="Soon", body="Tomorrow.", next_on=date(2026, 11, 17),
        by=cast.nina, at=MONDAY,
    )  # fmt: skip
    goes(letter, stockholm(16, 9, 5))
    assert owed("application").due_at == stockholm(23, 9)


def test_own_words_take_the_place_of_those_that_were_prepared(
    cast: Cast, message: HoldingMessage
) -> None:
    clock = owed("candidate_silence")
    letter = hold(
        clock, subject="Own", body="Own words.", next_on=date(2026, 11, 25), by=cast.nina, at=READ
    )
    message.refresh_from_db()
    assert message.set_aside_at == READ
    goes(letter, LATER)
    assert HoldingMessage.objects.get(sent_at=LATER).body == "Own words."
    assert owed("next_word").due_at == stockholm(25, 17)


def test_while_a_client_lets_somebody_wait_its_own_date_stays(
    cast: Cast, message: HoldingMessage
) -> None:
    due = owed("client_feedback").due_at
    letter = hold(
        owed("client_feedback"), subject="Nothing yet", body="We ask again.",
        next_on=date(2026, 11, 25), by=cast.nina, at=READ,
    )  # fmt: skip
    goes(letter, LATER)
    assert owed("client_feedback").due_at == due
    assert owed("candidate_silence", settled_at=None).opened_at == LATER


def test_set_aside_it_is_not_sent_and_the_word_is_still_owed(
    cast: Cast, message: HoldingMessage
) -> None:
    message.set_aside(at=READ)
    with pytest.raises(SettledMeanwhile):
        send(message, by=cast.nina, at=READ)
    assert owed("candidate_silence").is_open
    assert not HoldingMessage.objects.waiting().exists()


def says_no(candidacy: Candidacy, cast: Cast) -> Decline:
    (planned,) = declines.plan(
        candidacy.assignment, [candidacy], lambda one: words.Draft("No", "A kind no."),
        reason="fit", by=cast.nina, at=READ,
    ).declines  # fmt: skip
    return planned


@pytest.fixture
def amira(cast: Cast) -> Candidacy:
    """Somebody who has not met us and may be written to."""
    candidacy = cast.payroll().add(cast.amira, by=cast.nina, at=MONDAY)
    candidacy.move_to("interested", by=cast.nina, at=MONDAY)
    return candidacy


def test_with_a_kind_no_on_its_way_none_is_sent(cast: Cast, amira: Candidacy) -> None:
    message = prepared(amira)
    no = says_no(amira, cast)
    with pytest.raises(SettledMeanwhile, match="hears how it ends"):
        send(message, by=cast.nina, at=READ)
    no.cancel(by=cast.nina, at=READ)
    assert send(message, by=cast.nina, at=READ)


def test_nor_does_one_go_that_was_in_the_outbox_already(cast: Cast, amira: Candidacy) -> None:
    letter = send(prepared(amira), by=cast.nina, at=READ)
    says_no(amira, cast)
    assert goes(letter, LATER).cancelled_because == "not_accepted"


def test_while_the_assignment_is_closed_only_own_words_are_sent(
    cast: Cast, message: HoldingMessage
) -> None:
    """Jonas has met us: he is called first, and may be told when."""
    jonas = message.candidacy
    closings.begin(
        jonas.assignment, "cancelled", words="The budget is gone.", letters={},
        words_for=lambda one: words.Draft("No", "A kind no."), by=cast.nina, at=READ,
    )  # fmt: skip
    assert not HoldingMessage.objects.waiting().exists()
    with pytest.raises(SettledMeanwhile):
        send(message, by=cast.nina, at=READ)
    feedback = owed("personal_feedback", candidacy=jonas)
    letter = hold(
        feedback, subject="I ring on Wednesday", body="There is news, and I want to tell you.",
        next_on=date(2026, 11, 25), by=cast.nina, at=READ,
    )  # fmt: skip
    assert goes(letter, LATER).sent_at == LATER


def test_a_call_that_was_logged_by_mistake_brings_it_back(
    cast: Cast, message: HoldingMessage
) -> None:
    call = call_candidate(message.candidacy, READ)
    assert not HoldingMessage.objects.waiting().exists()
    Event.objects.get(pk=call.pk).undo(by=cast.nina, at=timezone.now())
    assert list(HoldingMessage.objects.waiting()) == [message]
    assert send(message, by=cast.nina, at=LATER)


def test_a_day_that_has_come_is_promised_to_nobody(cast: Cast, message: HoldingMessage) -> None:
    weeks_later = stockholm(30, 9)
    with pytest.raises(ChangedMeanwhile, match="prepared anew"):
        send(message, by=cast.nina, at=weeks_later)
    assert not Letter.objects.filter(kind="holding").exists()
    prepare_anew(message, by=cast.nina, at=weeks_later)
    message.refresh_from_db()
    assert message.next_on > date(2026, 11, 30)
    send(message, by=cast.nina, at=weeks_later)


def test_without_an_address_nothing_is_written(cast: Cast, message: HoldingMessage) -> None:
    cast.jonas.email = ""
    cast.jonas.save()
    with pytest.raises(words.NoAddress):
        send(message, by=cast.nina, at=READ)
    assert list(HoldingMessage.objects.waiting()) == [message]
