"""The vacancy's page on the assignment: written, looked at, published, withdrawn."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import Assignment, Vacancy
from tests.cast import Cast
from tests.processes.forms import shown
from tests.processes.vacancies.story import Story, apply


@pytest.fixture
def assignment(cast: Cast, client: Browser) -> Assignment:
    client.force_login(cast.nina)
    assignment: Assignment = cast.payroll(
        brief="The union is angry with Sara", place="Gävle", offers={"development": "A year abroad"}
    )
    return assignment


def address(name: str, assignment: Assignment) -> str:
    return reverse(name, args=[assignment.pk])


def test_it_begins_with_what_the_brief_knows_and_is_no_secret(
    client: Browser, assignment: Assignment
) -> None:
    fields = shown(client, address("assignment_vacancy", assignment))
    assert fields["title"] == "Interim payroll manager"
    assert "Coach two juniors" in fields["wanted"]
    assert fields["offered"] == "- A year abroad"
    assert (fields["place"], fields["country"], fields["contract"]) == ("Gävle", "SE", "contractor")
    assert not fields.get("about")
    assert not Vacancy.objects.exists()


def test_it_is_saved_looked_at_and_published(client: Browser, assignment: Assignment) -> None:
    page = address("assignment_vacancy", assignment)
    fields: dict[str, Any] = shown(client, page) | {
        "about": "You run payroll",
        "valid_until": "2099-01-31",
        "language": "en",
    }
    fields.pop("names_client", None)
    assert client.post(page, fields).status_code == 302
    vacancy = Vacancy.objects.get()
    assert not vacancy.is_published
    preview = client.get(address("vacancy_preview", assignment)).content.decode()
    assert "You run payroll" in preview
    assert "application/ld+json" not in preview
    assert client.get(vacancy.get_absolute_url()).status_code == 404
    assert client.post(address("vacancy_publication", assignment)).status_code == 302
    assert client.get(vacancy.get_absolute_url()).status_code == 200
    assert vacancy.public_url in client.get(page).content.decode()
    assert client.post(address("vacancy_withdrawal", assignment)).status_code == 302
    assert client.get(vacancy.get_absolute_url()).status_code == 410


def test_what_is_missing_keeps_it_inside(client: Browser, assignment: Assignment) -> None:
    page = address("assignment_vacancy", assignment)
    assert client.post(address("vacancy_publication", assignment)).status_code == 404
    client.post(page, shown(client, page))
    answer = client.post(address("vacancy_publication", assignment))
    assert answer.status_code == 422
    assert "Nothing says yet what the role is about" in answer.content.decode()
    assert not Vacancy.objects.get().is_published


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"title": ""}, "This field is required"),
        ({"remote_days": "6"}, "less than or equal to 5"),
        ({"valid_until": "yesterday"}, "Enter a valid date"),
        ({"question": "x" * 201}, "at most 200"),
        ({"about": ""}, "was published needs this"),
        ({"valid_until": ""}, "was published needs this"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_changes_nothing(
    client: Browser, story: Story, wrong: dict[str, str], why: str
) -> None:
    client.force_login(story.cast.rasmus)
    page = address("assignment_vacancy", story.assignment)
    fields = shown(client, page) | {"place": "Kraków"} | wrong
    fields.pop("names_client", None)
    answer = client.post(page, fields)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert why in said
    assert 'value="Kraków"' in said
    story.vacancy.refresh_from_db()
    assert (story.vacancy.title, story.vacancy.place) == ("Data engineer", "Warszawa")


def test_names_are_written_as_text(client: Browser, assignment: Assignment) -> None:
    type(assignment.client).objects.update(name="<b>Nordvik</b>")
    said = client.get(address("assignment_vacancy", assignment)).content.decode()
    assert "nobody reads the name &lt;b&gt;Nordvik" in said
    assert "<b>Nordvik" not in said


def test_a_title_is_one_line_however_it_was_sent(client: Browser, story: Story) -> None:
    client.force_login(story.cast.rasmus)
    page = address("assignment_vacancy", story.assignment)
    fields = shown(client, page) | {"title": "Data\r\nBcc: all@example.org", "question": "Why\nus?"}
    fields.pop("names_client", None)
    assert client.post(page, fields).status_code == 302
    story.vacancy.refresh_from_db()
    assert story.vacancy.title == "Data Bcc: all@example.org"
    assert story.vacancy.question == "Why us?"


def test_without_a_range_of_pay_it_says_so(client: Browser, assignment: Assignment) -> None:
    page = address("assignment_vacancy", assignment)
    client.post(page, shown(client, page))
    assert "no range of pay" in client.get(page).content.decode()


def test_whoever_applied_stands_beside_it(client: Browser, story: Story, cast: Cast) -> None:
    apply(story.vacancy)
    apply(story.vacancy, email=cast.ewa.email, first_name="Eve")
    client.force_login(cast.nina)
    said = client.get(address("assignment_vacancy", story.assignment)).content.decode()
    assert "Maja Nilsson" in said
    assert "1 application to look at" in said


def test_closing_says_that_an_application_waits(client: Browser, story: Story, cast: Cast) -> None:
    client.force_login(cast.rasmus)
    closing = address("assignment_closing", story.assignment)
    assert "nobody has looked at" not in client.get(closing).content.decode()
    apply(story.vacancy, email=cast.ewa.email)
    assert "1 application nobody has looked at" in client.get(closing).content.decode()
