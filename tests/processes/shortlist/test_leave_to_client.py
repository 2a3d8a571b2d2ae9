"""C8: the client's own candidate stands on the same list, and only the client speaks with them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from mailings.models import Letter
from processes import declines
from processes.models import Candidacy, Event, LeaveToClient, Meeting
from processes.presentations.choosing import candidates_for
from tests.cast import MONDAY, NOW, Cast
from tests.processes.follow_ups.words import call_candidate

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def own(cast: Cast) -> Candidacy:
    """Jonas, who works at the client already; before that was known, we owed him a word."""
    found = cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)
    call_candidate(found, MONDAY, next_on="2026-11-23")
    assert found.follow_ups.waiting().exists()
    found.note_fit(
        {},
        recommended=False,
        recommendation="",
        risk="",
        is_clients_own=True,
        by=cast.nina,
        at=NOW,
    )
    return found


def logged(client: Browser, own: Candidacy, **more: str) -> int:
    said = {
        "who": f"candidate-{own.candidate_id}",
        "assignment": str(own.assignment_id),
        "kind": "called",
        "reached": "yes",
        "rang": "us",
        "text": "Hello",
        **more,
    }
    return client.post(reverse("log_call"), said).status_code


def test_what_we_owed_them_is_for_the_client_to_say(cast: Cast, own: Candidacy) -> None:
    assert not own.follow_ups.waiting().exists()
    own.move_to("interviewed", by=cast.nina, at=NOW)  # would call for personal feedback
    assert not own.follow_ups.waiting().we_owe("candidate").exists()
    assert not own.assignment.unanswered().filter(pk=own.pk).exists()
    assert not declines.to_decline(own.assignment).filter(pk=own.pk).exists()


def test_they_are_compared_with_the_others(own: Candidacy) -> None:
    assert own in candidates_for(own.assignment)


@pytest.mark.parametrize(
    ("more", "status"),
    [({}, 422), ({"kind": "mailed"}, 422), ({"rang": "them"}, 200), ({"kind": "noted"}, 200)],
)
def test_no_call_or_mail_of_ours_is_logged(
    client: Browser, cast: Cast, own: Candidacy, more: dict[str, str], status: int
) -> None:
    client.force_login(cast.nina)
    before = Event.objects.count()
    assert logged(client, own, **more) in {status, 302 if status == 200 else status}
    assert (Event.objects.count() > before) == (status == 200)


def test_no_interview_of_ours_is_booked_but_the_clients_meeting_is(
    client: Browser, cast: Cast, own: Candidacy
) -> None:
    with pytest.raises(LeaveToClient):
        Meeting.objects.book(own, starts_at=NOW, with_client=False, by=cast.nina, at=MONDAY)
    assert Meeting.objects.book(own, starts_at=NOW, by=cast.nina, at=MONDAY, contact=cast.sara)


def test_no_letter_goes_to_them(cast: Cast) -> None:
    cast.agency.acknowledges = True
    cast.agency.save()
    payroll = cast.payroll()
    own = Candidacy.objects.create(
        assignment=payroll,
        candidate=cast.amira,
        added_at=MONDAY,
        stage_since=MONDAY,
        is_clients_own=True,
    )
    payroll.add(cast.amira, by=cast.nina, at=MONDAY, applied=True)
    assert not own.may_be_written_to
    assert not Letter.objects.filter(to=cast.amira.email).exists()


def test_once_the_client_has_agreed_we_may(client: Browser, cast: Cast, own: Candidacy) -> None:
    client.force_login(cast.nina)
    page = reverse("contact_agreement", args=[own.pk])
    assert client.post(page, {"contact": cast.peter.pk}).status_code == 422  # another client's
    assert client.post(page, {"contact": cast.sara.pk}).status_code == 302
    own.refresh_from_db()
    assert (own.may_be_contacted, own.contact_agreed_with) == (True, cast.sara)
    assert own.agree_contact(cast.hugo, by=cast.nina, at=NOW) is None  # twice
    assert Event.objects.get(kind="consent_given").facts == {"of": "client"}
    assert logged(client, own) in {200, 302}
    start = timezone.now() + AN_HOUR
    assert Meeting.objects.book(own, starts_at=start, with_client=False, by=cast.nina, at=NOW)
