"""Undoing what was logged by mistake: within the hour, by its author, as if it never was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from processes.conversations import Conversation, log_conversation
from processes.models import Event, EventKind, FollowUp, NotYours, TooLateToUndo
from processes.people import Person
from processes.timeline import record
from tests.cast import MONDAY, NOW, Cast
from tests.processes.follow_ups.words import call_candidate, call_contact, owed, stockholm


def undo(event: Event, cast: Cast) -> None:
    event.undo(by=cast.nina, at=event.recorded_at)


def fresh(event: Event) -> Event:
    return Event.objects.get(pk=event.pk)


def test_what_it_settled_is_owed_again_and_what_it_opened_is_not(cast: Cast) -> None:
    payroll = cast.payroll()
    before = set(FollowUp.objects.waiting().values_list("pk", "due_at"))
    call = fresh(call_contact(payroll, cast.sara, stockholm(17, 11)))
    assert set(FollowUp.objects.waiting().values_list("pk", "due_at")) != before
    undo(call, cast)
    assert set(FollowUp.objects.waiting().values_list("pk", "due_at")) == before
    assert {word.dropped_by for word in FollowUp.objects.filter(opened_by=call)} == {call}
    assert not Event.objects.standing().filter(pk=call.pk).exists()


def test_undone_twice_it_is_undone_once(cast: Cast) -> None:
    payroll = cast.payroll()
    call = fresh(call_contact(payroll, cast.sara, stockholm(17, 11)))
    undo(call, cast)
    first = fresh(call).undone_at
    call_contact(payroll, cast.sara, stockholm(17, 12))
    undo(call, cast)
    assert fresh(call).undone_at == first
    assert not owed("first_call_decider").is_open


def test_within_the_hour_and_not_a_second_later(cast: Cast) -> None:
    calls = [fresh(call_contact(cast.payroll(), cast.sara, stockholm(17, 11))) for _ in range(2)]
    hour = timedelta(hours=1)
    calls[0].undo(by=cast.nina, at=calls[0].recorded_at + hour)
    with pytest.raises(TooLateToUndo):
        calls[1].undo(by=cast.nina, at=calls[1].recorded_at + hour + timedelta(seconds=1))
    assert [fresh(call).undone_at is None for call in calls] == [False, True]


def test_only_whoever_logged_it(cast: Cast) -> None:
    call = fresh(call_contact(cast.payroll(), cast.sara, stockholm(17, 11)))
    with pytest.raises(NotYours):
        call.undo(by=cast.rasmus, at=call.recorded_at)
    assert fresh(call).undone_at is None


def test_what_the_product_wrote_itself_stays(cast: Cast) -> None:
    cast.payroll()
    opened = Event.objects.get(kind=EventKind.ASSIGNMENT_OPENED)
    with pytest.raises(NotYours):
        undo(opened, cast)


def test_postgresql_lets_it_be_undone_once_and_nothing_else_changed(cast: Cast) -> None:
    call = fresh(call_contact(cast.payroll(), cast.sara, stockholm(17, 11)))
    undo(call, cast)
    for change in ({"undone_at": NOW}, {"undone_at": None}, {"undone_at": NOW, "text": "No"}):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Event.objects.filter(pk=call.pk).update(**change)
    call.redact(at=NOW)  # what was undone may still have to be forgotten
    assert fresh(call).redacted_at == NOW


def test_a_later_call_has_settled_it_then(cast: Cast) -> None:
    payroll = cast.payroll()
    wrong = fresh(call_contact(payroll, cast.sara, stockholm(17, 11)))
    right = call_contact(payroll, cast.sara, stockholm(17, 12))
    undo(wrong, cast)
    assert owed("first_call_decider").settled_by == right
    assert owed("weekly_call", settled_at=None, dropped_at=None).opened_by == right
    assert owed("weekly_call", settled_by=right).opened_by.kind == EventKind.ASSIGNMENT_OPENED


def test_what_a_later_event_promised_too_is_still_owed(cast: Cast) -> None:
    candidacy = cast.presented(cast.jonas, cast.payroll())
    call_candidate(candidacy, stockholm(16, 12))
    wrong = fresh(candidacy.client_answers("No", by=cast.nina, at=stockholm(17, 9)))
    right = candidacy.client_answers("Yes!", by=cast.nina, at=stockholm(17, 10))
    assert owed("personal_feedback", settled_at=None).opened_by == wrong
    undo(wrong, cast)
    still = owed("personal_feedback", settled_at=None, dropped_at=None)
    assert (still.opened_by, still.due_at) == (right, stockholm(19, 10))
    assert owed("client_feedback").settled_by == right


def test_what_was_made_moot_since_stays_moot(cast: Cast) -> None:
    candidacy = cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY, applied=True)
    call = fresh(call_candidate(candidacy, stockholm(17, 9)))
    ended = candidacy.finish(
        "withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=stockholm(17, 10)
    )
    undo(call, cast)
    assert owed("application").dropped_by == ended
    assert not FollowUp.objects.waiting().we_owe("candidate").exists()


def test_a_promise_that_it_moved_is_due_as_before(cast: Cast) -> None:
    candidacy = cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)
    call_candidate(candidacy, stockholm(16, 11), next_on="2026-11-18")
    missed = call_candidate(candidacy, stockholm(17, 11), reached=False, next_on="2026-11-20")
    assert owed("next_word").due_at == stockholm(20, 17)
    undo(fresh(missed), cast)
    word = owed("next_word")
    assert (word.due_at, word.was_moved, word.is_open) == (stockholm(18, 17), False, True)


def test_a_word_that_let_something_be_put_off_takes_the_new_date_along(cast: Cast) -> None:
    candidacy = cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)
    word, due = owed("application"), owed("application").due_at
    told = fresh(call_candidate(candidacy, stockholm(20, 9), holding=True))
    word.put_off(stockholm(26, 9), by=cast.nina, at=stockholm(20, 9), told=told)
    undo(told, cast)
    assert (owed("application").due_at, owed("application").was_moved) == (due, False)


def test_the_answer_that_was_heard_in_it_goes_along(cast: Cast) -> None:
    candidacy = cast.presented(cast.jonas, cast.payroll())
    call_candidate(candidacy, stockholm(16, 12))
    said = Conversation(
        kind="called",
        person=Person(contact=cast.sara),
        at=stockholm(17, 9),
        assignment=candidacy.assignment,
        text="Let us meet",
        answer_on=candidacy,
    )
    log_conversation(said, by=cast.nina)
    assert not owed("client_feedback").is_open
    undo(Event.objects.get(kind="called", text="Let us meet"), cast)
    assert owed("client_feedback").is_open
    assert not FollowUp.objects.waiting().filter(kind="personal_feedback").exists()


def test_a_meeting_undone_may_be_held_after_all(cast: Cast) -> None:
    from processes.models import Meeting

    candidacy = cast.presented(cast.jonas, cast.payroll())
    meeting = Meeting.objects.book(candidacy, starts_at=stockholm(17, 9), by=cast.nina, at=MONDAY)
    undo(fresh(meeting.was_held(by=cast.nina, at=stockholm(17, 11))), cast)
    assert not FollowUp.objects.waiting().filter(kind="feedback_after_meeting").exists()
    again = meeting.was_held(by=cast.nina, at=stockholm(17, 12))
    assert owed("feedback_after_meeting", dropped_at=None).opened_by == again


def test_a_note_undone_reaches_nobody(cast: Cast) -> None:
    payroll = cast.payroll()
    note = fresh(record("noted", by=cast.nina, at=NOW, assignment=payroll, text="Wrong assignment"))
    undo(note, cast)
    assert fresh(note).undone_at == note.recorded_at
