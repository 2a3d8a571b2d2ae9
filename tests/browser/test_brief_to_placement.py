"""One role in one walk: from the brief to the alert after the first three questions (issue 6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect

from mailings.models import Letter
from processes.models import Assignment, Candidacy, Meeting, Placement
from tests.browser.conftest import PHONE
from tests.browser.pictures import picture
from tests.cast import Cast
from tests.processes.aftercare.story import tick
from tests.processes.care.test_care_link import address_in

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[..., Page]
FOUR = "Hogia from day one\nThe union agreement\nTwo juniors\nLikes it in Gävle"


def test_from_the_brief_to_the_alert_after_the_start(
    people: Cast, sign_in: SignIn, open_browser: Callable[..., BrowserContext]
) -> None:
    page = sign_in(people.nina, opens="/assignments/new/")
    role = brief(page)
    person = consented(page, role)
    met(page, person)
    debriefed(page, person)
    offered(page, person)
    placed(page, person)
    aftercare(page, person, open_browser(PHONE).new_page())
    page.goto("/")
    alert = page.locator("#today [data-row]", has_text="Jonas Krantz").filter(has_text="2 of 5")
    picture(page, "today")
    expect(alert).to_have_count(1)


def brief(page: Page) -> Assignment:
    picture(page, "brief-empty")
    page.locator("#id_client-ts-control, .ts-control input").first.click()
    page.keyboard.type("nordv", delay=20)
    expect(page.locator(".chooser-option.active")).to_contain_text("Nordvik Energi")
    page.keyboard.press("Enter")
    page.get_by_label("Ordered by").select_option(label="Hugo Falk")
    page.get_by_label("Who decides").select_option(label="Sara Berg")
    page.get_by_label("Title").fill("Payroll manager")
    page.get_by_label("Three things that decide it").fill(FOUR)
    page.get_by_label("Flexibility").fill("Two days at home")
    page.get_by_role("button", name="Open the assignment").click()
    expect(page.get_by_text("That is 4. Only three can decide")).to_be_visible()
    picture(page, "brief-refused")
    expect(page.get_by_label("Three things that decide it")).to_have_value(FOUR)
    expect(page.get_by_label("Title")).to_have_value("Payroll manager")
    expect(page.get_by_label("Flexibility")).to_have_value("Two days at home")
    expect(page.get_by_label("Who decides").locator(":checked")).to_have_text("Sara Berg")
    page.get_by_label("Three things that decide it").fill(FOUR.rpartition("\n")[0])
    page.get_by_role("button", name="Open the assignment").click()
    expect(page.get_by_role("heading", name="Payroll manager", level=1)).to_be_visible()
    expect(page.get_by_text("Sara Berg decides")).to_be_visible()
    role = Assignment.objects.get(title="Payroll manager")
    assert page.url.endswith(role.get_absolute_url())
    assert (f"{role.client}", f"{role.ordered_by}") == ("Nordvik Energi", "Hugo Falk")
    assert f"{role.decider}" == "Sara Berg"
    return role


def consented(page: Page, role: Assignment) -> Candidacy:
    """Jonas: put on the board, asked what he wants, and presented only once he agrees."""
    page.keyboard.press("n")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("jonas", delay=20)
    expect(dialog.get_by_label("Jonas Krantz")).to_be_checked()
    dialog.get_by_role("button", name="Put on the board").click()
    card = page.locator("[data-card]", has_text="Jonas Krantz")
    expect(card).to_be_visible()
    picture(page, "board")

    person = role.candidacies.get()
    page.goto(f"/candidacies/{person.pk}/")
    picture(page, "candidacy")
    page.locator("section", has=page.get_by_role("heading", name="Consent and wish")).get_by_role(
        "link", name="Note"
    ).click()
    dialog.get_by_label("Above the role").check()
    dialog.get_by_label("Hands-on").check()
    dialog.get_by_label("Yes", exact=True).check()
    picture(page, "wish")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Wants the job, asked on")).to_be_visible()

    page.goto(role.get_absolute_url())
    card.locator("summary").click()
    card.get_by_role("button", name="Presented").click()
    expect(dialog.get_by_role("heading", name="Does Jonas Krantz agree")).to_be_visible()
    dialog.get_by_label("In their words").fill("Yes, and tell Sara I like payroll.")
    picture(page, "consent")
    dialog.get_by_role("button", name="Log it and move the card").click()
    expect(page.locator("[data-board-column=presented]")).to_contain_text("Jonas Krantz")
    picture(page, "board-presented")
    return person


def met(page: Page, person: Candidacy) -> None:
    """Everybody is invited, the guide is published, and the meeting takes place."""
    page.goto(f"/candidacies/{person.pk}/")
    page.get_by_role("link", name="Book", exact=True).click()
    dialog = page.get_by_role("dialog")
    soon = timezone.localtime(timezone.now() + timedelta(days=1)).replace(hour=10)
    dialog.get_by_label("Starts", exact=True).fill(f"{soon:%Y-%m-%dT%H:%M}")
    dialog.locator("[name=place]").fill("Nordvik, Norra Strandgatan 2")
    dialog.get_by_label("What for").fill("A look at the payroll system together")
    picture(page, "meeting-form")
    dialog.get_by_role("button", name="Book").click()
    expect(page.get_by_text("Who has it in their calendar")).to_be_visible()
    picture(page, "meeting")
    invited = Letter.objects.filter(kind="meeting_invitation").values_list("to", flat=True)
    assert set(invited) == {"jonas.krantz@people.example", "sara.berg@nordvik.example"}

    page.locator("section", has_text="Guide").get_by_role("link", name="Write").first.click()
    dialog.get_by_label("Flexibility").check()
    dialog.get_by_label("What to show and tell").fill("The new payroll engine")
    picture(page, "guide")
    dialog.get_by_role("button", name="Publish to the client").click()
    expect(page.get_by_role("button", name="Send it to those who meet them")).to_be_visible()
    picture(page, "meeting-guide")

    Meeting.objects.update(starts_at=timezone.now() - timedelta(hours=2))  # it is tomorrow
    page.goto(f"/candidacies/{person.pk}/")
    page.get_by_role("button", name="It took place").click()
    expect(page.get_by_text("took place")).to_be_visible()
    picture(page, "held")


def debriefed(page: Page, person: Candidacy) -> None:
    dialog = page.get_by_role("dialog")
    page.get_by_role("link", name="Debrief the candidate").click()
    rate(dialog, "Interest before the meeting", "4")
    rate(dialog, "Interest now", "5")
    dialog.get_by_label("What warmed it").fill("The new engine")
    dialog.get_by_label("They answer it on").fill(f"{timezone.localdate() + timedelta(days=9)}")
    dialog.get_by_role("button", name="Save the debrief").click()
    expect(dialog.get_by_text("Which process is it?")).to_be_visible()
    expect(dialog.get_by_label("What warmed it")).to_have_value("The new engine")
    picture(page, "debrief-refused")
    dialog.get_by_label("What else is going on").fill("An offer of Skanska")
    dialog.get_by_role("button", name="Save the debrief").click()
    expect(page.get_by_text("candidate asked")).to_be_visible()
    page.get_by_role("link", name="Debrief the client").click()
    rate(dialog, "Interest now", "5")
    dialog.get_by_role("button", name="Save the debrief").click()
    expect(page.get_by_text("client asked")).to_be_visible()
    picture(page, "debriefed")


def offered(page: Page, person: Candidacy) -> None:
    move_to(page, "Client meeting")
    dialog = page.get_by_role("dialog")
    page.get_by_role("link", name="Make one").click()
    dialog.get_by_role("button", name="The offer is made").click()
    expect(dialog.get_by_text("What is offered?")).to_be_visible()
    dialog.locator("[name=amount]").fill("78000")
    picture(page, "offer")
    dialog.get_by_role("button", name="The offer is made").click()
    page.get_by_role("link", name="Their answer").click()
    dialog.get_by_label("Accepts").check()
    picture(page, "offer-answer")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Tell the client today.")).to_be_visible()
    picture(page, "offer-answered")


def placed(page: Page, person: Candidacy) -> None:
    """Signed three weeks ago and only written down now, so that the first questions are due."""
    page.get_by_role("button", name="It is signed").click()
    today = timezone.localdate()
    starts, signed = today - timedelta(days=21), today - timedelta(days=30)
    picture(page, "terms")
    page.get_by_role("radio", name="Consultant").check()
    page.get_by_label("Day rate to the consultant").fill("900")
    page.get_by_label("Day rate to the client").fill("700")
    page.locator("[name=signed_on]").fill(f"{today}")
    page.locator("[name=starts_on]").fill(f"{starts}")
    page.locator("[name=ends_on]").fill(f"{today + timedelta(days=200)}")
    page.get_by_role("button", name="It is signed").click()
    expect(page.get_by_text("The client would pay less than the consultant gets.")).to_be_visible()
    expect(page.get_by_text("Nobody starts before signing")).to_be_visible()
    expect(page.get_by_label("Day rate to the client")).to_have_value("700")
    picture(page, "terms-refused")
    page.locator("[name=signed_on]").fill(f"{signed}")
    page.get_by_role("radio", name="Permanent").check()
    trial = f"{starts + timedelta(days=300)}"
    page.get_by_label("Trial period ends").fill(trial)
    page.get_by_role("button", name="It is signed").click()
    expect(page.get_by_text("is more than usual there")).to_be_visible()
    expect(page.get_by_label("Trial period ends")).to_have_value(trial)
    picture(page, "terms-asked")
    page.get_by_label("The longer trial period is agreed").check()
    page.get_by_role("button", name="It is signed").click()
    expect(page.locator("#toasts")).to_contain_text("Jonas Krantz got the role.")
    picture(page, "board-placed")
    assert f"{Placement.objects.get().trial_ends_on}" == trial


def aftercare(page: Page, person: Candidacy, phone: Page) -> None:
    """The plan stands; Jonas answers by the link of his letter, on his phone and not signed in."""
    tick(timezone.now())
    page.goto(f"/candidacies/{person.pk}/")
    picture(page, "placed")
    page.get_by_role("link", name="The plan").click()
    picture(page, "plan")
    row = page.get_by_role("listitem").filter(has_text="Weeks three to four")
    row.get_by_role("link", name="Note the answer").first.click()
    dialog = page.get_by_role("dialog")
    picture(page, "care-answer")
    dialog.get_by_role("link", name="Send a letter instead").click()
    dialog.get_by_role("button", name="Send the letter").click()
    expect(page.get_by_text("on their way to Jonas Krantz")).to_be_visible()
    picture(page, "care")

    phone.goto(address_in(Letter.objects.get(kind="care_asked")))
    picture(phone, "link")
    phone.get_by_label("2 · not well").check()
    phone.get_by_label("What would make it better?").fill("Somebody who shows me around")
    phone.get_by_role("button", name="Send the answers").click()
    expect(phone.get_by_text("Thank you, we have your answer")).to_be_visible()
    picture(phone, "link-thanks")
    page.reload()
    picture(page, "care-answered")


def rate(dialog: Locator, question: str, answer: str) -> None:
    dialog.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def move_to(page: Page, stage: str) -> None:
    page.locator("summary", has_text="Move to").click()
    page.get_by_role("button", name=stage, exact=True).click()
