"""A1: the plan that placements begin with, as an admin changes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from processes.aftercare.built_in import built_in
from processes.models import AftercareTemplate
from tests.cast import Cast
from tests.processes.aftercare.story import agreed

pytestmark = pytest.mark.django_db
NEW = {
    "text_en": "Lunch",
    "text_sv": "Lunch ihop",
    "number": "2",
    "unit": "month",
    "way": "after",
    "anchor": "start",
    "within": "10",
    "side": "candidate",
    "gesture": "on",
    "seen": "",
}
LINE_NEW = ("aftercare_line_new", ["permanent"])


@pytest.fixture
def admin(cast: Cast, client: Client) -> Client:
    client.force_login(cast.ada)
    return client


def own() -> AftercareTemplate:
    return AftercareTemplate.objects.get(kind="permanent")


@pytest.mark.parametrize(
    ("kind", "said"),
    [("permanent", "14 days before the last day of the trial period"), ("interim", "60 days")],
)
def test_the_page_shows_each_line_and_its_day(admin: Client, kind: str, said: str) -> None:
    page = admin.get(reverse("aftercare_template", args=[kind])).content.decode()
    assert said in page
    assert "The standard plan." in page


def test_a_line_that_is_added_is_in_the_plans_made_from_then_on(cast: Cast, admin: Client) -> None:
    before = agreed(cast)
    name, args = LINE_NEW
    assert admin.post(reverse(name, args=args), NEW).status_code == 302
    line = own().plan_lines[-1]
    assert (line.key, line.offset, line.unit, line.side) == ("lunch", 2, "month", "candidate")
    assert line.said_in("sv") == "Lunch ihop" and line.said_in("pl") == "Lunch"
    assert not before.touchpoints.filter(line="lunch").exists()


def test_what_is_taken_out_is_in_no_new_plan_and_the_standard_comes_back(
    cast: Cast, admin: Client
) -> None:
    url = reverse("aftercare_line_removal", args=["permanent", 0])
    assert admin.post(f"{url}?seen=").status_code == 302
    assert [line.key for line in own().plan_lines] == [
        line.key for line in built_in("permanent")[1:]
    ]
    assert not agreed(cast).touchpoints.filter(line="before_first_day").exists()
    reset = reverse("aftercare_template_default", args=["permanent"])
    admin.post(f"{reset}?seen={own().version}")
    assert not AftercareTemplate.objects.exists()


def test_a_line_is_changed_and_keeps_its_key(admin: Client) -> None:
    url = reverse("aftercare_line", args=["permanent", 3])
    form = admin.get(url).content.decode()
    assert "Weeks three to four" in form
    said = {**NEW, "text_en": "Third week", "number": "14", "unit": "day", "asks": "on", "side": ""}
    admin.post(url, said)
    line = own().plan_lines[3]
    assert (line.key, line.offset, line.asks, line.said_in("en")) == (
        "weeks_3_4",
        14,
        True,
        "Third week",
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text_en": "", "text_sv": ""}, "in one language at least"),
        ({"number": "61"}, "At most 60."),
        ({"yearly": "on", "anchor": "trial_end"}, "Only what comes after the first day"),
        ({"yearly": "on", "unit": "day"}, "after how many months"),
        ({"within": "-1"}, "greater than or equal to 0"),
    ],
)
def test_what_makes_no_sense_is_said_at_the_field_and_nothing_changes(
    admin: Client, wrong: dict[str, Any], said: str
) -> None:
    name, args = LINE_NEW
    answer = admin.post(reverse(name, args=args), {**NEW, "within": "17", **wrong})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert f'value="{wrong.get("within", "17")}"' in page  # what was typed stays
    assert not AftercareTemplate.objects.exists()


def test_two_at_once_the_second_looks_again(admin: Client) -> None:
    name, args = LINE_NEW
    admin.post(reverse(name, args=args), NEW)
    answer = admin.post(reverse(name, args=args), {**NEW, "text_en": "Dinner"})
    assert answer.status_code == 422
    assert "Look at the plan again first." in answer.content.decode()
    assert [line.key for line in own().plan_lines].count("dinner") == 0


def test_a_second_line_of_the_same_name_is_another_one(admin: Client) -> None:
    name, args = LINE_NEW
    admin.post(reverse(name, args=args), NEW)
    admin.post(reverse(name, args=args), {**NEW, "seen": own().version})
    assert [line.key for line in own().plan_lines][-2:] == ["lunch", "lunch-2"]


def test_a_kind_or_line_that_is_not_there_is_not_found(admin: Client) -> None:
    assert admin.get(reverse("aftercare_template", args=["search"])).status_code == 404
    assert admin.get(reverse("aftercare_line", args=["interim", 99])).status_code == 404
