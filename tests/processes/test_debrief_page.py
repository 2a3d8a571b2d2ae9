"""Debrief in the browser: the quick form from Today's row and from the meeting (K5)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from processes.models import Candidacy, Debrief, Event, FollowUp, Meeting, OtherProcess
from tests.cast import Cast

HOUR = timedelta(hours=1)


@pytest.fixture
def nina(cast: Cast, client: Browser) -> Browser:
    client.force_login(cast.nina)
    return client


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    """Met Sara an hour ago."""
    now = timezone.now()
    candidacy = cast.presented(cast.jonas, cast.payroll(at=now - 72 * HOUR), at=now - 48 * HOUR)
    meeting = Meeting.objects.book(
        candidacy, starts_at=now - HOUR, by=cast.nina, at=now - 24 * HOUR, contact=cast.sara
    )
    meeting.was_held(by=cast.nina, at=now)
    return candidacy


def address(candidacy: Candidacy, side: str) -> str:
    return reverse("candidacy_debrief", args=[candidacy.pk, side])


def send(browser: Browser, candidacy: Candidacy, side: str, **typed: Any) -> Any:
    return browser.post(address(candidacy, side), {"after": "4"} | typed)


def test_it_is_on_todays_row_and_at_the_meeting(nina: Browser, jonas: Candidacy) -> None:
    today = nina.get("/").content.decode()
    page = nina.get(reverse("candidacy", args=[jonas.pk])).content.decode()
    for side in ("candidate", "client"):
        assert f'href="{address(jonas, side)}"' in today
        assert f'href="{address(jonas, side)}?meeting=' in page
    assert "debrief after meeting Jonas Krantz" in today


def test_the_page_of_a_candidacy_asks_no_more_than_before(
    nina: Browser, jonas: Candidacy, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        at: dict[str, Any] = {"by": cast.nina, "at": timezone.now()}
        OtherProcess.objects.note(jonas, f"House {number}", **at)
        Debrief.objects.take(jonas, side="candidate", after=4, warmed=f"W{number}.", **at)
    with django_assert_max_num_queries(10):
        page = nina.get(reverse("candidacy", args=[jonas.pk])).content.decode()
    assert page.count("In interviews") == 0
    assert page.count("/ending/") == 12
    assert "W19." in page
    assert "W3." not in page


def test_a_candidates_debrief_is_kept_with_what_else_is_going_on(
    nina: Browser, jonas: Candidacy
) -> None:
    shown = nina.get(address(jonas, "candidate")).content.decode()
    assert "Stays with us; the other side never sees it." in shown
    day = (timezone.localtime() + timedelta(days=2)).date().isoformat()
    send(
        nina,
        jonas,
        "candidate",
        before="5",
        after="2",
        warmed="The team",
        cooled="The hours",
        confidential="Pregnant",
        employer="Axfood",
        answers_on=day,
    )
    kept = Debrief.objects.get()
    assert (kept.before, kept.after, kept.warmed, kept.cooled) == (5, 2, "The team", "The hours")
    assert kept.meeting == jonas.meetings.get()
    assert OtherProcess.objects.get().employer == "Axfood"
    assert FollowUp.objects.get(kind="debrief_candidate").settled_at
    page = nina.get(reverse("candidacy", args=[jonas.pk])).content.decode()
    for words in ("fell from 5", "interest 5 → 2", "The hours", "Pregnant", "candidate asked"):
        assert words in page


def test_a_clients_debrief_is_kept_with_their_word(nina: Browser, jonas: Candidacy) -> None:
    sara = jonas.meetings.get().contact
    assert sara is not None
    shown = nina.get(address(jonas, "client")).content.decode()
    assert f'<option value="{sara.pk}" selected>' in shown
    send(nina, jonas, "client", contact=str(sara.pk), answer="We want him.")
    assert Debrief.objects.get().contact == sara
    assert Event.objects.get(kind="client_answered").text == "We want him."


@pytest.mark.parametrize("side", ["candidate", "client"])
def test_nobody_answered_and_it_is_still_owed(nina: Browser, jonas: Candidacy, side: str) -> None:
    answer = nina.post(address(jonas, side), {"no_answer": "yes"}, follow=True)
    assert "The debrief is still owed." in answer.content.decode()
    call = Event.objects.filter(kind="called").latest("pk")
    assert (call.reached, call.contact is None) == (False, side == "candidate")
    assert FollowUp.objects.waiting().filter(kind=f"debrief_{side}").exists()
    assert not Debrief.objects.exists()


@pytest.mark.parametrize(
    ("side", "typed", "field"),
    [
        ("candidate", {"after": ""}, "after"),
        ("candidate", {"after": "6"}, "after"),
        ("candidate", {"before": "x"}, "before"),
        ("candidate", {"at": "2099-01-01T10:00"}, "at"),
        ("candidate", {"at": "2020-01-01T10:00"}, "at"),
        ("candidate", {"answers_on": "2020-01-01"}, "answers_on"),
        ("candidate", {"warmed": "x" * 4001}, "warmed"),
        ("client", {"contact": ""}, "contact"),
        ("client", {"contact": "999999"}, "contact"),
    ],
)
def test_bad_input_is_said_at_the_field_and_what_was_typed_stays(
    nina: Browser, jonas: Candidacy, side: str, typed: dict[str, str], field: str
) -> None:
    answer = send(nina, jonas, side, **{"cooled": "Much typed", **typed})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Much typed" in answer.content.decode()
    assert not Debrief.objects.exists()


def test_no_such_side_and_the_clients_own_candidate_is_no_page(
    nina: Browser, jonas: Candidacy
) -> None:
    assert nina.get(address(jonas, "both")).status_code == 404
    assert nina.get(address(jonas, "client") + "?meeting=x").status_code == 200
    Candidacy.objects.filter(pk=jonas.pk).update(is_clients_own=True)
    assert nina.get(address(jonas, "candidate")).status_code == 404


def test_undone_from_the_notice_it_is_owed_again(nina: Browser, jonas: Candidacy) -> None:
    send(nina, jonas, "candidate", before="5", after="1")
    call = Debrief.objects.get().call
    nina.post(reverse("event_undoing", args=[call.pk]))
    assert not Debrief.objects.exists()
    assert FollowUp.objects.waiting().filter(kind="debrief_candidate").exists()
