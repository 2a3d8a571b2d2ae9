"""Delivering a letter: early, on time, twice, late; to somebody who is still to get it."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection

from accounts.models import Role, User
from mailings.delivery import deliver
from mailings.leases import claim
from mailings.models import Attachment, Cancelled, Letter, LetterState
from tests.cast import NOW, person

SOON = NOW + timedelta(minutes=5)


def test_a_letter_arrives_with_all_it_has(mail_server, write):
    pdf = Attachment.objects.keep(
        filename="veckorapport.pdf", content_type="application/pdf", content=b"%PDF-1.7 \xff"
    )
    letter = write(
        to_name="Sara Åström, HR",
        from_name="Nina Öberg",
        reply_to="nina.oberg@askvik.example",
        attachments=[pdf],
    )

    deliver(letter.pk, at=NOW)

    (mail,) = mail_server.mails
    assert mail_server.recipients == ["sara.holm@nordvik.example"]
    assert mail["To"].addresses[0].display_name == "Sara Åström, HR"
    assert str(mail["From"].addresses[0]) == "Nina Öberg <post@askvik.example>"
    assert mail["Reply-To"] == "nina.oberg@askvik.example"
    assert mail["Subject"] == "Veckorapport: Lönechef"
    assert mail["Message-ID"] == letter.message_id
    assert mail["Content-Language"] == "sv"
    assert mail.get_body(("plain",)).get_content().strip() == letter.text
    assert mail.get_body(("html",)).get_content().strip() == letter.html
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "veckorapport.pdf"
    assert attached.get_content() == b"%PDF-1.7 \xff"
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at, letter.possibly_twice) == (LetterState.SENT, NOW, False)
    assert letter.handed_over_at is None


def test_early_nothing_is_sent(mail_server, write):
    letter = write(send_at=SOON)
    deliver(letter.pk, at=SOON - timedelta(seconds=1))
    assert not mail_server.mails


def test_late_it_is_sent_all_the_same(mail_server, write):
    letter = write()
    deliver(letter.pk, at=NOW + timedelta(days=21))
    assert len(mail_server.mails) == 1


def test_twice_it_is_sent_once(mail_server, write):
    letter = write()
    deliver(letter.pk, at=NOW)
    deliver(letter.pk, at=SOON)
    assert len(mail_server.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_two_deliveries_at_once_send_it_once(mail_server, write):
    letter, together = write(), Barrier(2)

    def deliver_too() -> None:
        together.wait()
        deliver(letter.pk, at=NOW)
        connection.close()

    threads = [Thread(target=deliver_too) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(mail_server.mails) == 1
    letter.refresh_from_db()
    assert letter.attempt == 1


def test_whoever_was_away_longer_than_the_lease_sends_nothing(mail_server, write, monkeypatch):
    sara = person("Sara Holm", Role.CLIENT)
    letter = write(to=sara.email, recipient=sara)
    later, seen = NOW + timedelta(minutes=2), []

    def takes_too_long(user: User, letter: Letter) -> bool:
        seen.append(letter.attempt)
        if len(seen) == 1:  # we are stopped here, and meanwhile the lease ends
            deliver(letter.pk, at=later)
        return True

    monkeypatch.setattr(User, "accepts_letter", takes_too_long)
    deliver(letter.pk, at=NOW)

    assert seen == [1, 2]
    assert len(mail_server.mails) == 1
    letter.refresh_from_db()
    assert (letter.sent_at, letter.attempt, letter.possibly_twice) == (later, 2, False)


def test_a_lease_is_held_until_it_ends(write, settings):
    letter = write()
    assert claim(Letter.objects.waiting(), letter.pk, at=NOW, lease=settings.MAIL_LEASE)
    ends = NOW + settings.MAIL_LEASE
    a_second = timedelta(seconds=1)
    assert not claim(Letter.objects.waiting(), letter.pk, at=ends - a_second, lease=a_second)
    again = claim(Letter.objects.waiting(), letter.pk, at=ends, lease=a_second)
    assert again and again.attempt == 2


def test_one_that_was_being_handed_over_when_its_worker_died_is_possibly_twice(mail_server, write):
    letter = write()
    Letter.objects.update(handed_over_at=NOW, attempt=1)
    deliver(letter.pk, at=SOON)
    letter.refresh_from_db()
    assert len(mail_server.mails) == 1
    assert letter.possibly_twice


def test_without_a_mail_server_it_counts_as_sent_and_is_kept_here(write, settings, mailoutbox):
    settings.MAIL_GOES_OUT = False
    letter = write()
    deliver(letter.pk, at=NOW)
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at) == (LetterState.KEPT, NOW)
    assert not mailoutbox


def test_somebody_who_has_left_gets_nothing(mail_server, write):
    sara = person("Sara Holm", Role.CLIENT, is_active=False)
    letter = write(to=sara.email, recipient=sara)
    deliver(letter.pk, at=NOW)
    letter.refresh_from_db()
    assert not mail_server.mails
    assert letter.cancelled_because == Cancelled.NOT_ACCEPTED


def test_somebody_who_is_gone_from_the_product_gets_nothing(mail_server, write):
    sara = person("Sara Holm", Role.CLIENT)
    letter = write(to=sara.email, recipient=sara)
    sara.delete()
    deliver(letter.pk, at=NOW)
    letter.refresh_from_db()
    assert not mail_server.mails
    assert letter.cancelled_because == Cancelled.RECIPIENT_GONE


def test_what_it_was_about_hears_that_it_was_sent(mail_server, write, monkeypatch):
    sara, heard = person("Sara Holm", Role.CLIENT), []
    monkeypatch.setattr(
        User,
        "letter_was_sent",
        lambda user, letter, at: heard.append((user, letter.sent_at, at)),
        raising=False,
    )
    deliver(write(occasion=sara).pk, at=NOW)
    assert heard == [(sara, NOW, NOW)]


def test_a_mistake_in_what_follows_does_not_send_it_again(mail_server, write, monkeypatch):
    def breaks(user: User, letter: Letter, at: object) -> None:
        user.full_name = "half a change"
        user.save()
        User.objects.create(email=user.email)

    sara = person("Sara Holm", Role.CLIENT)
    monkeypatch.setattr(User, "letter_was_sent", breaks, raising=False)
    letter = write(occasion=sara)

    with pytest.raises(IntegrityError):
        deliver(letter.pk, at=NOW)
    deliver(letter.pk, at=SOON)

    letter.refresh_from_db()
    sara.refresh_from_db()
    assert len(mail_server.mails) == 1
    assert letter.state is LetterState.SENT
    assert "IntegrityError" in letter.last_error
    assert sara.full_name == "Sara Holm"
