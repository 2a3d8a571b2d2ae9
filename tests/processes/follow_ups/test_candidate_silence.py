"""K3: nobody in play hears nothing from us for five working days, or as often as they chose."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from processes.models import Candidacy, FollowUp
from processes.timeline import record
from tests.cast import MONDAY, Cast, agrees
from tests.processes.follow_ups.words import call_candidate, is_overdue, stockholm

DUE = stockholm(23, 9)


def applied(cast: Cast) -> Candidacy:
    return cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)


def waiting() -> FollowUp:
    return FollowUp.objects.waiting().get(kind="candidate_silence")


def is_waited_for() -> bool:
    return FollowUp.objects.waiting().filter(kind="candidate_silence").exists()


def settled_at(clock: FollowUp) -> datetime | None:
    clock.refresh_from_db()
    return clock.settled_at


def letter(to: Candidacy, kind: str, at: datetime) -> None:
    record("letter_sent", by=None, at=at, candidacy=to, reached=True, letter=kind)


def test_a_word_early_starts_the_clock_anew(cast: Cast) -> None:
    candidacy = applied(cast)
    clock = waiting()
    assert (clock.due_at, clock.rule.clock) == (DUE, True)
    letter(candidacy, "holding", stockholm(18, 10))
    assert settled_at(clock) == stockholm(18, 10)
    assert waiting().due_at == stockholm(25, 10)


def test_at_the_limit_it_is_on_time(cast: Cast) -> None:
    candidacy = applied(cast)
    clock = waiting()
    assert not is_overdue(clock, DUE)
    call_candidate(candidacy, DUE)
    assert settled_at(clock) == DUE


def test_two_words_leave_one_clock(cast: Cast) -> None:
    candidacy = applied(cast)
    call_candidate(candidacy, stockholm(18, 10))
    letter(candidacy, "answer", stockholm(18, 11))
    assert waiting().due_at == stockholm(25, 11)


def test_beyond_it_is_late(cast: Cast) -> None:
    applied(cast)
    assert is_overdue(waiting(), stockholm(23, 9, 1))


def found(cast: Cast) -> Candidacy:
    """Somebody whom we looked for and wrote to."""
    candidacy = cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)
    candidacy.move_to("contacted", by=cast.nina, at=stockholm(17, 9))
    record("mailed", by=cast.nina, at=stockholm(17, 9), candidacy=candidacy, reached=True)
    letter(candidacy, "word", stockholm(17, 10))
    return candidacy


def test_whoever_was_only_found_and_never_answers_waits_for_nothing(cast: Cast) -> None:
    call_candidate(found(cast), stockholm(18, 9), reached=False)
    assert not is_waited_for()


@pytest.mark.parametrize(
    ("kind", "said"),
    [("called", {"reached": True}), ("met", {"reached": True}), ("mailed", {"rang": "them"})],
)
def test_once_they_have_spoken_with_us_silence_counts(
    cast: Cast, kind: str, said: dict[str, Any]
) -> None:
    candidacy = found(cast)
    record(kind, by=cast.nina, at=stockholm(18, 9), candidacy=candidacy, **said)
    assert waiting().due_at == stockholm(25, 9)
    letter(candidacy, "word", stockholm(19, 9))
    assert waiting().due_at == stockholm(26, 9)


def test_once_they_are_interested_silence_counts(cast: Cast) -> None:
    found(cast).move_to("interested", by=cast.nina, at=stockholm(18, 9))
    assert waiting().due_at == stockholm(25, 9)


def test_a_talk_about_another_role_is_none_about_this_one(cast: Cast) -> None:
    found(cast)
    other = cast.data_engineer().add(cast.jonas, by=cast.nina, at=MONDAY)
    call_candidate(other, stockholm(18, 9))
    assert waiting().candidacy == other


def test_a_talk_that_was_logged_by_mistake_leaves_no_clock_behind(cast: Cast) -> None:
    candidacy = found(cast)
    call = call_candidate(candidacy, stockholm(18, 9))
    letter(candidacy, "word", stockholm(18, 10))
    call.undo(by=cast.nina, at=call.recorded_at)
    assert not is_waited_for()


def test_an_applicant_who_was_turned_down_and_taken_up_again_waits_again(cast: Cast) -> None:
    candidacy = applied(cast)
    candidacy.finish("rejected", reason="fit", said_no="we", by=cast.nina, at=stockholm(17, 9))
    letter(candidacy, "decline", stockholm(17, 10))
    candidacy.take_up_again(by=cast.nina, at=stockholm(18, 9))
    assert waiting().due_at == stockholm(25, 9)


def test_a_step_is_no_word(cast: Cast) -> None:
    candidacy = applied(cast)
    candidacy.move_to("interested", by=cast.nina, at=stockholm(18, 9))
    assert waiting().due_at == DUE


@pytest.mark.parametrize(
    ("kind", "said"),
    [("called", {"reached": False}), ("mailed", {"reached": True, "rang": "them"}), ("noted", {})],
)
def test_what_did_not_reach_them_is_none(cast: Cast, kind: str, said: dict[str, Any]) -> None:
    record(kind, by=cast.nina, at=stockholm(18, 9), candidacy=applied(cast), **said)
    assert waiting().due_at == DUE


def test_whoever_chose_every_two_weeks_hears_as_often(cast: Cast) -> None:
    cast.jonas.news_rhythm = "fortnightly"
    cast.jonas.save()
    applied(cast)
    assert waiting().due_at == stockholm(30, 9)


def test_whoever_wants_news_only_is_left_alone(cast: Cast) -> None:
    cast.jonas.news_rhythm = "only_news"
    cast.jonas.save()
    call_candidate(applied(cast), stockholm(18, 9))
    assert not is_waited_for()


def test_whoever_was_turned_down_is_still_told(cast: Cast) -> None:
    candidacy = applied(cast)
    candidacy.finish("rejected", reason="fit", said_no="we", by=cast.nina, at=stockholm(17, 9))
    assert waiting().due_at == DUE
    letter(candidacy, "decline", stockholm(18, 9))
    assert not is_waited_for()


def test_a_kind_no_starts_no_clock(cast: Cast) -> None:
    letter(applied(cast), "decline", stockholm(18, 9))
    assert not is_waited_for()


def test_whoever_withdrew_or_got_the_role_waits_no_more(cast: Cast) -> None:
    payroll = cast.payroll()
    jonas = payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)
    amira = payroll.add(cast.amira, by=None, at=MONDAY, applied=True)
    jonas.finish(
        "withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=stockholm(17, 9)
    )
    agrees(amira).move_to("placed", by=cast.nina, at=stockholm(17, 10))
    assert not is_waited_for()


def test_whoever_is_taken_up_again_waits_again(cast: Cast) -> None:
    candidacy = cast.presented(cast.jonas, cast.payroll())
    candidacy.finish(
        "withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=stockholm(17, 9)
    )
    candidacy.take_up_again(by=cast.nina, at=stockholm(17, 10))
    assert waiting().due_at == stockholm(24, 10)


def test_closing_leaves_no_clock_behind(cast: Cast) -> None:
    payroll = cast.payroll()
    candidacy = payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    call_candidate(candidacy, stockholm(17, 9))
    candidacy.finish("rejected", reason="fit", said_no="we", by=cast.nina, at=stockholm(17, 10))
    call_candidate(candidacy, stockholm(17, 11))
    payroll.close("lost", words="Another agency.", by=cast.nina, at=stockholm(17, 12))
    call_candidate(candidacy, stockholm(18, 9))
    assert not is_waited_for()
