"""Refusals by a real mail server: for now, for good, and the line that drops without a word."""

import smtplib
from datetime import timedelta

import pytest

from mailings.delivery import deliver
from mailings.models import Letter, LetterState
from mailings.refusals import LONGEST_WAIT, PATIENCE
from tests.cast import NOW

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("code", [421, 450, 451, 452])
def test_a_refusal_for_now_is_tried_again_soon(mail_server, write, code):
    mail_server.says_to_recipient = f"{code} come back later"
    letter = write()

    deliver(letter.pk, at=NOW)

    letter.refresh_from_db()
    assert Letter.objects.waiting().get() == letter
    assert letter.last_error == f"{code} come back later"
    assert not letter.possibly_twice
    assert not Letter.objects.due(NOW + 9 * SECOND).exists()
    assert Letter.objects.due(NOW + 10 * SECOND).exists()

    mail_server.says_to_recipient = ""
    deliver(letter.pk, at=NOW + 10 * SECOND)
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == (LetterState.SENT, "")
    assert mail_server.mails[0]["Message-ID"] == letter.message_id


@pytest.mark.parametrize("code", [550, 552, 553])
def test_a_refusal_of_the_address_for_good_ends_it(mail_server, write, code):
    mail_server.says_to_recipient = f"{code} no such mailbox"
    letter = write()
    deliver(letter.pk, at=NOW)
    deliver(letter.pk, at=NOW + timedelta(days=1))
    letter.refresh_from_db()
    assert (letter.state, letter.gave_up_at) == (LetterState.GAVE_UP, NOW)
    assert letter.last_error == f"{code} no such mailbox"
    assert Letter.objects.in_trouble().get() == letter


def test_a_refusal_of_the_content_for_good_ends_it(mail_server, write):
    mail_server.says_to_letter = "554 looks like advertising"
    letter = write()
    deliver(letter.pk, at=NOW)
    letter.refresh_from_db()
    assert letter.state is LetterState.GAVE_UP
    assert not letter.possibly_twice


def test_a_line_that_drops_after_the_letter_was_told_may_have_delivered_it(mail_server, write):
    mail_server.drops_after_data = True
    letter = write()

    deliver(letter.pk, at=NOW)

    letter.refresh_from_db()
    assert Letter.objects.waiting().get() == letter
    assert letter.possibly_twice
    mail_server.drops_after_data = False
    deliver(letter.pk, at=NOW + 10 * SECOND)
    letter.refresh_from_db()
    assert letter.state is LetterState.SENT
    assert letter.possibly_twice
    assert {mail["Message-ID"] for mail in mail_server.mails} == {letter.message_id}


def test_a_mail_server_that_is_away_costs_no_letter(mail_server, write, settings):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    letter = write()
    deliver(letter.pk, at=NOW)
    letter.refresh_from_db()
    assert "Refused" in letter.last_error
    assert not letter.possibly_twice
    settings.EMAIL_PORT = port
    deliver(letter.pk, at=NOW + 10 * SECOND)
    assert len(mail_server.mails) == 1


def test_the_waits_grow_from_ten_seconds_to_half_an_hour_and_end_after_days(mail_server, write):
    mail_server.says_to_recipient = "450 not now"
    letter, at, waits = write(), NOW, []
    while letter.state is LetterState.WAITING:
        deliver(letter.pk, at=at)
        letter.refresh_from_db()
        waits.append(letter.try_after - at)
        at = letter.try_after

    assert waits[0] == 10 * SECOND
    assert waits[:-1] == sorted(waits[:-1])
    assert max(waits[:-1]) == LONGEST_WAIT
    assert letter.gave_up_at - NOW >= PATIENCE
    assert len(waits) < 260


def test_a_moments_refusal_is_no_trouble_but_a_lasting_one_is(mail_server, write):
    mail_server.says_to_recipient = "450 not now"
    letter = write()
    deliver(letter.pk, at=NOW)
    assert not Letter.objects.in_trouble().exists()
    for minutes in (1, 3, 9):
        deliver(letter.pk, at=NOW + timedelta(minutes=minutes))
    assert Letter.objects.in_trouble().exists()


def test_a_letter_that_is_no_mail_is_given_up(mail_server, write):
    letter = write()
    Letter.objects.update(message_id="<id\nBcc: all@askvik.example>")
    deliver(letter.pk, at=NOW)
    letter.refresh_from_db()
    assert not mail_server.mails
    assert letter.state is LetterState.GAVE_UP


def test_to_a_server_that_does_not_answer_no_good_bye_is_said(mail_server, write, monkeypatch):
    """It would not answer that either, and keep a worker for as long again."""
    said: list[bool] = []

    def quit(line: smtplib.SMTP) -> None:
        said.append(line.sock is not None)
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(smtplib.SMTP, "quit", quit)
    mail_server.drops_after_data = True
    letter = write()
    deliver(letter.pk, at=NOW)
    mail_server.drops_after_data, mail_server.says_to_letter = False, "450 not now"
    deliver(letter.pk, at=NOW + 10 * SECOND)
    assert said == [False, True]
