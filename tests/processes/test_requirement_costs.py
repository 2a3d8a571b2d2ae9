"""What a requirement costs: how many fall away if it stays, and are back if it goes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from candidates.models import Candidate
from processes.models import Assignment, Fit
from processes.requirement_costs import Costs, Without, requirement_costs, sentence
from tests.cast import MONDAY, Cast

pytestmark = pytest.mark.django_db


def mapped(cast: Cast, payroll: Assignment, answers: list[str]) -> Costs:
    """One person for each string: y, p, n or - for each of the must-haves, in order."""
    known = {"y": "yes", "p": "partly", "n": "no", "-": "not_asked"}
    musts = list(payroll.must_haves.all())
    for number, letters in enumerate(answers):
        person = Candidate.objects.create(first_name=f"Person {number}", owner=cast.nina)
        candidacy = payroll.add(person, by=cast.nina, at=MONDAY)
        Fit.objects.bulk_create(
            Fit(candidacy=candidacy, must_have=must, answer=known[letter])
            for must, letter in zip(musts, letters, strict=False)
        )
    return requirement_costs(payroll, musts)


def test_each_requirement_says_who_falls_away_and_who_comes_back(cast):
    costs = mapped(cast, cast.payroll(), ["yyy", "nyy", "nyp", "nny", "y-n", "---", ""])
    assert (costs.mapped, costs.asked, costs.left) == (7, 5, 1)
    assert [(one.asked, one.lost, one.regained) for one in costs.each] == [
        (5, 3, 2),  # Hogia: two have all the rest
        (4, 1, 0),
        (5, 1, 1),
    ]
    assert costs.without == (Without((1, 2), 4), Without((1, 3), 4), Without((2, 3), 2))
    assert costs.dearest == costs.each[0]


def test_partly_and_not_asked_drop_nobody(cast):
    costs = mapped(cast, cast.payroll(), ["ppp", "p--", "-p-"])
    assert costs.left == 3 and costs.dearest is None
    assert all(one.lost == one.regained == 0 for one in costs.each)


def test_nobody_asked_is_nothing_known(cast):
    assert not mapped(cast, cast.payroll(), ["---", ""]).are_known


def test_people_of_other_assignments_do_not_count(cast):
    mapped(cast, cast.data_engineer(), ["ny", "ny"])
    assert mapped(cast, cast.payroll(), ["yyy"]).mapped == 1


def test_it_is_one_question_however_many_people(cast, django_assert_num_queries):
    payroll = cast.payroll()
    mapped(cast, payroll, ["nyy", "yny", "yyn", "nnn"])
    musts = list(payroll.must_haves.all())
    with django_assert_num_queries(1):
        requirement_costs(payroll, musts)


def test_the_sentence_says_what_would_be_otherwise(cast):
    costs = mapped(cast, cast.payroll(), ["yyy", "nyy", "nyy"])
    said = sentence(costs, costs.each[0])
    assert "2 of 3 people whom we asked do not have" in said
    assert "3 people would be left instead of 1" in said


@pytest.fixture
def nina(client: Client, cast: Cast) -> Client:
    client.force_login(cast.nina)
    return client


def test_the_panel_leads_to_an_obstacle_with_the_numbers(nina, cast):
    payroll = cast.payroll()
    mapped(cast, payroll, ["yyy", "nyy", "nyy"])
    page = nina.get(reverse("brief_check", args=[payroll.pk])).content.decode()
    assert "Of 3 people mapped 3 were asked" in page and "finding=must_have_1" in page
    form = nina.get(reverse("obstacle_new", args=[payroll.pk]) + "?finding=must_have_1")
    assert "do not have “Run payroll for 900" in form.content.decode()


@pytest.mark.parametrize("finding", ["must_have_2", "must_have_9", "brief", "'"])
def test_what_nobody_has_found_fills_nothing_in(nina, cast, finding):
    payroll = cast.payroll()
    form = nina.get(reverse("obstacle_new", args=[payroll.pk]), {"finding": finding})
    assert form.status_code == 200 and not form.context["form"].initial.get("evidence")
