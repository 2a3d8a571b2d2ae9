"""The mailbox page: what became of each letter, and what can still be done about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.letters import CONFIDENTIAL
from mailings.delivery import deliver
from mailings.models import Attachment, Letter, LetterState
from tests.cast import NOW, Cast


@pytest.fixture
def cast(db):
    return Cast()


@pytest.fixture
def nina(client: Client, cast: Cast) -> Client:
    client.force_login(cast.nina)
    return client


def write(key: str = "report 7", **fields: Any) -> Letter:
    content = {
        "kind": "weekly_report",
        "to": "sara.berg@nordvik.example",
        "to_name": "Sara Berg",
        "language": "sv",
        "subject": "Veckorapport: Lönechef",
        "html": "<!doctype html><html><head><title>V</title></head><body>Två möten.</body></html>",
        "text": "Två möten i text.",
        "at": NOW,
    }
    letter: Letter = Letter.objects.write(key=key, **{**content, **fields})
    return letter


def address(name: str, letter: Letter, *more: int) -> str:
    return reverse(name, args=[letter.pk, *more])


def test_the_list_says_who_what_and_how_it_stands(nina):
    deliver(write().pk, at=NOW)
    page = nina.get(reverse("mailbox")).content.decode()
    assert "Veckorapport: Lönechef" in page
    assert "Sara Berg" in page
    assert "Kept here" in page


def test_without_a_mail_server_it_says_that_letters_end_here(nina, settings):
    settings.MAIL_GOES_OUT = False
    assert "Letters end here" in nina.get(reverse("mailbox")).content.decode()
    settings.MAIL_GOES_OUT = True
    assert "Letters end here" not in nina.get(reverse("mailbox")).content.decode()


def test_an_empty_mailbox_says_what_will_appear(nina):
    assert "No letters yet" in nina.get(reverse("mailbox")).content.decode()


@pytest.mark.parametrize(
    ("typed", "found"),
    [("lönechef", True), ("SARA", True), ("nordvik berg", True), ("lumen", False), ("%", False)],
)
def test_a_letter_is_found_by_subject_name_or_address(nina, typed, found):
    write()
    page = nina.get(reverse("mailbox"), {"q": typed}).content.decode()
    assert ("Sara Berg" in page) is found


def test_letters_are_found_by_state(nina):
    write("waits", subject="The one that waits")
    write("stopped", subject="The one that was stopped").cancel(at=NOW)
    page = nina.get(reverse("mailbox"), {"state": LetterState.CANCELLED}).content.decode()
    assert "The one that was stopped" in page
    assert "The one that waits" not in page


def test_the_list_is_paged_by_key_both_ways(nina, monkeypatch):
    monkeypatch.setattr("processes.views.mailbox.LETTERS", 2)
    letters = [write(str(n), subject=f"Letter {n}") for n in range(5)]

    def shown(**where: str) -> list[str]:
        page = nina.get(reverse("mailbox"), where).context["page"]
        return [letter.subject for letter in page.letters]

    assert shown() == ["Letter 4", "Letter 3"]
    assert shown(before=str(letters[3].pk)) == ["Letter 2", "Letter 1"]
    assert shown(before=str(letters[1].pk)) == ["Letter 0"]
    assert shown(after=str(letters[0].pk)) == ["Letter 2", "Letter 1"]
    assert shown(before="nonsense") == ["Letter 4", "Letter 3"]
    newest = nina.get(reverse("mailbox")).context
    assert newest["newer_url"] == "" and str(letters[3].pk) in newest["older_url"]
    oldest = nina.get(reverse("mailbox"), {"before": letters[1].pk}).context
    assert oldest["older_url"] == "" and str(letters[0].pk) in oldest["newer_url"]


def test_the_list_asks_the_same_few_questions_however_many_letters(
    nina, django_assert_max_num_queries
):
    for number in range(12):
        write(str(number))
    with django_assert_max_num_queries(7):
        nina.get(reverse("mailbox"))


def test_a_letter_shows_its_text_and_why_it_was_not_sent(nina):
    letter = write()
    Letter.objects.update(gave_up_at=NOW, last_error="550 no such mailbox")
    page = nina.get(address("letter", letter)).content.decode()
    assert "Två möten i text." in page
    assert "550 no such mailbox" in page
    assert "refused it for good" in page
    assert f'src="{address("letter_rendering", letter)}"' in page


def test_the_rendering_can_neither_run_nor_fetch_anything(nina):
    answer = nina.get(address("letter_rendering", write()))
    policy = answer["Content-Security-Policy"]
    assert "Två möten." in answer.content.decode()
    assert policy.startswith("sandbox ") and "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert "default-src 'none'" in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in answer["Cache-Control"]


def test_a_file_is_only_ever_downloaded(nina):
    file = Attachment.objects.keep(
        filename="rapport å.pdf", content_type="application/pdf", content=b"%PDF-1.7"
    )
    letter = write(attachments=[file])
    assert "rapport å.pdf" in nina.get(address("letter", letter)).content.decode()
    answer = nina.get(address("letter_attachment", letter, file.pk))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_a_file_of_another_letter_is_not_found(nina):
    file = Attachment.objects.keep(filename="a.pdf", content_type="application/pdf", content=b"%")
    assert nina.get(address("letter_attachment", write(), file.pk)).status_code == 404


def test_a_waiting_letter_is_cancelled(nina):
    letter = write(send_at=timezone.now() + timedelta(days=1))
    nina.post(address("letter_cancellation", letter))
    letter.refresh_from_db()
    assert letter.state is LetterState.CANCELLED
    assert "Stopped by hand" in nina.get(address("letter", letter)).content.decode()


def test_a_letter_that_has_gone_is_not_cancelled(nina):
    letter = write()
    deliver(letter.pk, at=NOW)
    answer = nina.post(address("letter_cancellation", letter), follow=True)
    assert "Too late" in answer.content.decode()
    letter.refresh_from_db()
    assert letter.state is LetterState.KEPT


def test_a_letter_given_up_is_sent_again(nina):
    letter = write()
    Letter.objects.update(gave_up_at=NOW)
    nina.post(address("letter_sending", letter))
    assert Letter.objects.due(timezone.now()).get() == letter


def test_a_letter_that_was_sent_goes_again_as_a_copy(nina):
    letter = write()
    deliver(letter.pk, at=NOW)
    answer = nina.post(address("letter_sending", letter))
    copy = Letter.objects.waiting().get()
    assert answer.url == address("letter", copy)


@pytest.mark.parametrize("name", ["letter_sending", "letter_cancellation"])
def test_nothing_is_changed_by_reading(nina, name):
    letter = write()
    assert nina.get(address(name, letter)).status_code == 405


def test_a_letter_that_lets_somebody_in_is_read_by_that_person_alone(client, cast):
    file = Attachment.objects.keep(filename="a.pdf", content_type="application/pdf", content=b"%")
    letter = write(
        kind=CONFIDENTIAL, to=cast.ada.email, text="The link: /secret/", attachments=[file]
    )
    doors = [
        address("letter_rendering", letter),
        address("letter_attachment", letter, file.pk),
    ]
    for reader, may in ((cast.nina, False), (cast.lea, False), (cast.ada, True)):
        client.force_login(reader)
        assert ("/secret/" in client.get(address("letter", letter)).content.decode()) is may
        assert [client.get(door).status_code for door in doors] == [200 if may else 404] * 2


def test_an_admin_hands_over_what_never_went_out(client, cast, settings):
    settings.MAIL_GOES_OUT = False
    letter = write(kind=CONFIDENTIAL, to=cast.nina.email, text="The link: /secret/")
    client.force_login(cast.ada)
    assert "/secret/" not in client.get(address("letter", letter)).content.decode()
    deliver(letter.pk, at=NOW)
    assert "/secret/" in client.get(address("letter", letter)).content.decode()
    client.force_login(cast.lea)
    assert "/secret/" not in client.get(address("letter", letter)).content.decode()
