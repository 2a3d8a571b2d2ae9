"""What proposes itself on Today is written down, and told by letter in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from mailings.models import Letter
from processes.models import Obstacle
from processes.obstacle_hints import look
from recruitcrm.chores import do_all
from tests.cast import Cast
from tests.processes.test_propose_obstacle import withdraw

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[..., Page]


def test_from_the_proposal_to_the_letter(people: Cast, sign_in: SignIn) -> None:
    payroll = people.payroll()
    withdraw(payroll, *["salary"] * 3)
    look(payroll.pk, timezone.now())
    people.hugo.language = "sv"
    people.hugo.save(update_fields=["language"])
    page = sign_in(people.nina)
    side = page.locator("section", has=page.get_by_role("heading", name="Needs a word today"))
    proposal = side.locator("li", has_text="3 of 3 who said no named: Salary.")
    proposal.get_by_role("link", name="Write it down").click()
    expect(page.get_by_label("In one line")).to_have_value("Pay below the market")
    page.get_by_label("One way").fill("8,000 a day")
    page.get_by_label("What we advise").fill("Go to 8,000")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Name a second way as well, or none.")).to_be_visible()
    expect(page.get_by_label("What we advise")).to_have_value("Go to 8,000")
    page.get_by_label("Another way").fill("A junior")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("the client does not know")).to_be_visible()
    page.get_by_role("link", name="Tell the client").click()
    dialog = page.locator("#dialog")
    dialog.get_by_role("link", name="By letter").click()
    expect(dialog.get_by_label("Letter", exact=True)).to_have_value(re.compile("Sara"))
    dialog.get_by_role("link", name="Hugo Falk").click()
    expect(dialog.get_by_label("Letter", exact=True)).to_have_value(re.compile("Hej Hugo"))
    dialog.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("a letter is on its way")).to_be_visible()
    letter = Letter.objects.get()
    assert (letter.to, letter.language) == (people.hugo.email, "sv")
    do_all(letter.send_at)
    page.reload()
    expect(page.get_by_text("the client knows")).to_be_visible()
    assert Obstacle.objects.get().told_at == letter.send_at
