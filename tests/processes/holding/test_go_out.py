"""What nobody touched goes out at the agency's hour of the due day, if the agency wants it so."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from mailings.models import Letter
from processes.holding.chores import do_go_out, due_to_go_out
from processes.models import Candidacy, FollowUp, HoldingMessage
from recruitcrm.chores import do_all, tick
from tests.cast import Cast
from tests.processes.follow_ups.words import call_candidate, owed, stockholm
from tests.processes.holding.words import PREPARED, READ, goes, prepared

HOUR = stockholm(23, 15)


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    cast.agency.holding_goes_out_at = time(15)
    cast.agency.save()
    return cast.presented(cast.jonas, cast.payroll())


@pytest.fixture
def message(jonas: Candidacy) -> HoldingMessage:
    return prepared(jonas)


def run(at: datetime) -> list[Letter]:
    before = set(Letter.objects.values_list("pk", flat=True))
    for pk in list(due_to_go_out(at).values_list("pk", flat=True)):
        do_go_out(pk, at)
    return list(Letter.objects.filter(kind="holding").exclude(pk__in=before))


def test_it_is_off_unless_the_agency_wants_it(cast: Cast) -> None:
    message = prepared(cast.presented(cast.jonas, cast.payroll()))
    assert message.goes_out_at is None
    assert run(stockholm(30, 15)) == []


def test_early_it_waits_to_be_read(message: HoldingMessage) -> None:
    assert message.goes_out_at == HOUR
    assert run(stockholm(23, 14, 59)) == []
    do_go_out(message.pk, stockholm(23, 14, 59))
    assert not Letter.objects.filter(kind="holding").exists()


def test_on_time_it_goes_signed_by_whoever_owes_the_word(
    cast: Cast, message: HoldingMessage
) -> None:
    (letter,) = run(HOUR)
    assert (letter.to, letter.reply_to) == (cast.jonas.email, cast.nina.email)
    goes(letter, HOUR)
    event = message.candidacy.events.get(kind="letter_sent")
    assert (event.by, event.facts["letter"]) == (None, "holding")


def test_twice_it_is_one_letter(message: HoldingMessage) -> None:
    assert len(run(HOUR)) == 1
    do_go_out(message.pk, HOUR)
    do_go_out(message.pk, stockholm(23, 15, 1))
    assert Letter.objects.filter(kind="holding").count() == 1


def test_a_job_that_was_lost_is_done_by_the_next_ring(message: HoldingMessage) -> None:
    rung: list[int] = []
    tick(HOUR, ring=lambda chore, pk: rung.append(pk) if chore.name == "holding_letters" else None)
    assert rung == [message.pk]
    assert run(HOUR) == []
    assert len(run(stockholm(23, 15, 1))) == 1


def test_late_it_still_goes_in_working_hours_only(message: HoldingMessage) -> None:
    assert run(stockholm(23, 18)) == []
    assert run(stockholm(24, 7, 59)) == []
    assert len(run(stockholm(24, 8))) == 1


def test_what_somebody_changed_waits_for_them(message: HoldingMessage) -> None:
    message.edit(
        subject="Mine", body="Mine too", next_on=message.next_on, read=message.version, at=READ
    )
    assert run(HOUR) == []
    do_go_out(message.pk, HOUR)
    assert not Letter.objects.filter(kind="holding").exists()


def test_whoever_was_called_a_second_ago_gets_none(message: HoldingMessage) -> None:
    call_candidate(message.candidacy, HOUR)
    assert run(HOUR) == []
    do_go_out(message.pk, HOUR)
    assert not Letter.objects.filter(kind="holding").exists()


def test_put_off_meanwhile_it_waits_for_the_new_day(message: HoldingMessage) -> None:
    FollowUp.objects.filter(holding_messages=message).update(due_at=stockholm(25, 9))
    assert run(HOUR) == []
    message.refresh_from_db()
    assert message.goes_out_at == stockholm(25, 15)
    assert len(run(stockholm(25, 15))) == 1


def test_once_the_client_has_answered_there_is_news_and_nothing_goes_by_itself(
    cast: Cast, message: HoldingMessage
) -> None:
    message.candidacy.client_answers("Let us meet", by=cast.nina, at=stockholm(23, 14))
    assert run(HOUR) == []
    message.refresh_from_db()
    assert message.goes_out_at is None
    assert message.is_outdated and message.has_answer


def test_nor_does_what_names_no_client(cast: Cast, jonas: Candidacy) -> None:
    jonas.client_answers("Not yet", by=cast.nina, at=stockholm(16, 9, 30))
    call_candidate(jonas, stockholm(16, 10))
    message = prepared(jonas)
    jonas.client_answers("Let us meet", by=cast.nina, at=stockholm(23, 14))
    assert message.waits_for is None
    assert run(HOUR) == []
    assert HoldingMessage.objects.get(pk=message.pk).goes_out_at is None


def test_what_we_no_longer_wait_for_is_left_to_somebody_too(
    cast: Cast, message: HoldingMessage
) -> None:
    FollowUp.objects.filter(pk=owed("client_feedback").pk).update(
        dropped_at=stockholm(23, 9), dropped_by=owed("client_feedback").opened_by
    )
    assert run(HOUR) == []
    assert HoldingMessage.objects.get(pk=message.pk).goes_out_at is None


def test_a_day_that_is_past_is_named_by_nobody(message: HoldingMessage) -> None:
    """The worker lay still for two weeks."""
    assert run(stockholm(1, 10, month=12)) == []
    message.refresh_from_db()
    assert message.next_on.isoformat() == "2026-12-08"
    assert message.goes_out_at == stockholm(1, 15, month=12)


def test_switched_off_meanwhile_nothing_goes(cast: Cast, message: HoldingMessage) -> None:
    cast.agency.holding_goes_out_at = None
    cast.agency.save()
    assert run(HOUR) == []
    assert HoldingMessage.objects.get(pk=message.pk).goes_out_at is None


def test_who_lost_the_address_is_left_for_a_call(cast: Cast, message: HoldingMessage) -> None:
    cast.jonas.email = ""
    cast.jonas.save()
    assert run(HOUR) == []
    assert HoldingMessage.objects.get(pk=message.pk).goes_out_at is None


def test_on_a_weekend_nothing_goes(jonas: Candidacy) -> None:
    message = prepared(jonas, at=stockholm(28, 10))
    assert message.goes_out_at == stockholm(30, 15)


def test_prepared_after_the_hour_it_waits_for_the_next(jonas: Candidacy) -> None:
    message = prepared(jonas, at=stockholm(23, 16))
    assert message.goes_out_at == stockholm(24, 15)


def test_all_by_itself_nobody_waits_in_silence(jonas: Candidacy) -> None:
    """Day by day for a month, with nobody at work but the ticker."""
    for day in range(16, 31):
        for hour in (8, 12, 15, 16):
            do_all(stockholm(day, hour, 1))
    letters = Letter.objects.filter(kind="holding", sent_at__isnull=False).order_by("pk")
    assert list(letters.values_list("sent_at__day", flat=True)) == [23, 30]
    assert (
        not FollowUp.objects.overdue(stockholm(30, 16))
        .filter(kind__in=("candidate_silence", "next_word"))
        .exists()
    )
    assert owed("candidate_silence", settled_at=None).opened_at == stockholm(30, 15, 1)
    assert PREPARED < READ
