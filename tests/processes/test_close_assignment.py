from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import AlreadyClosed, Assignment, Event, Unanswered
from processes.timeline import record
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db

TYPED = {"outcome": "filled", "words": "Amira starts in December."}


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.nina)
    return cast


def url(assignment: Assignment) -> str:
    return reverse("assignment_closing", args=[assignment.pk])


def test_a_closed_assignment_owes_the_client_nothing_and_tells_them_why(
    client: Browser, cast: Cast
) -> None:
    payroll = cast.payroll()
    assert client.post(url(payroll), TYPED)["Location"] == payroll.get_absolute_url()
    payroll.refresh_from_db()
    assert (payroll.is_open, payroll.outcome) == (False, "filled")
    assert not payroll.follow_ups.waiting().exists()
    event = Event.objects.get(kind="assignment_closed")
    assert (event.visible_to_client, event.text) == (True, TYPED["words"])


def test_it_is_refused_while_anyone_waits_and_everyone_is_named(
    client: Browser, cast: Cast
) -> None:
    payroll = cast.payroll()
    for person in (cast.jonas, cast.amira):
        payroll.add(person, by=None, at=MONDAY, applied=True)
    with pytest.raises(Unanswered) as refusal:
        payroll.close("filled", words="Done", by=cast.nina, at=NOW)
    assert set(refusal.value.names) == {"Jonas Krantz", "Amira Lundqvist"}
    answer = client.post(url(payroll), TYPED)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Still waiting for an answer" in page
    assert "Jonas Krantz" in page
    assert "Amira Lundqvist" in page
    assert TYPED["words"] in page
    payroll.refresh_from_db()
    assert payroll.is_open


def test_answered_they_no_longer_stand_in_the_way(cast: Cast) -> None:
    payroll = cast.payroll()
    candidacy = payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)
    record("called", by=cast.nina, at=NOW, candidacy=candidacy, reached=False)
    assert payroll.unanswered().exists()
    record("called", by=cast.nina, at=NOW, candidacy=candidacy, reached=True)
    payroll.close("lost", words="Another agency was quicker.", by=cast.nina, at=NOW)
    assert not payroll.is_open


def test_whoever_is_in_play_has_been_told_no_outcome_yet(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    jonas = cast.presented(cast.jonas, payroll)
    amira = payroll.add(cast.amira, by=cast.nina, at=MONDAY)  # found, never talked to
    record("called", by=cast.nina, at=NOW, candidacy=jonas, reached=True)
    with pytest.raises(Unanswered) as refusal:
        payroll.close("cancelled", words="Put on hold.", by=cast.nina, at=NOW)
    assert refusal.value.names == ["Jonas Krantz"]
    assert reverse("candidacy_end", args=[jonas.pk]) in client.get(url(payroll)).content.decode()
    jonas.finish("rejected", reason="closed", said_no="client", by=cast.nina, at=NOW)
    later = NOW + timedelta(hours=1)
    record("called", by=cast.nina, at=later, candidacy=jonas, reached=True)
    payroll.close("cancelled", words="Put on hold.", by=cast.nina, at=later)
    assert amira.is_in_play and not payroll.is_open


def test_whoever_is_placed_stands_in_nobodys_way(cast: Cast) -> None:
    payroll = cast.payroll()
    jonas = cast.presented(cast.jonas, payroll)
    jonas.move_to("placed", by=cast.nina, at=NOW)
    record("called", by=cast.nina, at=NOW, candidacy=jonas, reached=True)
    payroll.close("filled", words="Jonas starts in January.", by=cast.nina, at=NOW)
    assert not payroll.is_open


def test_it_closes_once(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    seen_before = Assignment.objects.get(pk=payroll.pk)
    payroll.close("filled", words="Done", by=cast.rasmus, at=NOW)
    with pytest.raises(AlreadyClosed):
        seen_before.close("lost", words="Lost", by=cast.nina, at=NOW)
    assert client.post(url(payroll), TYPED).status_code == 422
    assert Event.objects.filter(kind="assignment_closed").count() == 1


@pytest.mark.parametrize("wrong", [{"outcome": ""}, {"outcome": "x"}, {"words": " "}])
def test_no_assignment_ends_in_silence(client: Browser, cast: Cast, wrong: dict[str, str]) -> None:
    payroll = cast.payroll()
    assert client.post(url(payroll), {**TYPED, **wrong}).status_code == 422
    payroll.refresh_from_db()
    assert payroll.is_open
