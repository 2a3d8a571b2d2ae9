"""What an event settles and drops, what it leaves alone, and what was logged late."""

from __future__ import annotations

from typing import Any

import pytest

from processes.models import FollowUp
from processes.timeline import record
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_candidate, call_contact, owed, stockholm


def test_an_unanswered_call_settles_nothing(cast: Cast) -> None:
    payroll = cast.payroll()
    candidacy = payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)
    before = FollowUp.objects.waiting().count()
    call_contact(payroll, cast.sara, stockholm(16, 11), reached=False)
    call_candidate(candidacy, stockholm(16, 12), reached=False)
    assert FollowUp.objects.waiting().count() == before


def test_a_call_about_another_assignment_settles_nothing_here(cast: Cast) -> None:
    cast.payroll()
    call_contact(cast.payroll(), cast.sara, stockholm(16, 11))
    assert FollowUp.objects.waiting().filter(kind="first_call_decider").count() == 1


def test_a_call_without_an_assignment_settles_nothing(cast: Cast) -> None:
    cast.payroll()
    record("called", by=cast.nina, at=stockholm(16, 11), contact=cast.sara, reached=True)
    assert owed("first_call_decider").is_open


def test_a_candidates_call_settles_what_this_candidate_waits_for_only(cast: Cast) -> None:
    payroll = cast.payroll()
    jonas = payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)
    amira = payroll.add(cast.amira, by=None, at=MONDAY, applied=True)
    said: dict[str, Any] = {"by": cast.nina, "assignment": payroll, "reached": True}
    record("called", at=stockholm(16, 11), candidate=cast.jonas, **said)
    assert not owed("application", candidacy=jonas).is_open
    assert owed("application", candidacy=amira).is_open
    assert owed("weekly_call").is_open


def test_who_withdraws_waits_for_nothing_more(cast: Cast) -> None:
    candidacy = cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)
    ended = candidacy.finish(
        "withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=stockholm(17, 9)
    )
    assert owed("application").dropped_by == ended
    assert owed("application").settled_by is None


def test_who_is_turned_down_still_waits_for_the_answer(cast: Cast) -> None:
    candidacy = cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)
    candidacy.finish("rejected", reason="must_have", said_no="we", by=cast.nina, at=MONDAY)
    assert owed("application").is_open


def test_closing_drops_what_is_owed_to_and_by_the_client(cast: Cast) -> None:
    payroll = cast.payroll()
    candidacy = cast.presented(cast.jonas, payroll)
    call_candidate(candidacy, stockholm(17, 9))
    ended = candidacy.finish(
        "withdrawn",
        reason="other_offer",
        said_no="candidate",
        by=cast.nina,
        at=stockholm(17, 9, 30),
    )
    closed = payroll.close("cancelled", words="Budget", by=cast.nina, at=stockholm(17, 10))
    assert FollowUp.objects.get(kind="client_feedback").dropped_by == ended
    dropped = FollowUp.objects.filter(dropped_by=closed).values_list("kind", flat=True)
    assert set(dropped) == {
        *("first_call_orderer", "first_call_decider", "schedule", "weekly_call"),
        *("dates_agreed", "client_silence", "propose_next"),
    }
    assert FollowUp.objects.waiting().get().kind == "keep_in_touch"


def test_a_closed_assignment_promises_the_client_nothing_new(cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.close("cancelled", words="Budget", by=cast.nina, at=stockholm(17, 10))
    call_contact(payroll, cast.sara, stockholm(18, 10))
    assert FollowUp.objects.waiting().get().kind == "keep_in_touch"


def test_a_call_logged_late_settles_only_what_was_open_then(cast: Cast) -> None:
    payroll = cast.payroll()
    candidacy = payroll.add(cast.jonas, by=None, at=stockholm(18, 9), applied=True)
    call_candidate(candidacy, stockholm(17, 9))
    assert owed("application").is_open
    call_contact(payroll, cast.sara, stockholm(16, 8))
    assert owed("first_call_decider").is_open


def test_what_was_answered_before_it_was_logged_opens_settled(cast: Cast) -> None:
    candidacy = cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)
    feedback = call_candidate(candidacy, stockholm(18, 9))
    candidacy.move_to("interviewed", by=cast.nina, at=stockholm(17, 9))
    assert owed("personal_feedback").settled_by == feedback


def test_a_call_to_another_candidate_is_not_taken_for_the_answer(cast: Cast) -> None:
    payroll = cast.payroll()
    jonas, amira = (
        payroll.add(person, by=cast.nina, at=MONDAY) for person in (cast.jonas, cast.amira)
    )
    call_candidate(amira, stockholm(18, 9))
    jonas.move_to("interviewed", by=cast.nina, at=stockholm(17, 9))
    assert owed("personal_feedback").is_open


def test_a_call_logged_late_does_not_move_the_weekly_clock_back(cast: Cast) -> None:
    payroll = cast.payroll()
    call_contact(payroll, cast.sara, stockholm(19, 9))
    call_contact(payroll, cast.sara, stockholm(17, 9))
    assert owed("weekly_call", settled_at=None).due_at == stockholm(26, 9)


def test_who_takes_over_the_assignment_owes_its_words(cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.edit(
        by=cast.lea,
        at=stockholm(17, 9),
        contacts=payroll.contacts.all(),
        must_haves=[must.text for must in payroll.must_haves.all()],
        owner=cast.rasmus,
    )
    assert not FollowUp.objects.waiting().owed_by(cast.nina).exists()
    assert owed("weekly_call").owner == cast.rasmus


@pytest.mark.parametrize("logged", ["called", "stage_moved"])
def test_an_event_asks_few_questions(
    cast: Cast, logged: str, django_assert_max_num_queries: Any
) -> None:
    payroll = cast.payroll()
    candidacy = payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)
    facts: dict[str, Any] = (
        {"next_on": "2026-11-24"} if logged == "called" else {"to": "interviewed"}
    )
    with django_assert_max_num_queries(9):
        record(
            logged, by=cast.nina, at=stockholm(18, 9), candidacy=candidacy, reached=True, **facts
        )
