"""Five people are declined and one letter is cancelled; an assignment is closed for everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from candidates.models import Candidate
from mailings.models import Letter
from processes.models import Assignment, Closing, Decline, Event
from recruitcrm import chores
from tests.browser.conftest import PHONE
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ["Bo Ek", "Cia Falk", "Dag Holm", "Eva Lund", "Finn Ros"]


@pytest.fixture
def payroll(people: Cast) -> Assignment:
    """Ordered three days ago; five people have applied since, Ewa of them in Polish."""
    ordered = timezone.now() - timedelta(days=3)
    payroll = people.payroll(at=ordered)
    for number, name in enumerate(NAMES):
        first, last = name.split()
        person = Candidate.objects.create(
            first_name=first,
            last_name=last,
            email=f"{first}@people.example".lower(),
            language="sv" if number == 4 else "en",
            owner=people.nina,
        )
        payroll.add(person, by=None, at=ordered, applied=True)
    return payroll


def cooled() -> None:
    """What the workers do once the cooling time is over, and what that makes due."""
    for minutes in (16, 18):
        chores.do_all(timezone.now() + timedelta(minutes=minutes))


def test_five_are_declined_and_one_of_them_is_cancelled(people, payroll, sign_in):
    page = sign_in(people.nina, opens=f"/assignments/{payroll.pk}/")
    page.get_by_role("link", name="Decline kindly").first.click()
    page.get_by_label("Note for us").fill("No union experience.")
    page.get_by_role("link", name="Choose all").click()
    for name in NAMES:
        expect(page.get_by_role("checkbox", name=name)).to_be_checked()
    expect(page.get_by_label("Note for us")).to_have_value("No union experience.")
    page.get_by_label("Why, for us").select_option("must_have")
    swedish = page.get_by_label("Text, Swedish", exact=False)
    swedish.fill("Hej {first_name}, tack för din ansökan.")
    page.get_by_role("button", name="Send the letters").click()

    on_their_way = page.get_by_role("region", name="On their way")
    expect(on_their_way.locator("[data-row]")).to_have_count(5)
    finn = on_their_way.locator("[data-row]", has_text="Finn Ros")
    finn.get_by_text("Read the letter").click()
    expect(finn).to_contain_text("Hej Finn, tack för din ansökan.")
    page.get_by_role("button", name="Cancel the letter to Cia Falk").click()
    expect(page.locator("#toasts")).to_contain_text("Cia Falk gets no letter")
    expect(on_their_way.locator("[data-row]")).to_have_count(4)
    expect(page.get_by_role("checkbox", name="Cia Falk")).to_be_visible()

    cooled()
    told = Event.objects.filter(kind="letter_sent", facts__letter="decline")
    assert {str(event.candidate) for event in told} == set(NAMES) - {"Cia Falk"}
    page.goto(f"/assignments/{payroll.pk}/")
    expect(page.locator("[data-card]")).to_have_count(1)
    expect(page.locator("[data-card]")).to_contain_text("Cia Falk")


def test_one_is_declined_from_their_card_and_thought_better_of(people, payroll, sign_in):
    page = sign_in(people.nina, opens=f"/assignments/{payroll.pk}/")
    card = page.locator("[data-card]", has_text="Bo Ek")
    card.locator("summary").click()
    card.get_by_role("link", name="Decline kindly").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Decline Bo Ek kindly")).to_be_visible()
    assert "Hello Bo," in dialog.get_by_label("Letter").input_value()
    dialog.get_by_label("Why, for us").select_option("experience")
    dialog.get_by_role("button", name="Send the letter").click()
    expect(card).to_contain_text("kind no goes at")

    card.get_by_role("link", name="Bo Ek").click()
    page.get_by_role("button", name="Cancel the letter").click()
    expect(page.locator("#toasts")).to_contain_text("stays in the process")
    cooled()
    assert Decline.objects.get().sent_at is None
    assert payroll.candidacies.in_play().count() == 5


@pytest.mark.parametrize("size", [{"width": 1440, "height": 1000}, PHONE], ids=["desk", "phone"])
def test_an_assignment_is_closed_and_everybody_hears_it(people, payroll, sign_in, size):
    people.presented(people.jonas, payroll, at=timezone.now() - timedelta(days=2))
    page = sign_in(people.nina, size, opens=f"/assignments/{payroll.pk}/brief/")
    page.get_by_role("link", name="Close the assignment").click()
    expect(page.get_by_text("Jonas Krantz")).to_be_visible()
    page.get_by_label("Cancelled by the client").check()
    page.get_by_label("What the client hears").fill("The project waits until spring.")
    page.get_by_role("button", name="Answer everyone and close").click()

    expect(page.get_by_role("heading", name="On its way to be closed")).to_be_visible()
    expect(page.get_by_role("heading", name="Letters on their way")).to_contain_text("5")
    assert Assignment.objects.get(pk=payroll.pk).is_open
    page.get_by_role("link", name="Call", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Do you have five minutes?")).to_be_visible()
    dialog.get_by_role("button", name="No answer").click()
    expect(page.locator("#toasts")).to_contain_text("still waits for your call")
    page.get_by_role("link", name="Call", exact=True).click()
    dialog.get_by_label("Why").select_option("closed")
    dialog.get_by_label("What was said").fill("He had heard rumours.")
    dialog.get_by_role("button", name="They know now").click()
    expect(page.get_by_text("Still waiting for a word")).to_have_count(0)

    cooled()
    assert Closing.objects.get().completed_at is not None
    assert not payroll.unanswered().exists()
    page.goto(f"/assignments/{payroll.pk}/")
    expect(page.get_by_role("heading", name="Closed: Cancelled by the client")).to_be_visible()
    words = Letter.objects.filter(kind="closing", sent_at__isnull=False)
    assert {letter.to_name for letter in words} == {"Sara Berg", "Hugo Falk"}
    assert all("The project waits until spring." in letter.text for letter in words)


def test_a_closing_is_called_off(people, payroll, sign_in):
    page = sign_in(people.nina, opens=f"/assignments/{payroll.pk}/closing/")
    page.get_by_label("Lost").check()
    page.get_by_label("What the client hears").fill("Another agency was quicker.")
    page.get_by_role("button", name="Answer everyone and close").click()
    page.get_by_text("Call it off").first.click()
    page.get_by_role("button", name="Call it off").click()
    expect(page.locator("#toasts")).to_contain_text("the assignment stays open")
    cooled()
    assert Assignment.objects.get(pk=payroll.pk).is_open
    assert payroll.candidacies.in_play().count() == 5
    assert not Letter.objects.filter(kind__in=["decline", "closing"], sent_at__isnull=False)
