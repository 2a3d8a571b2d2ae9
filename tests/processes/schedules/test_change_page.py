"""The forms with which a schedule changes: what is typed, refused, and asked once it was sent."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import Assignment, PlannedActivity
from processes.schedules.sending import send
from processes.views import schedule_changes
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db
ASKED = "Say why it changes"


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.nina)
    return cast


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    """On its way to the client."""
    payroll = cast.payroll()
    send(payroll, by=cast.nina, at=MONDAY)
    return payroll


def line(payroll: Assignment) -> PlannedActivity:
    return payroll.activities.get(milestone="interviews")


def forms(payroll: Assignment) -> dict[str, dict[str, str]]:
    """The three addresses, each with what fills its form but for the reason."""
    mine = line(payroll)
    return {
        reverse("activity_new", args=[payroll.pk]): {"text": "References", "due_on": "2026-12-01"},
        reverse("activity_edit", args=[mine.pk]): {"due_on": "2026-12-01"},
        reverse("activity_removal", args=[mine.pk]): {},
    }


def test_why_is_not_asked_before_the_client_has_it(client: Browser, cast: Cast) -> None:
    for address, said in forms(cast.payroll()).items():
        assert 'name="why"' not in client.get(address).content.decode()
        assert client.post(address, said).status_code == 302


def test_why_is_asked_and_what_was_typed_stays(client: Browser, payroll: Assignment) -> None:
    before = payroll.activities.lines()
    for address, said in forms(payroll).items():
        assert 'name="why"' in client.get(address).content.decode()
        answer = client.post(address, said)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert ASKED in page
        assert all(f'value="{typed}"' in page for typed in said.values())
    assert payroll.activities.lines() == before


def test_what_was_agreed_needs_no_other_reason(client: Browser, payroll: Assignment) -> None:
    address = reverse("activity_edit", args=[line(payroll).pk])
    client.post(address, {"due_on": "2026-12-01", "agreed": "on"})
    assert line(payroll).due_on == date(2026, 12, 1)
    assert payroll.schedule_versions.get(number=2).whys == {
        str(line(payroll).pk): {"text": "", "agreed": True}
    }


def test_it_went_out_while_somebody_typed(client: Browser, cast: Cast, monkeypatch) -> None:
    payroll = cast.payroll()
    address, said = next(iter(forms(payroll).items()))

    def first_sent(assignment: Assignment) -> None:
        if not assignment.schedule_versions.exists():
            send(assignment, at=MONDAY)

    monkeypatch.setattr(schedule_changes, "refuse_if_closed", first_sent)
    answer = client.post(address, said)
    assert answer.status_code == 422
    assert 'name="why"' in answer.content.decode()
    assert client.post(address, {**said, "why": "Sara asked for them."}).status_code == 302


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        ("2026-11-15", "before the order"),
        ("2031-01-01", "more than two years"),
        ("soon", "valid date"),
        ("", "required"),
    ],
)
def test_a_day_that_makes_no_sense_is_refused(
    client: Browser, cast: Cast, day: str, refusal: str
) -> None:
    payroll = cast.payroll()
    answer = client.post(reverse("activity_edit", args=[line(payroll).pk]), {"due_on": day})
    assert answer.status_code == 422
    assert refusal in answer.content.decode()
    assert line(payroll).first_due_on is None


def test_a_line_that_somebody_has_just_ticked_off_stays(client: Browser, cast: Cast) -> None:
    mine = line(cast.payroll())
    mine.tick_off(by=cast.rasmus, at=NOW)
    for name, said in (("activity_edit", {"due_on": "2026-12-01"}), ("activity_removal", {})):
        answer = client.post(reverse(name, args=[mine.pk]), said)
        assert answer.status_code == 422
        assert "This line is done" in answer.content.decode()


def test_nothing_changes_on_an_assignment_that_has_ended(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.close("lost", words="Too late.", by=cast.nina, at=NOW)
    before = payroll.activities.lines()
    for address, said in forms(payroll).items():
        assert client.post(address, said).status_code == 422
    assert payroll.activities.lines() == before


def test_looking_takes_nothing_out(client: Browser, cast: Cast) -> None:
    mine = line(cast.payroll())
    assert client.get(reverse("activity_removal", args=[mine.pk])).status_code == 200
    assert PlannedActivity.objects.filter(pk=mine.pk).exists()
