"""Somebody is entered a second time, kept as somebody else, made one after all, and undone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from candidates.models import Candidate, Merge
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_entered_twice_made_one_and_undone(people: Cast, sign_in: Callable[..., Page]) -> None:
    Candidate.objects.filter(pk=people.jonas.pk).update(phone="070-123 45 67", skills=["Hogia"])
    payroll = people.payroll()
    payroll.add(people.jonas, by=people.nina, at=NOW)
    page = sign_in(people.nina, opens=reverse("candidate_new"))
    page.get_by_label("First name").fill("Jonas")
    page.get_by_label("Last name").fill("Kranz")
    page.get_by_label("Phone").fill("+46 70 123 45 67")
    page.get_by_label("Skills").fill("SAP")
    page.get_by_role("button", name="Add the candidate").click()
    card = page.get_by_role("alert").filter(has_text="Perhaps here already")
    expect(card).to_contain_text("Jonas Krantz")
    expect(card).to_contain_text("same phone")
    card.get_by_label("This is somebody else: save").check()
    page.get_by_role("button", name="Add the candidate").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jonas Kranz")
    second = Candidate.objects.get(last_name="Kranz")

    page.get_by_role("link", name="Here twice? Make one of two records").click()
    page.get_by_role("searchbox", name="Name").last.fill("krantz")
    page.get_by_role("main").get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Compare").click()
    page.get_by_role("link", name="Keep the other one instead").click()
    expect(page.get_by_role("group", name="Name")).to_contain_text("Jonas Kranz")
    page.get_by_role("group", name="Name").get_by_label("Jonas Kranz", exact=True).check()
    expect(page.get_by_role("group", name="Skills").get_by_label("Both")).to_be_checked()
    page.get_by_role("button", name="Make them one").click()
    expect(page.get_by_text("are one record now")).to_be_visible()
    page.goto(second.get_absolute_url())
    expect(page).to_have_url(re.compile(f"{people.jonas.get_absolute_url()}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Jonas Kranz")
    expect(page.get_by_role("link", name="SAP", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Hogia", exact=True)).to_be_visible()

    page.goto(reverse("merge", args=[Merge.objects.get().pk]))
    page.get_by_role("button", name="Make them two records again").click()
    expect(page.get_by_text("they are two records again")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Jonas Krantz", exact=True).click()
    expect(page.get_by_role("link", name="SAP", exact=True)).to_have_count(0)
    page.goto(second.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text("Jonas Kranz")
