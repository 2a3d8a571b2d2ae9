"""A human takes facts over from a CV, field by field; nothing is overwritten unasked."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import TrailEntry
from candidates.models import Candidate, Document
from processes.models import Event
from tests.candidates.cvs import SWEDISH
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.nina)
    return cast


@pytest.fixture
def cv(cast: Cast) -> Document:
    Candidate.objects.filter(pk=cast.jonas.pk).update(
        first_name="Åsa", last_name="Ek", phone="", skills=["Visma"], languages=["sv"]
    )
    return document_of(cast, SWEDISH)


def document_of(cast: Cast, text: str, **fields: Any) -> Document:
    fields = {"state": "read", "kind": "cv", "name": "CV.pdf", "text": text} | fields
    return Document.objects.create(
        candidate=cast.jonas,
        file=ContentFile(b"%PDF-", name="cv.pdf"),
        content_type="application/pdf",
        size=5,
        by=cast.nina,
        added_at=NOW,
        **fields,
    )


def page_of(document: Document) -> str:
    return reverse("document_reading", args=[document.pk])


def as_it_stands(client: Browser, document: Document) -> dict[str, str]:
    """What the page would post without a tick."""
    page = client.get(page_of(document)).content.decode()
    typed = {}
    for name in ("first_name", "last_name", "email", "phone", "profile_link"):
        for wanted in (name, f"seen_{name}"):
            control = re.search(rf'<input[^>]*name="{wanted}"[^>]*>', page)
            if control:
                value = re.search(r'value="([^"]*)"', control[0])
                typed[wanted] = value[1] if value else ""
    return typed


def test_proposals_stand_beside_the_text_with_their_marks(client: Browser, cv: Document) -> None:
    page = client.get(page_of(cv)).content.decode()
    number = re.search(r'<mark id="said-(\d+)">070-174 06 35</mark>', page)
    assert number
    assert f'href="#said-{number[1]}"' in page
    assert 'value="+46 70 174 06 35"' in page
    assert re.search(r'name="skills" value="Excel">\s*<span[^>]*>Excel</span>', page)
    assert re.search(r'name="languages" value="en">\s*<span[^>]*>English</span>', page)
    assert "The record says: Ek" in page
    assert "The record says nothing." in page
    already = page.split("In the record already")[1]
    for value in ("Åsa", "Visma", "Swedish"):
        assert value in already
    assert " checked" not in page, "nothing is ticked before somebody does"


def test_only_what_is_ticked_is_taken_over(client: Browser, cast: Cast, cv: Document) -> None:
    typed: dict[str, Any] = as_it_stands(client, cv)
    typed |= {"take_phone": "on", "skills": ["Excel", "Löneadministration"], "languages": ["en"]}
    answer = client.post(page_of(cv), typed)
    assert answer.status_code == 302
    jonas = Candidate.objects.get(pk=cast.jonas.pk)
    assert jonas.phone == "+46 70 174 06 35"
    assert (jonas.last_name, jonas.email) == ("Ek", "jonas.krantz@people.example")
    assert jonas.skills == ["Visma", "Excel", "Löneadministration"]
    assert jonas.languages == ["sv", "en"]
    event = Event.objects.get(kind="facts_accepted")
    assert event.facts == {"fields": ["languages", "phone"], "skills": 2, "document": cv.pk}
    assert (event.by, event.candidate) == (cast.nina, jonas)


def test_a_value_is_corrected_before_it_is_taken_over(
    client: Browser, cast: Cast, cv: Document
) -> None:
    typed = as_it_stands(client, cv)
    typed |= {"take_last_name": "on", "last_name": "Lindström Ek", "more_skills": "Excel, Agda"}
    client.post(page_of(cv), typed)
    jonas = Candidate.objects.get(pk=cast.jonas.pk)
    assert jonas.last_name == "Lindström Ek"
    assert jonas.skills == ["Visma", "Excel", "Agda"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Tick what is to be taken over."),
        ({"phone": "12"}, "Tick what is to be taken over."),
        ({"take_phone": "on", "phone": "12"}, "too short"),
        ({"take_email": "on", "email": "asa at home"}, "valid email"),
        ({"take_last_name": "on", "last_name": ""}, "required"),
        ({"take_profile_link": "on", "profile_link": "javascript:alert(1)"}, "web address"),
        ({"skills": ["Mind reading"]}, "Mind reading"),
        ({"more_skills": ", ".join(f"s{n}" for n in range(60))}, "At most 60"),
    ],
)
def test_what_cannot_be_taken_over_is_said_at_the_field_and_changes_nothing(
    client: Browser, cast: Cast, cv: Document, typed: dict[str, Any], says: str
) -> None:
    was = Candidate.objects.filter(pk=cast.jonas.pk).values().get()
    posted = as_it_stands(client, cv) | {"take_first_name": ""} | typed
    answer = client.post(page_of(cv), posted)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    texts = [value for value in typed.values() if isinstance(value, str) and value != "on"]
    assert all(f'value="{text}"' in page for text in texts if text), "the typed text stays"
    assert Candidate.objects.filter(pk=cast.jonas.pk).values().get() == was
    assert not Event.objects.filter(kind="facts_accepted").exists()


def test_what_somebody_else_has_written_meanwhile_is_not_overwritten(
    client: Browser, cast: Cast, cv: Document
) -> None:
    typed = as_it_stands(client, cv) | {"take_phone": "on"}
    Candidate.objects.filter(pk=cast.jonas.pk).update(phone="+46 8 465 004 00")
    answer = client.post(page_of(cv), typed)
    assert answer.status_code == 422
    assert "something else since you opened this page: +46 8 465 004 00" in answer.content.decode()
    assert Candidate.objects.get(pk=cast.jonas.pk).phone == "+46 8 465 004 00"
    typed = {"take_phone": "on", "phone": typed["phone"], "seen_phone": "+46 8 465 004 00"}
    assert client.post(page_of(cv), typed).status_code == 302
    assert Candidate.objects.get(pk=cast.jonas.pk).phone == "+46 70 174 06 35"


def test_whose_number_it_is_as_well_is_said(client: Browser, cast: Cast, cv: Document) -> None:
    Candidate.objects.filter(pk=cast.ewa.pk).update(phone="+46 70 174 06 35", country="SE")
    typed = as_it_stands(client, cv) | {"take_phone": "on"}
    answer = client.post(page_of(cv), typed, follow=True)
    assert answer.redirect_chain == [(reverse("candidate_twins", args=[cast.jonas.pk]), 302)]
    assert "Perhaps the same person" in answer.content.decode()
    assert "Ewa Malinowska" in answer.content.decode()
    assert Candidate.objects.get(pk=cast.jonas.pk).phone == "+46 70 174 06 35"


def test_twice_takes_over_once(client: Browser, cv: Document) -> None:
    typed: dict[str, Any] = as_it_stands(client, cv) | {"skills": ["Excel"]}
    for _again in range(2):
        assert client.post(page_of(cv), typed).status_code == 302
    assert Event.objects.filter(kind="facts_accepted").count() == 1


def test_words_of_the_text_are_text(client: Browser, cast: Cast) -> None:
    document = document_of(cast, "<script>alert(1)</script>\nKompetenser\n<b>SQL</b>, <i>x</i>")
    page = client.get(page_of(document)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("state", ["waiting", "no_text", "encrypted"])
def test_a_document_without_text_says_why(client: Browser, cast: Cast, state: str) -> None:
    document = document_of(cast, "", state=state)
    page = client.get(page_of(document)).content.decode()
    assert document.get_state_display() in page
    assert "Take over what is ticked" not in page


def test_the_page_is_reached_from_the_document(client: Browser, cv: Document) -> None:
    assert page_of(cv) in client.get(reverse("document_look", args=[cv.pk])).content.decode()
    assert page_of(cv) in client.get(cv.candidate.get_absolute_url()).content.decode()


def test_who_reads_it_is_in_the_trail(client: Browser, cast: Cast, cv: Document) -> None:
    client.get(page_of(cv))
    read = TrailEntry.objects.get(action="read", source="document_reading")
    assert (read.by_id, read.row) == (cast.nina.pk, cv.pk)


def test_the_page_takes_few_queries(
    client: Browser, cv: Document, django_assert_max_num_queries: Any
) -> None:
    client.get(page_of(cv))
    with django_assert_max_num_queries(7):
        client.get(page_of(cv))
