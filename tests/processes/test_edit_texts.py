"""The agency's own texts: seen beside their letter, refused where unknown, reset."""

from __future__ import annotations

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import LetterText
from processes.words.drafting import default_text, draft
from processes.words.kinds import BY_NAME, KINDS, PLACEHOLDERS
from tests.cast import Cast

pytestmark = pytest.mark.django_db
HOLDING = ("holding", "sv")


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.ada)
    return cast


def url(name: str = "text", kind: str = "holding", language: str = "sv") -> str:
    return reverse(name, args=[kind, language])


def save(client: Browser, subject: str = "Nytt", body: str = "Hej {first_name}!", seen: str = ""):
    return client.post(url(), {"subject": subject, "body": body, "seen": seen})


def version() -> str:
    return LetterText.objects.get().version


def test_the_list_names_every_kind_and_marks_the_agencys_own(client: Browser, cast: Cast) -> None:
    save(client)
    page = client.get(reverse("texts")).content.decode()
    for kind in KINDS:
        assert kind.label in page
    assert page.count(">own<") == 1


def test_the_list_asks_the_database_once_however_many_texts(
    client: Browser, cast: Cast, django_assert_max_num_queries
) -> None:
    save(client)
    with django_assert_max_num_queries(8):
        client.get(reverse("texts"))


def test_saved_words_are_in_force_for_that_language_only(client: Browser, cast: Cast) -> None:
    answer = save(client)
    assert answer.status_code == 302
    facts = {"first_name": "Jonas", "assignment": "Lönechef"}
    assert draft("holding", "sv", facts) == ("Nytt", "Hej Jonas!")
    assert draft("holding", "en", facts).subject == "Lönechef: nothing new yet"
    assert LetterText.objects.get().changed_by == cast.ada


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("Hej {first_nam}", "{first_nam}"),
        ("Hej {evidence}", "{evidence}"),
        ("Hej {{ user.password }}", "{{ user.password }}"),
        ("Hej {% load x %}", "{% load x %}"),
        ("Hej {First_Name}", "{First_Name}"),
        ("Hej {first_name", "{first_name"),
        ("Hej first_name}", "}"),
    ],
)
def test_an_unknown_placeholder_is_refused_at_the_field_and_named(
    client: Browser, cast: Cast, body: str, named: str
) -> None:
    answer = save(client, body=body)
    assert answer.status_code == 422
    (error,) = answer.context["form"].errors["body"]
    assert named in error
    assert not LetterText.objects.exists()
    assert answer.context["form"]["body"].value() == body


def test_a_subject_is_asked_the_same(client: Browser, cast: Cast) -> None:
    answer = save(client, subject="{nobody}")
    assert "{nobody} is no placeholder" in answer.context["form"].errors["subject"][0]
    assert not LetterText.objects.exists()


@pytest.mark.parametrize("field", ["subject", "body"])
def test_nothing_is_not_a_text(client: Browser, cast: Cast, field: str) -> None:
    answer = save(client, **{field: "  "})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not LetterText.objects.exists()


def test_two_at_once_the_second_is_told_and_may_then_replace_it(
    client: Browser, cast: Cast
) -> None:
    save(client, body="The first.")
    answer = save(client, body="The second.")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody else has changed this text in the meantime" in page
    assert "The second." in page
    assert LetterText.objects.get().body == "The first."
    (seen,) = re.findall(r'name="seen" value="([^"]+)"[^>]*id="id_seen"', page)
    assert seen == version()
    save(client, body="The second.", seen=seen)
    assert LetterText.objects.get().body == "The second."


def test_reset_the_standard_text_is_in_force_again(client: Browser, cast: Cast) -> None:
    save(client)
    client.post(client.get(url()).context["default_url"])
    assert not LetterText.objects.exists()
    assert client.get(url()).context["form"]["body"].value() == default_text(*HOLDING).body


def test_reset_keeps_what_somebody_wrote_meanwhile(client: Browser, cast: Cast) -> None:
    save(client)
    page = client.post(f"{url('text_default')}?seen=1", follow=True).content.decode()
    assert "Somebody else has changed this text" in page
    assert LetterText.objects.exists()


def test_a_reset_that_comes_twice_changes_nothing(client: Browser, cast: Cast) -> None:
    save(client)
    address = client.get(url()).context["default_url"]
    for _time in range(2):
        assert client.post(address).status_code == 302
    assert not LetterText.objects.exists()


def test_the_preview_shows_the_letter_with_made_up_facts(client: Browser, cast: Cast) -> None:
    page = client.get(url("text_preview")).content.decode()
    assert "Lönechef: inget nytt än</b>" in page
    assert "Hej Jonas," in page
    assert "Nordvik Energi" in page
    assert "{" not in page.split("<body", 1)[1]


def test_the_preview_shows_what_is_being_typed_and_writes_nothing(
    client: Browser, cast: Cast
) -> None:
    typed = {"subject": "Nytt", "body": "Hej {first_name}, <b>{nobody}</b>"}
    page = client.post(url("text_preview"), typed).content.decode()
    assert "Hej Jonas, &lt;b&gt;{nobody}&lt;/b&gt;" in page
    assert not LetterText.objects.exists()


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_placeholder_has_a_sample_and_a_meaning(cast: Cast, kind: str) -> None:
    from processes.words.samples import sample
    from tests.cast import NOW

    facts = sample(BY_NAME[kind], "pl", by=cast.ada, at=NOW)
    assert set(facts) == set(BY_NAME[kind].placeholders)
    assert all(facts.values())
    assert set(facts) <= set(PLACEHOLDERS)


@pytest.mark.parametrize("name", ["text", "text_preview", "text_default"])
@pytest.mark.parametrize(("kind", "language"), [("holding", "de"), ("spam", "en")])
def test_what_there_is_not_is_not_found(
    client: Browser, cast: Cast, name: str, kind: str, language: str
) -> None:
    assert client.post(url(name, kind, language)).status_code == 404


def test_a_recruiter_finds_no_such_page(client: Browser, cast: Cast) -> None:
    client.force_login(cast.nina)
    assert client.get(reverse("texts")).status_code == 403
    assert save(client).status_code == 403
