from __future__ import annotations

from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import Event
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db

DATES = {"presentation_on": "2026-12-01", "meetings_on": "2026-12-03", "decision_on": "2026-12-07"}


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.nina)
    return cast


def test_agreed_dates_are_on_the_timeline_and_the_schedule_follows_them(
    client: Browser, cast: Cast
) -> None:
    payroll = cast.payroll()
    assert client.post(reverse("dates", args=[payroll.pk]), DATES).status_code == 302
    payroll.refresh_from_db()
    assert payroll.missing_dates == []
    event = Event.objects.get(kind="dates_agreed")
    assert event.visible_to_client
    assert event.facts == {
        "presentation": "2026-12-01",
        "meetings": "2026-12-03",
        "decision": "2026-12-07",
    }
    assert payroll.activities.get(milestone="decision").due_on == date(2026, 12, 7)


def test_a_day_that_was_agreed_before_is_moved_and_stays_a_promise(
    client: Browser, cast: Cast
) -> None:
    payroll = cast.payroll()
    decision = payroll.activities.get(milestone="decision")
    client.post(reverse("dates", args=[payroll.pk]), DATES)
    decision.refresh_from_db()
    assert (decision.first_due_on, decision.due_on) == (None, date(2026, 12, 7))
    for day in ("2026-12-09", "2026-12-11"):
        client.post(reverse("dates", args=[payroll.pk]), DATES | {"decision_on": day})
    decision.refresh_from_db()
    assert (decision.first_due_on, decision.due_on) == (date(2026, 12, 7), date(2026, 12, 11))
    assert payroll.activities.get(milestone="meetings").first_due_on is None


def test_what_is_done_keeps_its_day(cast: Cast) -> None:
    payroll = cast.payroll()
    done = payroll.activities.get(milestone="presentation")
    done.tick_off(by=cast.nina, at=NOW)
    payroll.agree_dates(
        presentation_on=date(2026, 12, 1),
        meetings_on=None,
        decision_on=None,
        by=cast.nina,
        at=NOW,
    )
    day = done.due_on
    done.refresh_from_db()
    assert done.due_on == day
    assert len(payroll.missing_dates) == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (dict.fromkeys(DATES, ""), "Enter at least one date"),
        ({"meetings_on": "2026-11-30"}, "after the presentation"),
        ({"decision_on": "2026-12-02"}, "The decision comes after"),
        ({"decision_on": "2026-02-30"}, "Enter a valid date"),
        ({"presentation_on": "2025-12-01"}, "This day lies before the order."),
    ],
)
def test_dates_in_no_order_are_refused(
    client: Browser, cast: Cast, wrong: dict[str, str], said: str
) -> None:
    payroll = cast.payroll()
    answer = client.post(reverse("dates", args=[payroll.pk]), {**DATES, **wrong})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    payroll.refresh_from_db()
    assert payroll.presentation_on is None
    assert not Event.objects.filter(kind="dates_agreed").exists()
