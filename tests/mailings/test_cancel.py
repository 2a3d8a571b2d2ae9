"""Cancelling a letter, and sending one again."""

from datetime import timedelta

import pytest

from mailings.delivery import deliver
from mailings.leases import claim
from mailings.models import Attachment, Letter, LetterState, TooLate
from tests.cast import NOW

SOON = NOW + timedelta(minutes=5)


def test_a_letter_that_waits_can_be_cancelled(mail_server, write):
    letter = write()
    letter.cancel(at=NOW)
    deliver(letter.pk, at=SOON)
    letter.refresh_from_db()
    assert not mail_server.mails
    assert letter.state is LetterState.CANCELLED


def test_cancelling_takes_it_from_whoever_holds_it(write, settings):
    letter = write()
    held = claim(Letter.objects.waiting(), letter.pk, at=NOW, lease=settings.MAIL_LEASE)
    letter.cancel(at=NOW)
    letter.refresh_from_db()
    assert held and letter.attempt > held.attempt


def test_a_letter_that_was_sent_cannot_be_cancelled(mail_server, write):
    letter = write()
    deliver(letter.pk, at=NOW)
    with pytest.raises(TooLate):
        letter.cancel(at=SOON)


def test_while_the_mail_server_is_told_nothing_can_be_changed(write):
    letter = write()
    Letter.objects.update(handed_over_at=NOW, try_after=SOON)
    with pytest.raises(TooLate):
        letter.cancel(at=NOW)
    with pytest.raises(TooLate):
        letter.send_again(at=NOW)
    letter.cancel(at=SOON)  # whoever told it has been gone for longer than the lease


def test_one_given_up_is_sent_again_as_the_same_letter(mail_server, write):
    mail_server.says_to_recipient = "550 no such mailbox"
    letter = write()
    deliver(letter.pk, at=NOW)
    mail_server.says_to_recipient = ""

    assert letter.send_again(at=SOON) == letter
    assert Letter.objects.due(SOON).get() == letter
    deliver(letter.pk, at=SOON)

    assert mail_server.mails[0]["Message-ID"] == letter.message_id
    assert not Letter.objects.in_trouble().exists()


def test_one_that_was_cancelled_is_sent_again_as_the_same_letter(mail_server, write):
    letter = write()
    letter.cancel(at=NOW)
    letter.send_again(at=SOON)
    deliver(letter.pk, at=SOON)
    letter.refresh_from_db()
    assert letter.state is LetterState.SENT


def test_one_that_was_sent_is_sent_again_as_a_copy(mail_server, write):
    pdf = Attachment.objects.keep(
        filename="rapport.pdf", content_type="application/pdf", content=b"%PDF"
    )
    letter = write(attachments=[pdf])
    deliver(letter.pk, at=NOW)

    copy = letter.send_again(at=SOON)
    deliver(copy.pk, at=SOON)

    assert copy != letter
    assert len({mail["Message-ID"] for mail in mail_server.mails}) == 2
    assert {mail["Subject"] for mail in mail_server.mails} == {letter.subject}
    assert copy.attachments.get() == pdf
    letter.refresh_from_db()
    assert letter.sent_at == NOW


def test_each_state_is_found_by_its_name(mail_server, write, settings):
    waiting, sent, kept, cancelled, gave_up = (write(key=key) for key in "abcde")
    deliver(sent.pk, at=NOW)
    cancelled.cancel(at=NOW)
    mail_server.says_to_recipient = "550 no"
    deliver(gave_up.pk, at=NOW)
    settings.MAIL_GOES_OUT = False
    deliver(kept.pk, at=NOW)
    for state, letter in zip(LetterState, (waiting, sent, kept, cancelled, gave_up), strict=True):
        letter.refresh_from_db()
        assert letter.state is state
        assert list(Letter.objects.in_state(state)) == [letter]


def test_one_given_up_may_rest_and_is_no_trouble_any_more(mail_server, write):
    mail_server.says_to_recipient = "550 no such mailbox"
    letter = write()
    deliver(letter.pk, at=NOW)
    letter.cancel(at=SOON)
    letter.refresh_from_db()
    assert letter.state is LetterState.CANCELLED
    assert not Letter.objects.in_trouble().exists()
    assert letter.last_error.startswith("550")
    with pytest.raises(TooLate):
        letter.cancel(at=SOON)
