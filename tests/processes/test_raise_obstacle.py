from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from candidates.models import Candidate
from processes.models import Assignment, DecidedAlready, Event, Obstacle
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db

TYPED: dict[str, Any] = {
    "kind": "salary",
    "title": "The day rate is below the market",
    "evidence": "7 of 12 named it",
    "proposal": "Go to 8,000",
}


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.nina)
    return cast


def found(cast: Cast) -> Obstacle:
    return Obstacle.find(assignment=cast.payroll(), **TYPED, by=cast.nina, at=MONDAY)


def url(thing: Any, name: str) -> str:
    return reverse(name, args=[thing.pk])


def kinds() -> list[str]:
    events = Event.objects.filter(facts__has_key="obstacle").order_by("pk")
    return [event.kind for event in events]


def test_an_obstacle_is_internal_until_the_client_was_told(cast: Cast) -> None:
    obstacle = found(cast)
    assert not Event.objects.get(kind="obstacle_raised").visible_to_client
    obstacle.tell(by=cast.nina, at=NOW, contact=cast.sara)
    obstacle.tell(by=cast.nina, at=NOW, contact=cast.sara)
    event = Event.objects.get(kind="obstacle_told")
    assert (event.visible_to_client, event.contact, obstacle.told_at) == (True, cast.sara, NOW)


def test_deciding_together_means_the_client_knows(cast: Cast) -> None:
    obstacle = found(cast)
    obstacle.decide("8,000 from January", by=cast.nina, at=NOW)
    obstacle.note_outcome("Two more people said yes", by=cast.nina, at=NOW)
    obstacle.refresh_from_db()
    assert (obstacle.told_at, obstacle.decided_at) == (NOW, NOW)
    assert kinds() == ["obstacle_raised", "obstacle_told", "obstacle_decided", "outcome_noted"]
    assert not Obstacle.objects.open().exists()


def test_what_is_decided_is_not_decided_again(client: Browser, cast: Cast) -> None:
    obstacle = found(cast)
    seen_before = Obstacle.objects.get(pk=obstacle.pk)
    obstacle.decide("8,000 from January", by=cast.rasmus, at=NOW)
    with pytest.raises(DecidedAlready):
        seen_before.decide("No", by=cast.nina, at=NOW)
    answer = client.post(url(obstacle, "obstacle_decision"), {"decision": "No"})
    assert answer.status_code == 422
    assert "meanwhile" in answer.content.decode() or "in the meantime" in answer.content.decode()
    obstacle.refresh_from_db()
    assert obstacle.decision == "8,000 from January"


def test_it_is_written_down_told_decided_and_its_outcome_noted_in_the_pages(
    client: Browser, cast: Cast
) -> None:
    payroll = cast.payroll()
    client.post(url(payroll, "obstacle_new"), TYPED)
    obstacle = Obstacle.objects.get()
    page = client.get(url(payroll, "assignment_obstacles")).content.decode()
    assert "the client does not know" in page
    client.post(url(obstacle, "obstacle_telling"), {"contact": cast.sara.pk, "how": "met"})
    client.post(url(obstacle, "obstacle_decision"), {"decision": "8,000"})
    client.post(url(obstacle, "obstacle_outcome"), {"outcome": "Two said yes"})
    page = client.get(url(payroll, "assignment_obstacles")).content.decode()
    assert "8,000" in page
    assert "Two said yes" in page


def test_told_already_it_is_told_in_the_same_step(client: Browser, cast: Cast) -> None:
    client.post(url(cast.payroll(), "obstacle_new"), {**TYPED, "told": "on"})
    assert Obstacle.objects.get().told_at
    assert Event.objects.get(kind="obstacle_told").contact == cast.sara


@pytest.mark.parametrize("missing", ["kind", "title", "evidence", "proposal"])
def test_evidence_and_proposal_are_asked_for(client: Browser, cast: Cast, missing: str) -> None:
    answer = client.post(url(cast.payroll(), "obstacle_new"), {**TYPED, missing: ""})
    assert answer.status_code == 422
    assert not Obstacle.objects.exists()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("obstacle_telling", {"contact": ""}),
        ("obstacle_telling", {"contact": "peter"}),
        ("obstacle_telling", {"how": "by pigeon"}),
        ("obstacle_decision", {"decision": " "}),
        ("obstacle_outcome", {"outcome": ""}),
    ],
)
def test_a_step_without_its_word_is_refused(
    client: Browser, cast: Cast, name: str, typed: dict[str, Any]
) -> None:
    obstacle = found(cast)
    if typed.get("contact") == "peter":
        typed = {"contact": cast.peter.pk, "how": "called"}
    assert client.post(url(obstacle, name), typed).status_code == 422
    assert kinds() == ["obstacle_raised"]


def test_reasons_of_those_who_said_no_are_counted_beside_the_form(
    client: Browser, cast: Cast
) -> None:
    payroll = cast.payroll()
    leave(cast, payroll, ["salary"] * 2 + ["remote_work"])
    turned_down = payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    turned_down.finish("rejected", reason="fit", said_no="we", by=cast.nina, at=NOW)
    page = client.get(url(payroll, "obstacle_new")).content.decode()
    assert "2 of 3 who said no named: Salary." in page
    assert "1 of 3 who said no named: Remote work." in page
    assert "Fit with the team" not in page


def test_a_counted_reason_is_put_into_the_form(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    leave(cast, payroll, ["salary", "other_offer"])
    form = client.get(url(payroll, "obstacle_new"), {"reason": "salary"}).context["form"]
    assert (form.initial["kind"], form.initial["title"]) == ("salary", "Pay below the market")
    assert form.initial["evidence"] == "1 of 2 who said no named: Salary."
    assert form.initial["decision_wanted_on"] > timezone.localdate()
    other = client.get(url(payroll, "obstacle_new"), {"reason": "other_offer"}).context["form"]
    assert other.initial["kind"] == "other"
    assert client.get(url(payroll, "obstacle_new"), {"reason": "x"}).context["form"].initial == {}


def test_a_closed_assignment_gets_no_new_obstacle(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.close("lost", words="Too late.", by=cast.nina, at=NOW)
    assert client.post(url(payroll, "obstacle_new"), TYPED).status_code == 422
    assert not Obstacle.objects.exists()


def test_one_option_alone_is_refused_and_what_was_typed_stays(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    for typed in ("option_one", "option_two"):
        answer = client.post(url(payroll, "obstacle_new"), {**TYPED, typed: "8,000 a day"})
        assert answer.status_code == 422
        assert "Name a second way as well, or none." in answer.content.decode()
        assert "8,000 a day" in answer.content.decode()
    assert not Obstacle.objects.exists()


def test_one_option_alone_the_database_refuses(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="an_obstacle_has_two_options_or_none"):
        Obstacle.find(
            assignment=cast.payroll(), **TYPED, option_one="8,000", by=cast.nina, at=MONDAY
        )


@pytest.mark.parametrize("days", [-1, 400])
def test_a_decision_is_wanted_neither_in_the_past_nor_in_years(
    client: Browser, cast: Cast, days: int
) -> None:
    day = (timezone.localdate() + timedelta(days=days)).isoformat()
    answer = client.post(url(cast.payroll(), "obstacle_new"), {**TYPED, "decision_wanted_on": day})
    assert answer.status_code == 422
    assert "decision_wanted_on" in answer.context["form"].errors
    assert not Obstacle.objects.exists()


@pytest.mark.parametrize(
    ("typed", "decided"),
    [
        ({"way": "one"}, "8,000 a day"),
        ({"way": "two", "decision": "From January"}, "A junior\nFrom January"),
        ({"way": "another", "decision": "We stop"}, "We stop"),
        ({"way": "another"}, ""),
        ({"decision": "8,000"}, ""),
    ],
)
def test_one_of_the_two_ways_is_chosen_or_another_is_named(
    client: Browser, cast: Cast, typed: dict[str, str], decided: str
) -> None:
    obstacle = found(cast)
    Obstacle.objects.update(option_one="8,000 a day", option_two="A junior")
    answer = client.post(url(obstacle, "obstacle_decision"), typed)
    assert answer.status_code == (302 if decided else 422)
    obstacle.refresh_from_db()
    assert obstacle.decision == decided


def leave(cast: Cast, assignment: Assignment, reasons: list[str]) -> None:
    for number, reason in enumerate(reasons):
        person = Candidate.objects.create(first_name=f"Eva {number}", owner=cast.nina)
        candidacy = assignment.add(person, by=cast.nina, at=MONDAY)
        candidacy.finish("withdrawn", reason=reason, said_no="candidate", by=cast.nina, at=NOW)
