"""An admin sees what a shorter due time would make late, while it is typed; then it counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from processes.models import FollowUp, FollowUpPolicy

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_would_be_late_is_seen_before_it_is_saved(people, sign_in):
    applied = timezone.now() - timedelta(days=6)
    people.payroll(at=applied).add(people.jonas, by=None, at=applied, applied=True)
    before = FollowUp.objects.get(kind="application").due_at
    page = sign_in(people.ada, opens="/policies/")
    page.get_by_role("link", name="Change answer to application").click()
    dialog = page.get_by_role("dialog")
    amount = dialog.get_by_label("Due after")
    amount.fill("1")
    amount.press("Tab")
    expect(dialog.get_by_text("1 open one would be late at once.")).to_be_visible()
    expect(dialog.get_by_text("Jonas Krantz")).to_be_visible()
    expect(amount).to_have_value("1")
    assert not FollowUpPolicy.objects.exists()
    dialog.get_by_label("Also for those that are open now").check()
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1 open one has a new date.")).to_be_visible()
    row = page.get_by_role("listitem").filter(has_text="Answer to application")
    expect(row.get_by_text("1 working day", exact=True)).to_be_visible()
    expect(row.get_by_text("changed")).to_be_visible()
    assert FollowUp.objects.get(kind="application").due_at < before
    page.get_by_role("link", name="Change answer to application").click()
    dialog.get_by_role("button", name="Back to the default").click()
    expect(row.get_by_text("5 working days", exact=True)).to_be_visible()
    assert not FollowUpPolicy.objects.exists()


def test_a_number_that_nobody_can_keep_is_refused_in_the_dialog(people, sign_in):
    page = sign_in(people.ada, opens="/policies/")
    page.get_by_role("link", name="Change answer to application").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Due after").fill("0")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Nobody can keep this: give it some time.")).to_be_visible()
    expect(dialog.get_by_label("Due after")).to_have_value("0")
    assert not FollowUpPolicy.objects.exists()


def test_enter_saves_a_due_time_and_does_not_take_it_back(people, sign_in):
    FollowUpPolicy.objects.create(kind="application", days=3)
    page = sign_in(people.ada, opens="/policies/")
    page.get_by_role("link", name="Change answer to application").click()
    amount = page.get_by_role("dialog").get_by_label("Due after")
    amount.fill("2")
    amount.press("Enter")
    row = page.get_by_role("listitem").filter(has_text="Answer to application")
    expect(row.get_by_text("2 working days", exact=True)).to_be_visible()
    assert FollowUpPolicy.objects.count() == 1
