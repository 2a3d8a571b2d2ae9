"""While all mail is held nothing leaves; afterwards everything that was not cancelled does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from mailings.delivery import deliver
from mailings.models import Letter, MailHold
from tests.cast import NOW

pytestmark = pytest.mark.django_db


def test_nothing_is_due_while_mail_is_held(mail_server, write):
    letter = write()
    MailHold.objects.begin(by="Eva", why="restored", at=NOW)
    assert not Letter.objects.due(NOW).exists()
    deliver(letter.pk, at=NOW)
    letter.refresh_from_db()
    assert (letter.sent_at, letter.attempt, mail_server.mails) == (None, 0, [])


def test_a_hold_that_begins_during_a_delivery_stops_it_before_the_server_is_told(
    mail_server, write, monkeypatch
):
    letter = write()

    def begin_meanwhile(letter, at):
        MailHold.objects.begin(by="Eva", at=NOW)
        return at

    monkeypatch.setattr("mailings.delivery._not_before", begin_meanwhile)
    deliver(letter.pk, at=NOW)
    letter.refresh_from_db()
    assert mail_server.mails == []
    assert letter.handed_over_at is None


def test_everything_goes_once_the_hold_ends(mail_server, write):
    letter = write()
    MailHold.objects.begin(by="Eva", at=NOW)
    deliver(letter.pk, at=NOW)
    later = NOW + timedelta(hours=5)
    assert MailHold.objects.end(by="Eva", at=later)
    assert list(Letter.objects.due(later)) == [letter]
    deliver(letter.pk, at=later)
    assert len(mail_server.mails) == 1


def test_without_a_mail_server_letters_wait_as_well(write, settings):
    settings.MAIL_GOES_OUT = False
    letter = write()
    MailHold.objects.begin(by="Eva", at=NOW)
    deliver(letter.pk, at=NOW)
    letter.refresh_from_db()
    assert letter.sent_at is None


def test_there_is_one_hold_at_a_time_and_its_history_stays():
    first = MailHold.objects.begin(by="Eva", why="restored", at=NOW)
    assert MailHold.objects.begin(by="Max", why="again", at=NOW) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        MailHold.objects.create(begun_at=NOW, begun_by="Max")
    MailHold.objects.end(by="Max", at=NOW)
    assert not MailHold.objects.end(by="Max", at=NOW)
    MailHold.objects.begin(by="Max", at=NOW)
    assert MailHold.objects.count() == 2


def test_an_operator_holds_mail_before_anything_is_started(write, capsys):
    write()
    call_command("hold_mail", "the backup of Tuesday was restored")
    hold = MailHold.objects.current()
    assert hold is not None
    assert hold.why == "the backup of Tuesday was restored"
    assert "1 letters wait" in capsys.readouterr().out
