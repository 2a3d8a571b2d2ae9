"""Undo, in the notice after logging and on the timeline's own fresh lines."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from processes.models import Assignment, Event, EventKind, FollowUp
from processes.timeline import record
from tests.cast import Cast
from tests.processes.follow_ups.words import owed

ON_TODAY: dict[str, Any] = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://testserver/"}


@pytest.fixture
def nina(cast: Cast, client: Client) -> Client:
    client.force_login(cast.nina)
    return client


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    return cast.payroll(at=timezone.now() - timedelta(days=2))


def call_sara(cast: Cast, payroll: Assignment) -> Event:
    event = record(
        "called",
        by=cast.nina,
        at=timezone.now() - timedelta(minutes=1),
        assignment=payroll,
        contact=cast.sara,
        reached=True,
    )
    return Event.objects.get(pk=event.pk)


def undo(browser: Client, event: Event, **headers: Any) -> Any:
    return browser.post(f"/events/{event.pk}/undoing/", **headers)


def toast(answer: Any) -> dict[str, str]:
    told: dict[str, str] = json.loads(answer.headers["HX-Trigger"])["toast"]
    return told


def test_what_was_logged_from_today_can_be_undone_from_the_notice(
    cast: Cast, nina: Client, payroll: Assignment
) -> None:
    typed = {"who": f"contact-{cast.sara.pk}", "kind": "called", "assignment": payroll.pk}
    told = toast(nina.post("/log/", typed, **ON_TODAY))
    event = Event.objects.get(kind=EventKind.CALLED)
    assert told["undo"] == f"/events/{event.pk}/undoing/"
    answer = undo(nina, event, **ON_TODAY)
    assert answer.status_code == 204
    assert toast(answer)["text"] == (
        "Undone. Owed again: first call to the one who decides to Sara Berg; "
        "weekly call to Nordvik Energi"
    )
    assert owed("first_call_decider").is_open
    assert "logged" in json.loads(answer.headers["HX-Trigger"])  # the page takes up what changed


def test_on_other_pages_the_notice_is_a_form_that_needs_no_script(
    cast: Cast, nina: Client, payroll: Assignment
) -> None:
    typed = {"who": f"contact-{cast.sara.pk}", "kind": "called", "assignment": payroll.pk}
    page = nina.post("/log/", typed, follow=True).content.decode()
    event = Event.objects.get(kind=EventKind.CALLED)
    assert f'action="/events/{event.pk}/undoing/"' in page
    back = nina.post(f"/events/{event.pk}/undoing/", {"next": payroll.get_absolute_url()})
    assert back.headers["Location"] == payroll.get_absolute_url()


def test_the_clients_answer_that_was_heard_in_the_call_goes_with_it(
    cast: Cast, nina: Client, payroll: Assignment
) -> None:
    candidacy = cast.presented(cast.jonas, payroll, at=timezone.now() - timedelta(days=1))
    typed = {"who": f"contact-{cast.sara.pk}", "kind": "called", "assignment": payroll.pk}
    nina.post("/log/", {**typed, "answer_on": candidacy.pk, "text": "Yes, come on Monday."})
    assert not owed("client_feedback").is_open
    told = toast(undo(nina, Event.objects.get(kind=EventKind.CALLED), **ON_TODAY))
    assert "feedback on a presented candidate: Jonas Krantz" in told["text"]
    assert owed("client_feedback").is_open


def test_undone_twice_nothing_is_doubled(cast: Cast, nina: Client, payroll: Assignment) -> None:
    event = call_sara(cast, payroll)
    undo(nina, event, **ON_TODAY)
    before = list(FollowUp.objects.order_by("pk").values())
    assert toast(undo(nina, event, **ON_TODAY))["text"] == "Undone."
    assert list(FollowUp.objects.order_by("pk").values()) == before


def test_somebody_elses_call_stays_and_the_page_says_why(
    cast: Cast, client: Client, payroll: Assignment
) -> None:
    event = call_sara(cast, payroll)
    client.force_login(cast.rasmus)
    answer = undo(client, event)
    assert answer.status_code == 422
    assert "Only whoever logged something by hand can undo it." in answer.content.decode()
    assert not owed("first_call_decider").is_open


def test_looking_at_the_address_undoes_nothing(
    cast: Cast, nina: Client, payroll: Assignment
) -> None:
    event = call_sara(cast, payroll)
    assert nina.get(f"/events/{event.pk}/undoing/").status_code == 405
    assert Event.objects.standing().filter(pk=event.pk).exists()


def test_the_timeline_offers_it_on_ones_own_fresh_lines(
    cast: Cast, nina: Client, payroll: Assignment
) -> None:
    event = call_sara(cast, payroll)
    way = f'action="/events/{event.pk}/undoing/"'
    timeline = f"/assignments/{payroll.pk}/timeline/"
    text = nina.get(timeline).content.decode()
    assert way in text
    assert text.count("/undoing/") == 1  # the order itself was not logged by hand
    nina.force_login(cast.rasmus)
    assert way not in nina.get(timeline).content.decode()
    nina.force_login(cast.nina)
    undo(nina, event)
    assert way not in nina.get(timeline).content.decode()
