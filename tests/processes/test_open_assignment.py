from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import Assignment, Event, FollowUp
from tests.cast import Cast

pytestmark = pytest.mark.django_db

NEW = "/assignments/new/"


def brief(cast: Cast, **typed: Any) -> dict[str, Any]:
    return {
        "client": cast.nordvik.pk,
        "title": "Interim payroll manager",
        "kind": "interim",
        "owner": cast.nina.pk,
        "ordered_by": cast.hugo.pk,
        "decider": cast.sara.pk,
        "must_haves": "Hogia from day one\nThe union agreement\nTwo juniors",
        "target_weeks": 5,
        "positions": 1,
        **typed,
    }


def test_an_order_owes_the_first_calls_the_schedule_and_a_weekly_call() -> None:
    cast = Cast()
    payroll = cast.payroll()
    owed = {(follow_up.kind, follow_up.contact) for follow_up in payroll.follow_ups.all()}
    assert owed == {
        ("first_call_orderer", cast.hugo),
        ("first_call_decider", cast.sara),
        ("schedule", None),
        ("weekly_call", None),
        ("dates_agreed", None),
        ("client_silence", None),
    }
    assert payroll.must_haves.count() == 3
    assert Event.objects.filter(kind="assignment_opened").count() == 1


def test_whoever_orders_and_decides_gets_one_first_call() -> None:
    cast = Cast()
    cast.data_engineer()
    assert FollowUp.objects.filter(kind__startswith="first_call").count() == 1


def test_a_typed_brief_becomes_an_assignment_with_people_must_haves_and_schedule(
    client: Browser,
) -> None:
    cast = Cast()
    client.force_login(cast.nina)
    answer = client.post(NEW, brief(cast, contacts=[cast.hugo.pk], presentation_on="2026-12-01"))
    assignment = Assignment.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == assignment.get_absolute_url()
    assert set(assignment.contacts.all()) == {cast.hugo, cast.sara}
    assert [str(must) for must in assignment.must_haves.all()] == [
        "Hogia from day one",
        "The union agreement",
        "Two juniors",
    ]
    assert str(assignment.activities.get(milestone="presentation").due_on) == "2026-12-01"


def test_a_fourth_must_have_is_refused_kindly_and_the_typed_text_kept(client: Browser) -> None:
    cast = Cast()
    client.force_login(cast.nina)
    answer = client.post(NEW, brief(cast, must_haves="One\nTwo\nThree\nFour"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Only three can decide" in page
    assert "One\nTwo\nThree\nFour" in page
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "This field is required"),
        ({"must_haves": "x" * 161}, "is too long"),
        ({"target_weeks": 0}, "Between 1 and 52 weeks"),
        ({"target_weeks": 53}, "Between 1 and 52 weeks"),
        ({"kind": "guess"}, "not one of the available choices"),
        ({"client": "999999"}, "not one of the available choices"),
        ({"client": "x" * 40}, "not one of the available choices"),
        (
            {"presentation_on": "2026-12-09", "meetings_on": "2026-12-01"},
            "meets people after the presentation",
        ),
        (
            {"meetings_on": "2026-12-09", "decision_on": "2026-12-01"},
            "The decision comes after",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    client: Browser, typed: dict[str, Any], said: str
) -> None:
    cast = Cast()
    client.force_login(cast.nina)
    answer = client.post(NEW, brief(cast, **typed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Assignment.objects.exists()


def test_somebody_of_another_client_cannot_decide(client: Browser) -> None:
    cast = Cast()
    client.force_login(cast.nina)
    assert client.post(NEW, brief(cast, decider=cast.peter.pk)).status_code == 422
    assert not Assignment.objects.exists()


def test_an_address_with_a_client_offers_that_clients_people(client: Browser) -> None:
    cast = Cast()
    client.force_login(cast.nina)
    page = client.get(NEW, {"client": cast.lumen.pk}).content.decode()
    assert "Peter Nowak" in page
    assert "Sara Berg" not in page


def test_another_client_brings_other_people_by_htmx_as_a_fragment(client: Browser) -> None:
    cast = Cast()
    client.force_login(cast.nina)
    part = client.get(
        NEW,
        {"client": cast.lumen.pk},
        headers={"HX-Request": "true", "HX-Target": "people"},
    ).content.decode()
    assert "Peter Nowak" in part
    assert "<html" not in part


def test_without_scripts_a_button_shows_the_people_and_keeps_what_was_typed(
    client: Browser,
) -> None:
    cast = Cast()
    client.force_login(cast.nina)
    typed = {
        "client": cast.lumen.pk,
        "title": "Controller",
        "choose_client": "1",
        "offers_purpose": "Food for a town",
        "pay_from": "9000",
        "other_agencies": "3",
    }
    answer = client.post(NEW, typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Peter Nowak" in page
    for kept in ("Controller", "Food for a town", "9000", "3"):
        assert f'value="{kept}"' in page
    assert not Assignment.objects.exists()


def test_clients_are_found_by_part_of_their_name(client: Browser) -> None:
    cast = Cast()
    client.force_login(cast.nina)
    found = client.get(reverse("assignment_clients"), {"q": "lum"}).json()["results"]
    assert [row["text"] for row in found] == ["Lumen Retail"]
