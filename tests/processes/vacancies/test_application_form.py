"""The page on which somebody applies: bad input costs nobody their words, nor their file."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.utils import timezone

from candidates.models import Candidate
from mailings.models import Letter
from processes.forms.application import STALE, opened
from processes.models import Application, HeldFile
from processes.vacancies.chores import drop_held_file, due_held_files
from recruitcrm.chores import do_all
from tests.cast import Cast
from tests.processes.vacancies.story import CV, Story, post


def test_who_fills_it_in_is_thanked_and_told_when(client: Browser, story: Story) -> None:
    now = timezone.now()
    answer = post(client, story.vacancy, now)
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Thank you" in page
    assert "You have an answer by" in page
    assert not answer.cookies
    application = Application.objects.get()
    assert (application.phone, application.answer) == (
        "+48 601 234 567",
        "A report that took a night",
    )


def test_nobody_learns_from_the_page_whether_somebody_is_known(
    client: Browser, story: Story, cast: Cast
) -> None:
    now = timezone.now()
    answers = [
        post(client, story.vacancy, now),
        post(client, story.vacancy, now),
        post(client, story.vacancy, now, email=cast.ewa.email),
    ]
    pages = {
        re.sub(rb'nonce="[^"]+"', b"", client.get(answer.headers["Location"].split("?")[0]).content)
        for answer in answers
    }
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert len(pages) == 1
    assert Application.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"first_name": " "}, "This field is required"),
        ({"email": "maja@"}, "valid email"),
        ({"phone": "12"}, "telephone number"),
        ({"cv": None}, "Choose a file"),
        ({"cv": SimpleUploadedFile("maja.pdf", b"MZ\x90\x00\x03")}, "whatever its name says"),
        ({"cv": SimpleUploadedFile("maja.pdf", b"")}, "empty"),
        ({"answer": "x" * 2001}, "2000"),
        ({"website": "https://spam.example"}, "leave this field empty"),
        ({"opened": "forged"}, "stood open for a long time"),
        ({"opened": ""}, "stood open for a long time"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Browser, story: Story, wrong: dict[str, object], why: str
) -> None:
    answer = post(client, story.vacancy, timezone.now(), **wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    if "website" not in wrong:
        assert why in page
    kept = {"first_name": "Maja", "email": "maja@people.example", "phone": "+48 601 234 567"}
    for name, value in kept.items():
        assert (f'value="{value}"' in page) is (name not in wrong)
    assert not Application.objects.exists()
    assert Candidate.objects.count() == 3


def test_a_program_is_too_fast_and_a_person_presses_again(client: Browser, story: Story) -> None:
    now = timezone.now()
    answer = post(client, story.vacancy, now, opened=opened(now))
    assert answer.status_code == 422
    assert "very fast" in answer.content.decode()
    form = answer.context["form"]
    stale = post(client, story.vacancy, now, opened=opened(now - STALE - timedelta(minutes=1)))
    assert stale.status_code == 422
    again = post(client, story.vacancy, now, opened=stale.context["form"].opened_at)
    assert again.status_code == 302
    assert form.held_file is not None


def test_the_file_is_uploaded_once(
    client: Browser, story: Story, django_capture_on_commit_callbacks
) -> None:
    now = timezone.now()
    answer = post(client, story.vacancy, now, email="maja@")
    held = HeldFile.objects.get()
    page = answer.content.decode()
    assert "maja.txt" in page
    assert "Another CV" in page
    assert held.token in page
    with django_capture_on_commit_callbacks(execute=True):
        again = post(client, story.vacancy, now, cv=None, held=held.token)
    assert again.status_code == 302
    document = Application.objects.get().document
    assert document is not None
    assert document.file.read() == CV
    again = post(client, story.vacancy, now, cv=None, held=held.token)
    assert again.status_code == 302, "a second press of the same page tells the same"
    with django_capture_on_commit_callbacks(execute=True):
        do_all(now + timedelta(minutes=15))
    assert not HeldFile.objects.exists()
    assert not held.file.storage.exists(str(held.file.name))


def test_a_second_press_writes_no_second_letter(client: Browser, story: Story) -> None:
    now = timezone.now()
    for _press in range(2):
        assert post(client, story.vacancy, now).status_code == 302
    assert Letter.objects.filter(kind="acknowledgement").count() == 1


def test_a_newer_file_takes_the_place_of_the_one_held(client: Browser, story: Story) -> None:
    now = timezone.now()
    post(client, story.vacancy, now, email="maja@")
    held = HeldFile.objects.get()
    other = SimpleUploadedFile("newer.txt", b"Newer words")
    post(client, story.vacancy, now, email="maja@", held=held.token, cv=other)
    assert HeldFile.objects.get().name == "newer.txt"


@pytest.mark.parametrize("token", ["", "1", "forged:token", "MQ:1tXyZ:abc"])
def test_nobody_gets_at_a_file_that_is_not_theirs(
    client: Browser, story: Story, token: str
) -> None:
    now = timezone.now()
    post(client, story.vacancy, now, email="maja@")
    answer = post(client, story.vacancy, now, cv=None, held=token)
    assert answer.status_code == 422
    assert "maja.txt" not in answer.content.decode()


def test_a_file_that_nobody_came_back_for_goes_within_a_day(client: Browser, story: Story) -> None:
    now = timezone.now()
    post(client, story.vacancy, now, email="maja@")
    held = HeldFile.objects.get()
    assert not due_held_files(now).exists()
    due = held.drops_at
    assert due_held_files(due).get() == held
    drop_held_file(held.pk, due)
    drop_held_file(held.pk, due)
    assert not HeldFile.objects.exists()


def test_a_flood_from_one_network_is_stopped_and_keeps_the_words(
    client: Browser, story: Story, settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"application": "1/h/ip"}
    now = timezone.now()
    assert post(client, story.vacancy, now).status_code == 302
    answer = post(client, story.vacancy, now, email="ola@people.example")
    assert answer.status_code == 429
    assert 'value="ola@people.example"' in answer.content.decode()
    assert Application.objects.count() == 1
    assert client.get(f"{story.vacancy.get_absolute_url()}application/").status_code == 200


def test_it_closed_while_somebody_wrote(client: Browser, story: Story, cast: Cast) -> None:
    story.vacancy.withdraw(by=cast.rasmus, at=timezone.now())
    answer = post(client, story.vacancy, timezone.now())
    assert answer.status_code == 410
    assert "Nobody can apply" in answer.content.decode()
    assert not Application.objects.exists()


def test_where_they_found_it_is_kept(client: Browser, story: Story) -> None:
    page = client.get(f"{story.vacancy.get_absolute_url()}?from=LinkedIn").content.decode()
    assert "application/?from=linkedin" in page
    post(client, story.vacancy, timezone.now(), **{"from": "LinkedIn & Co"})
    assert Application.objects.get().source == "linkedin-co"
