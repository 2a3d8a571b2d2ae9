"""A proposed obstacle on Today and on its tab: written down from there, or dismissed."""

from __future__ import annotations

import pytest
from django.db.models import Q
from django.test import Client as Browser
from django.urls import reverse

from processes.attention import in_the_way
from processes.models import Assignment, Obstacle, ObstacleHint
from tests.cast import Cast
from tests.processes.test_propose_obstacle import LATER, TYPED, proposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def nina(client: Browser, cast: Cast) -> Browser:
    client.force_login(cast.nina)
    return client


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    return cast.payroll()


def test_today_and_the_tab_show_it_until_it_is_seen_to(
    cast: Cast, nina: Browser, payroll: Assignment
) -> None:
    hint = proposed(payroll)
    (one,) = in_the_way(Q(owner=cast.nina))
    assert (one.pk, one.title, one.proposed) == (hint.pk, "Pay below the market", True)
    assert one.evidence == "3 of 3 who said no named: Salary."
    assert in_the_way(Q(owner=cast.rasmus)) == []
    for page in (reverse("today"), reverse("assignment_obstacles", args=[payroll.pk])):
        said = nina.get(page).content.decode()
        assert "3 of 3 who said no named: Salary." in said
        assert reverse("hint_dismissal", args=[hint.pk]) in said
    hint.dismiss("No", by=cast.nina, at=LATER)
    assert in_the_way(Q(owner=cast.nina)) == []


def test_the_form_comes_filled_in_and_takes_it_up(nina: Browser, payroll: Assignment) -> None:
    hint = proposed(payroll)
    url = reverse("obstacle_new", args=[payroll.pk])
    form = nina.get(url, {"hint": hint.pk}).context["form"]
    assert form.initial["kind"] == "salary"
    assert form.initial["title"] == "Pay below the market"
    assert form.initial["evidence"] == "3 of 3 who said no named: Salary."
    assert nina.post(url, {**TYPED, "kind": "benefits", "hint": hint.pk}).status_code == 302
    hint.refresh_from_db()
    assert hint.obstacle == Obstacle.objects.get()


def test_the_form_is_filled_in_in_the_language_of_whoever_reads_it(
    cast: Cast, nina: Browser, payroll: Assignment
) -> None:
    hint = proposed(payroll)
    cast.sara.language = "sv"
    cast.sara.save(update_fields=["language"])
    url = reverse("obstacle_new", args=[payroll.pk])
    assert "lön" in nina.get(url, {"hint": hint.pk}).context["form"].initial["evidence"].lower()


def test_whoever_comes_second_is_told_and_nothing_is_lost_or_doubled(
    cast: Cast, nina: Browser, payroll: Assignment
) -> None:
    hint = proposed(payroll)
    hint.dismiss("No", by=cast.rasmus, at=LATER)
    url = reverse("obstacle_new", args=[payroll.pk])
    answer = nina.post(url, {**TYPED, "hint": hint.pk})
    assert answer.status_code == 422
    assert "in the meantime" in answer.content.decode()
    assert "Go to 8,000" in answer.content.decode()
    assert not Obstacle.objects.exists()


def test_dismissing_wants_a_word(nina: Browser, payroll: Assignment) -> None:
    hint = proposed(payroll)
    url = reverse("hint_dismissal", args=[hint.pk])
    assert nina.post(url, {"why": " "}).status_code == 422
    assert ObstacleHint.objects.open().exists()
    assert nina.post(url, {"why": "They wanted double"}).status_code == 302
    assert nina.post(url, {"why": "Again"}).status_code == 422
    hint.refresh_from_db()
    assert hint.why == "They wanted double"


def test_the_timeline_says_what_was_proposed_and_dismissed(
    cast: Cast, nina: Browser, payroll: Assignment
) -> None:
    proposed(payroll).dismiss("They wanted double", by=cast.nina, at=LATER)
    page = nina.get(reverse("assignment_timeline", args=[payroll.pk])).content.decode()
    assert "An obstacle proposes itself: 3 of 3 who said no named: Salary." in page
    assert "Proposed obstacle dismissed: 3 of 3 who said no named: Salary." in page
    assert "They wanted double" in page
