"""The plan of a placement, and what comes in the next weeks, as pages (A1, A2)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from processes.models import FollowUp, Placement
from processes.timeline import record
from processes.today.actions import actions_for
from tests.cast import Cast
from tests.processes.aftercare.story import agreed, is_owed, local, point, tick, word
from tests.processes.follow_ups.words import call_candidate

pytestmark = pytest.mark.django_db
OPENS = local(12, 8, 9)


@pytest.fixture
def placement(cast: Cast) -> Placement:
    placement = agreed(cast, guarantee_ends_on=date(2027, 3, 6))
    tick(OPENS)
    return placement


def seen(client: Client, user: User, url: str) -> str:
    client.force_login(user)
    return client.get(url).content.decode()


def plan_url(placement: Placement) -> str:
    return reverse("candidacy_aftercare", args=[placement.candidacy_id])


def candidacy_url(placement: Placement) -> str:
    return reverse("candidacy", args=[placement.candidacy_id])


@pytest.fixture
def tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first Tuesday at work, where the clock is read: at the edge."""
    monkeypatch.setattr(timezone, "now", lambda: OPENS)


@pytest.mark.usefixtures("tuesday")
def test_the_plan_shows_what_was_given_what_is_owed_and_what_comes(
    cast: Cast, placement: Placement, client: Client
) -> None:
    call_candidate(placement.candidacy, local(12, 8, 8))
    point(placement, "before_first_day", "client").not_wanted(
        by=cast.nina, at=local(12, 8, 8), why="Ring me later."
    )
    page = seen(client, cast.nina, plan_url(placement))
    for said in ("Before the first day", "Weeks three to four", "Trial period ends", "7 Dec"):
        assert said in page
    assert "1 of 22 given" in page
    assert "Ring me later." in page
    owed = word(placement, "first_week", "client")
    assert f"{reverse('log_call')}?follow_up={owed.pk}" in page
    assert reverse("touchpoint_not_wanted", args=[owed.touchpoint_id]) in page


def test_the_plan_asks_few_questions_however_long_it_is(
    cast: Cast, placement: Placement, client: Client
) -> None:
    client.force_login(cast.nina)
    client.get(plan_url(placement))
    with CaptureQueriesContext(connection) as asked:
        client.get(plan_url(placement))
    assert len(asked) <= 8, [one["sql"] for one in asked]


def test_whoever_was_never_placed_has_no_plan(cast: Cast, client: Client) -> None:
    candidacy = cast.payroll().add(cast.jonas, by=cast.nina, at=OPENS)
    client.force_login(cast.nina)
    assert client.get(reverse("candidacy_aftercare", args=[candidacy.pk])).status_code == 404


def test_a_confidential_placement_is_not_there_for_outsiders(
    cast: Cast, placement: Placement, client: Client
) -> None:
    assignment = placement.candidacy.assignment
    assignment.confidential = True
    assignment.save(update_fields=["confidential"])
    owed = word(placement, "first_week")
    client.force_login(cast.rasmus)
    for url in (plan_url(placement), reverse("touchpoint_not_wanted", args=[owed.touchpoint_id])):
        assert client.get(url).status_code == 404
    assert cast.jonas.last_name not in seen(
        client, cast.rasmus, f"{reverse('aftercare')}?whose=all"
    )


@pytest.mark.usefixtures("tuesday")
def test_rather_not_is_noted_with_their_words(
    cast: Cast, placement: Placement, client: Client
) -> None:
    owed = word(placement, "first_week")
    client.force_login(cast.nina)
    url = reverse("touchpoint_not_wanted", args=[owed.touchpoint_id])
    assert client.get(url).status_code == 200
    answer = client.post(url, {"why": "Too many calls."})
    assert answer["Location"] == plan_url(placement)
    owed.refresh_from_db()
    assert owed.settled_by is not None and owed.settled_by.text == "Too many calls."
    page = seen(client, cast.nina, candidacy_url(placement))
    assert "would rather not be asked" in page


def test_rather_not_of_what_nobody_owes_is_refused(
    cast: Cast, placement: Placement, client: Client
) -> None:
    client.force_login(cast.nina)
    url = reverse("touchpoint_not_wanted", args=[point(placement, "weeks_3_4").pk])
    answer = client.post(url, {"why": "Not in January."})
    assert answer.status_code == 422
    assert "Not in January." in answer.content.decode()
    tick(local(12, 22))
    assert is_owed(placement, "weeks_3_4")


@pytest.mark.usefixtures("tuesday")
def test_a_lead_sees_what_the_next_weeks_bring_everybody(
    cast: Cast, placement: Placement, client: Client
) -> None:
    page = seen(client, cast.lea, reverse("aftercare"))
    assert "Owed now" in page
    assert "Weeks three to four" in page
    assert "Half a year" not in page
    assert "Jonas Krantz" not in seen(client, cast.rasmus, reverse("aftercare"))
    assert "Jonas Krantz" in seen(client, cast.rasmus, f"{reverse('aftercare')}?whose=all")


def test_the_calendar_tells_of_first_and_last_days(
    cast: Cast, placement: Placement, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: local(2, 1, 9, year=2027))
    assert "Guarantee ends" in seen(client, cast.nina, reverse("aftercare"))
    placement.candidacy.finish(
        "withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=local(2, 1, 8, year=2027)
    )
    page = seen(client, cast.nina, reverse("aftercare"))
    assert "Guarantee ends" not in page and "Jonas" not in page


def test_the_calendar_asks_few_questions_however_many_there_are(
    cast: Cast, placement: Placement, client: Client
) -> None:
    client.force_login(cast.lea)
    client.get(reverse("aftercare"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("aftercare"))
    assert len(asked) <= 8, [one["sql"] for one in asked]


def test_todays_row_leads_to_the_plan_and_never_to_a_no(cast: Cast, placement: Placement) -> None:
    owed = FollowUp.objects.for_rows(with_owner=False).get(pk=word(placement, "first_week").pk)
    at_hand = actions_for(owed, OPENS)
    said = {str(action.label) for action in (at_hand.first, *at_hand.beside, *at_hand.more)}
    assert {"Log", "See the plan", "Rather not", "Put off"} <= said
    assert not said & {"Decline kindly", "Holding message"}


def test_today_says_what_the_plan_foresees(
    cast: Cast, placement: Placement, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: local(12, 9, 9))
    page = seen(client, cast.nina, reverse("today"))
    assert "aftercare: first week, Jonas Krantz" in page
    assert "With a gesture" in page


def test_the_candidacy_leads_to_its_plan(cast: Cast, placement: Placement, client: Client) -> None:
    page = seen(client, cast.nina, candidacy_url(placement))
    assert plan_url(placement) in page


def test_a_placement_from_before_plans_says_so(
    cast: Cast, placement: Placement, client: Client
) -> None:
    FollowUp.objects.exclude(touchpoint=None).delete()
    placement.touchpoints.all().delete()
    assert "No plan" in seen(client, cast.nina, plan_url(placement))


def test_an_end_that_moved_shows_both_times(
    cast: Cast, placement: Placement, client: Client
) -> None:
    tick(local(5, 23, year=2027))
    point(placement, "before_trial_end").care_answered(by=None, at=local(5, 24, 9, year=2027))
    said: dict[str, Any] = {"at": local(5, 25, 9, year=2027), "candidacy": placement.candidacy}
    Placement.objects.filter(pk=placement.pk).update(trial_ends_on=date(2027, 8, 6))
    record("placement_changed", by=cast.nina, **said)
    page = seen(client, cast.nina, plan_url(placement))
    assert page.count("14 days before the trial period ends") == 2
