"""The owner's digest: 07:30 their time on working days, and nothing when there is nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from accounts.models import Role
from mailings.models import Letter
from processes.chores import due_digests, send_digest
from processes.models import Digest, FollowUp, Reminder
from tests.cast import Cast
from tests.processes.follow_ups.words import DATES, call_contact, mail_contact, owed, stockholm

TUESDAY, WEDNESDAY = stockholm(17, 7, 30), stockholm(18, 7, 30)
THURSDAY, FRIDAY = stockholm(19, 7, 30), stockholm(20, 7, 30)


@pytest.fixture
def nina(cast: Cast) -> Digest:
    due_digests(stockholm(16, 9))
    return cast.nina.digest


def sent(digest: Digest, at: datetime) -> Letter | None:
    before = set(Letter.objects.values_list("pk", flat=True))
    send_digest(digest.pk, at)
    return Letter.objects.exclude(pk__in=before).first()


def test_everybody_of_the_agency_gets_a_digest_and_no_client(cast: Cast) -> None:
    cast.sits_in_portal(cast.sara)
    assert not due_digests(stockholm(16, 9)).exists()
    users = Digest.objects.values_list("user__full_name", flat=True)
    assert set(users) == {"Nina Lind", "Rasmus Holm", "Lea Dahl", "Ada Askvik"}
    assert set(Digest.objects.values_list("next_at", flat=True)) == {TUESDAY}


def test_early_it_is_not_due(cast: Cast, nina: Digest) -> None:
    cast.payroll()
    assert not due_digests(stockholm(17, 7, 29)).exists()
    assert sent(nina, stockholm(17, 7, 29)) is None


def test_on_time_it_names_what_is_due_today(cast: Cast, nina: Digest) -> None:
    cast.payroll()
    assert nina in due_digests(TUESDAY)
    letter = sent(nina, TUESDAY)
    assert letter is not None
    assert (letter.to, letter.subject) == (cast.nina.email, "2 words are due today")
    assert "Sara Berg: first call to the one who decides" in letter.text
    assert "Nordvik Energi: schedule" not in letter.text
    nina.refresh_from_db()
    assert nina.next_at == WEDNESDAY


def test_twice_it_is_one_letter(cast: Cast, nina: Digest) -> None:
    cast.payroll()
    assert sent(nina, TUESDAY) is not None
    assert sent(nina, stockholm(17, 7, 31)) is None
    assert Reminder.objects.count() == 0


def test_late_it_still_comes_on_the_same_day_until_work_ends(cast: Cast, nina: Digest) -> None:
    cast.payroll()
    assert sent(nina, stockholm(17, 17)) is None
    assert sent(nina, stockholm(18, 14)) is not None
    nina.refresh_from_db()
    assert nina.next_at == THURSDAY


def test_what_runs_late_is_said_once(cast: Cast, nina: Digest) -> None:
    payroll = cast.payroll(**DATES)
    call_contact(payroll, cast.hugo, stockholm(17, 8))
    payroll.note_schedule_sent(by=cast.nina, at=stockholm(17, 8))
    letter = sent(nina, WEDNESDAY)
    assert letter is not None
    assert letter.subject == "1 word is late"
    reminder = Reminder.objects.get(follow_up=owed("first_call_decider"))
    assert (reminder.step, reminder.letter) == ("owner", letter)
    assert sent(nina, THURSDAY) is None
    assert Reminder.objects.count() == 1


def test_put_off_and_late_again_is_said_again(cast: Cast, nina: Digest) -> None:
    payroll = cast.payroll(**DATES)
    call_contact(payroll, cast.hugo, stockholm(17, 8))
    payroll.note_schedule_sent(by=cast.nina, at=stockholm(17, 8))
    sent(nina, WEDNESDAY)
    told = mail_contact(payroll, cast.sara, stockholm(18, 9))
    owed("first_call_decider").put_off(
        stockholm(19, 17), by=cast.nina, at=stockholm(18, 9), told=told
    )
    letter = sent(nina, FRIDAY)
    assert letter is not None
    assert Reminder.objects.get().at == FRIDAY


def test_nothing_when_there_is_nothing(nina: Digest) -> None:
    assert sent(nina, TUESDAY) is None
    nina.refresh_from_db()
    assert nina.next_at == WEDNESDAY


def test_what_was_settled_meanwhile_is_not_in_it(cast: Cast, nina: Digest) -> None:
    payroll = cast.payroll()
    call_contact(payroll, cast.sara, stockholm(17, 7))
    letter = sent(nina, TUESDAY)
    assert letter is not None
    assert "Sara Berg" not in letter.text
    assert "Hugo Falk" in letter.text


def test_none_on_a_weekend_nor_on_a_holiday(cast: Cast, nina: Digest) -> None:
    cast.payroll()
    assert sent(nina, stockholm(21, 9)) is None
    nina.refresh_from_db()
    assert nina.next_at == stockholm(23, 7, 30)
    assert sent(nina, stockholm(24, 9, month=12)) is None
    nina.refresh_from_db()
    assert nina.next_at == stockholm(28, 7, 30, month=12)


def test_half_past_seven_stays_so_when_the_clocks_change(cast: Cast, nina: Digest) -> None:
    send_digest(nina.pk, datetime(2027, 3, 25, 8, tzinfo=UTC))
    nina.refresh_from_db()
    assert nina.next_at == datetime(2027, 3, 30, 5, 30, tzinfo=UTC)  # behind Easter


def test_the_lead_hears_after_one_more_working_day(cast: Cast, nina: Digest) -> None:
    cast.payroll(**DATES)
    assert sent(cast.lea.digest, WEDNESDAY) is None
    letter = sent(cast.lea.digest, THURSDAY)
    assert letter is not None
    assert letter.subject == "2 words in the team are late by a working day"
    assert "Nina Lind: Sara Berg" in letter.text
    assert sent(cast.lea.digest, FRIDAY) is not None  # the schedule, late since Wednesday
    assert sent(cast.lea.digest, stockholm(23, 7, 30)) is None


def test_every_lead_hears_and_admins_only_where_there_is_none(cast: Cast, nina: Digest) -> None:
    cast.payroll()
    assert sent(cast.ada.digest, THURSDAY) is None
    cast.rasmus.role = Role.LEAD
    cast.rasmus.save()
    assert sent(cast.lea.digest, THURSDAY) is not None
    assert sent(cast.rasmus.digest, THURSDAY) is not None
    cast.lea.role = cast.rasmus.role = Role.RECRUITER
    cast.lea.save()
    cast.rasmus.save()
    assert sent(cast.ada.digest, FRIDAY) is not None


def test_who_has_left_gets_none(cast: Cast, nina: Digest) -> None:
    cast.payroll()
    cast.nina.is_active = False
    cast.nina.save()
    assert nina not in due_digests(TUESDAY)
    assert sent(nina, TUESDAY) is None


def test_it_is_written_in_the_readers_language(cast: Cast, nina: Digest) -> None:
    cast.payroll()
    cast.nina.language = "sv"
    cast.nina.save()
    letter = sent(nina, TUESDAY)
    assert letter is not None
    assert letter.language == "sv"
    assert 'lang="sv"' in letter.html
    assert FollowUp.objects.waiting().exists()
