"""An admin changes a text beside its preview; a recruiter edits what is prepared and sends it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from mailings.models import Letter
from processes.models import FollowUp, LetterText
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_admin_sees_the_letter_while_typing_and_puts_in_a_placeholder(people, sign_in):
    page = sign_in(people.ada, opens=reverse("texts"))
    page.get_by_role("link", name="Holding message, Swedish").click()
    letter = page.frame_locator("iframe[name=preview]")
    expect(letter.locator("body")).to_contain_text("Hej Jonas,")
    text = page.get_by_label("Text")
    text.fill("Hej igen ")
    expect(letter.locator("body")).to_contain_text("Hej igen")
    page.get_by_role("button", name="{full_name}").click()
    page.keyboard.type(" & co")
    expect(text).to_have_value("Hej igen {full_name} & co")
    expect(letter.locator("body")).to_contain_text("Hej igen Jonas Krantz & co")
    assert not LetterText.objects.exists()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#toasts")).to_contain_text("From now on letters begin with these words.")
    assert LetterText.objects.get().body == "Hej igen {full_name} & co"


def test_an_unknown_placeholder_is_shown_at_the_field_and_the_words_stay(people, sign_in):
    page = sign_in(people.ada, PHONE, opens=reverse("text", args=["answer", "en"]))
    page.get_by_label("Text").fill("Hello {nobody}")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".field-error")).to_contain_text("{nobody} is no placeholder")
    expect(page.get_by_label("Text")).to_have_value("Hello {nobody}")
    assert not LetterText.objects.exists()


def test_a_recruiter_edits_the_prepared_answer_and_sends_it(people, sign_in):
    people.payroll().add(people.jonas, by=None, at=timezone.now() - timedelta(days=1), applied=True)
    word = FollowUp.objects.get(kind="application")
    page = sign_in(people.nina, opens=reverse("follow_up_letter", args=[word.pk]))
    expect(page.get_by_role("heading", name="Write to Jonas Krantz")).to_be_visible()
    letter = page.get_by_label("Letter")
    letter.fill(letter.input_value().replace("half an hour", "twenty minutes"))
    page.get_by_role("button", name="Send it").click()
    expect(page.locator("#toasts")).to_contain_text("The letter to Jonas Krantz is on its way.")
    assert "twenty minutes on the phone" in Letter.objects.get(kind="answer").text


def test_what_is_to_be_filled_in_is_chosen_and_typed_over(people, sign_in):
    now = timezone.now()
    people.presented(people.jonas, people.payroll(at=now - timedelta(days=8)), at=now)
    word = FollowUp.objects.get(kind="personal_feedback")
    page = sign_in(people.nina, opens=reverse("follow_up_letter", args=[word.pk]))
    letter = page.get_by_label("Letter")
    expect(letter).to_be_focused()
    page.keyboard.type("The client met you gladly.")
    expect(letter).to_have_value(re.compile(r"^Hello Jonas,\n\nThe client met you gladly\.\n\nIf"))
