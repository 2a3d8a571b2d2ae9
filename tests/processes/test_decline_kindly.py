"""A kind no by letter: cancellable until it goes, and the candidacy ends when it has gone (K1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mailings.delivery import deliver
from mailings.models import Letter, TooLate
from processes import declines
from processes.declines import COOLING
from processes.models import (
    Assignment,
    Candidacy,
    Decline,
    Event,
    HoldingMessage,
    WrongStage,
)
from processes.stages import Reason
from processes.timeline import record
from processes.words.drafting import Draft
from recruitcrm import chores
from tests.cast import MONDAY, NOW, Cast
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


def decline(candidacy: Candidacy, cast: Cast, *, at=NOW) -> declines.Planned:
    return declines.plan(
        candidacy.assignment,
        [candidacy],
        lambda one: Draft("Your application", f"Dear {one.candidate.first_name}, no."),
        reason=Reason.MUST_HAVE,
        by=cast.nina,
        at=at,
    )


def letter_of(candidacy: Candidacy) -> Letter:
    found = Decline.objects.filter(candidacy=candidacy).latest("pk").letter
    assert found is not None
    return found


def is_unanswered(candidacy: Candidacy) -> bool:
    return candidacy.assignment.unanswered().filter(pk=candidacy.pk).exists()


def no_letters(kind: str = "decline") -> int:
    return Event.objects.filter(kind="letter_sent", facts__letter=kind).count()


def test_nothing_goes_before_the_cooling_time_is_over(cast: Cast, jonas: Candidacy) -> None:
    assert decline(jonas, cast).left_out == []
    chores.do_all(GOES - SECOND)
    jonas.refresh_from_db()
    assert (jonas.is_in_play, letter_of(jonas).sent_at) == (True, None)
    assert is_unanswered(jonas)
    assert Event.objects.get(kind="decline_planned").candidacy == jonas


def test_when_it_goes_the_candidacy_ends_and_the_applicant_is_answered(
    cast: Cast, jonas: Candidacy
) -> None:
    decline(jonas, cast)
    chores.do_all(GOES)
    jonas.refresh_from_db()
    ended = (jonas.end, jonas.end_reason, jonas.said_no, jonas.ended_at)
    assert ended == ("rejected", "must_have", "we", GOES)
    assert not is_unanswered(jonas)
    assert not jonas.follow_ups.waiting().exists()
    answer = jonas.follow_ups.get(kind="application")
    assert answer.settled_by is not None
    assert answer.settled_by.facts["letter"] == "decline"
    letter = letter_of(jonas)
    assert (letter.to, letter.subject, letter.reply_to) == (
        cast.jonas.email,
        "Your application",
        cast.nina.email,
    )
    assert "Dear Jonas, no." in letter.text


def test_late_it_still_goes_once(cast: Cast, jonas: Candidacy) -> None:
    decline(jonas, cast)
    for hours in (3, 3, 5):
        chores.do_all(NOW + timedelta(hours=hours))
    assert no_letters() == 1
    assert Event.objects.filter(kind="candidacy_ended").count() == 1


def test_planned_twice_it_is_on_its_way_once(cast: Cast, jonas: Candidacy) -> None:
    decline(jonas, cast)
    again = decline(jonas, cast, at=NOW + SECOND)
    assert (again.declines, again.left_out) == ([], [jonas])
    assert Letter.objects.filter(kind="decline").count() == 1


def test_the_database_keeps_a_second_one_away(cast: Cast, jonas: Candidacy) -> None:
    first = decline(jonas, cast).declines[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Decline.objects.create(
            candidacy=jonas,
            stage=jonas.stage,
            reason=first.reason,
            said_no=first.said_no,
            by=cast.nina,
            planned_at=NOW,
        )


def test_cancelled_it_does_not_go_and_nothing_has_changed(cast: Cast, jonas: Candidacy) -> None:
    planned = decline(jonas, cast).declines[0]
    assert planned.cancel(by=cast.rasmus, at=GOES - SECOND) is not None
    assert planned.cancel(by=cast.rasmus, at=GOES - SECOND) is None  # twice
    chores.do_all(GOES)
    jonas.refresh_from_db()
    assert jonas.is_in_play
    assert is_unanswered(jonas)
    assert no_letters() == 0
    assert Event.objects.get(kind="decline_cancelled").by == cast.rasmus


def test_cancelled_in_the_last_second_it_does_not_go_although_a_worker_has_it(
    cast: Cast, jonas: Candidacy, settings, monkeypatch
) -> None:
    """The worker has claimed the letter and opens the line to the mail server at this moment."""
    settings.MAIL_GOES_OUT = True
    planned = decline(jonas, cast).declines[0]
    gone: list[str] = []

    class Line:
        def open(self) -> None:
            planned.cancel(by=cast.nina, at=GOES)

        def send_messages(self, messages: list[object]) -> int:
            gone.append("a letter")
            return 1

        def close(self) -> None: ...

    monkeypatch.setattr("mailings.delivery.get_connection", Line)
    deliver(letter_of(jonas).pk, at=GOES)
    jonas.refresh_from_db()
    assert (gone, jonas.is_in_play, no_letters()) == ([], True, 0)


def test_it_is_too_late_while_the_mail_server_is_being_told(
    cast: Cast, jonas: Candidacy, settings, monkeypatch
) -> None:
    settings.MAIL_GOES_OUT = True
    planned = decline(jonas, cast).declines[0]

    class Line:
        def open(self) -> None: ...

        def send_messages(self, messages: list[object]) -> int:
            with pytest.raises(TooLate):
                planned.cancel(by=cast.nina, at=GOES)
            return 1

        def close(self) -> None: ...

    monkeypatch.setattr("mailings.delivery.get_connection", Line)
    deliver(letter_of(jonas).pk, at=GOES)
    jonas.refresh_from_db()
    planned.refresh_from_db()
    assert (jonas.is_in_play, planned.sent_at, planned.cancelled_at) == (False, GOES, None)
    with pytest.raises(TooLate):
        planned.cancel(by=cast.nina, at=GOES + SECOND)


def test_stopped_in_the_mailbox_it_may_be_planned_anew(cast: Cast, jonas: Candidacy) -> None:
    first = decline(jonas, cast).declines[0]
    letter_of(jonas).cancel(at=NOW)
    assert not Decline.objects.under_way().exists()
    assert list(Decline.objects.stuck()) == [first]
    decline(jonas, cast, at=NOW + SECOND)
    first.refresh_from_db()
    assert first.cancelled_at is not None
    # Whoever lets the first one go after all does not send two.
    assert first.letter is not None
    first.letter.send_again(at=NOW + SECOND)
    chores.do_all(GOES + SECOND)
    assert no_letters() == 1


@pytest.mark.parametrize("change", ["moved", "withdrew", "told by phone", "other address"])
def test_whoever_was_looked_after_meanwhile_gets_no_letter(
    cast: Cast, jonas: Candidacy, change: str
) -> None:
    decline(jonas, cast)
    meanwhile = NOW + timedelta(minutes=5)
    if change == "moved":
        jonas.move_to("interested", by=cast.nina, at=meanwhile)
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
    record("met", by=cast.nina, at=MONDAY, candidacy=met, reached=True, **{"with": "interview"})
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


def test_a_letter_that_has_gone_is_not_undone_by_a_candidacy_that_ended(
    cast: Cast, jonas: Candidacy
) -> None:
    """The letter left while somebody ended the candidacy: it is on the timeline all the same."""
    planned = decline(jonas, cast).declines[0]
    jonas.finish("withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=NOW)
    planned.letter_was_sent(letter_of(jonas), at=GOES)
    jonas.refresh_from_db()
    assert (jonas.end, no_letters()) == ("withdrawn", 1)
    with pytest.raises(WrongStage):
        jonas.finish("rejected", reason="fit", said_no="we", by=cast.nina, at=GOES)


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
