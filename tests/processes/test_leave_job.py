"""Somebody leaves the job: both sides get a word, and what was promised starts (A2)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.urls import reverse

from processes.models import (
    Assignment,
    Event,
    FollowUp,
    Leaving,
    NothingPromised,
    NotRunning,
    Placement,
)
from processes.templatetags.follow_ups import what
from processes.timeline import record
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
START, GUARANTEE = date(2026, 8, 3), date(2027, 2, 2)


@pytest.fixture
def cast() -> Cast:
    return Cast()


def placed(cast: Cast, **terms: Any) -> Placement:
    terms.setdefault("promise", "replacement")
    terms.setdefault("guarantee_ends_on", GUARANTEE)
    jonas = cast.presented(cast.jonas, cast.payroll(pay="45 000", place="Gävle"))
    agreed: Placement = Placement.objects.agree(
        jonas, starts_on=START, by=cast.nina, at=NOW - timedelta(days=4), **terms
    )
    return agreed


def leaves(placement: Placement, cast: Cast, **said: Any) -> Leaving:
    said = {"ended_by": "candidate", "left_on": NOW.date(), "reason": "fit", **said}
    leaving: Leaving = Leaving.objects.note(placement, by=cast.nina, at=NOW, **said)
    return leaving


def url(placement: Placement, name: str) -> str:
    return reverse(name, args=[placement.candidacy_id])


def test_both_sides_are_owed_a_word_also_on_a_closed_assignment(cast: Cast) -> None:
    placement = placed(cast)
    Assignment.objects.update(closed_at=NOW, outcome="filled")
    placement = Placement.objects.get()
    leaves(placement, cast, words="The tone")
    words = FollowUp.objects.waiting().filter(kind__in=["left_candidate", "left_client"])
    assert {word.kind: word.due_at.date() for word in words} == {
        "left_candidate": date(2026, 11, 23),
        "left_client": date(2026, 11, 23),
    }
    for word in words:
        assert not word.is_late(word.due_at - timedelta(hours=1))  # early
        assert not word.is_late(word.due_at)  # on time
        assert word.is_late(word.due_at + timedelta(minutes=1))
    about: dict[str, Any] = {"by": cast.nina, "reached": True}
    record("called", **about, at=NOW + timedelta(hours=1), candidacy=placement.candidacy)
    assert words.get().kind == "left_client"
    to_sara: dict[str, Any] = {"assignment": placement.candidacy.assignment, "contact": cast.sara}
    record("called", **about, at=NOW + timedelta(hours=2), **to_sara)
    assert not words.all().exists()
    record("called", **about, at=NOW + timedelta(hours=3), **to_sara)  # twice
    assert FollowUp.objects.filter(kind="left_client").count() == 1


def test_the_candidacy_ends_with_who_ended_it_and_why(cast: Cast) -> None:
    leaves(placed(cast), cast, ended_by="client", reason="experience", words="Too slow")
    leaving = Leaving.objects.get()
    candidacy = leaving.placement.candidacy
    candidacy.refresh_from_db()
    assert (candidacy.end, candidacy.said_no, candidacy.stage) == ("rejected", "client", "placed")
    left = Event.objects.get(kind="left")
    assert left.facts == {
        "ended_by": "client",
        "reason": "experience",
        "left_on": "2026-11-20",
        "promised": "replacement",
    }
    assert not left.visible_to_client


@pytest.mark.parametrize(
    ("left_on", "promised"),
    [
        (GUARANTEE - timedelta(days=1), "replacement"),  # early
        (GUARANTEE, "replacement"),  # on its last day
        (GUARANTEE + timedelta(days=1), ""),  # late
    ],
)
def test_the_guarantee_holds_to_its_last_day(cast: Cast, left_on: date, promised: str) -> None:
    assert leaves(placed(cast), cast, left_on=left_on).promised == promised


def test_nobody_leaves_twice_or_before_the_start(cast: Cast) -> None:
    placement = placed(cast)
    with pytest.raises(ValueError, match="before the start"):
        leaves(placement, cast, left_on=START - timedelta(days=1))
    seen_before = Placement.objects.select_related("candidacy").get()  # by a colleague, meanwhile
    leaves(placement, cast)
    for stale in (placement, seen_before):
        with pytest.raises(NotRunning):
            leaves(stale, cast)
    assert Leaving.objects.count() == 1


def test_the_new_search_has_the_old_brief_and_new_dates(cast: Cast) -> None:
    leaving = leaves(placed(cast), cast)
    old = leaving.placement.candidacy.assignment
    cast.leaves(cast.hugo)
    new = leaving.start_replacement(by=cast.nina, at=NOW)
    assert (new.title, new.kind, new.pay, new.place) == (old.title, old.kind, "45 000", "Gävle")
    assert [must.text for must in new.must_haves.all()] == [
        must.text for must in old.must_haves.all()
    ]
    assert (new.decider, new.ordered_by, new.owner) == (cast.sara, None, cast.nina)
    assert new.is_open
    assert new.missing_dates
    assert new.replaces == leaving
    assert Event.objects.get(kind="guarantee_called").facts["replacement"] == new.pk
    assert not leaving.is_owed
    with pytest.raises(NothingPromised):
        leaving.start_replacement(by=cast.nina, at=NOW)
    assert Assignment.objects.count() == 2


def test_a_refund_is_noted_once_with_amount_and_day(cast: Cast) -> None:
    placement = placed(
        cast, promise="refund", refund_percent=50, fee=Decimal(90000), currency="SEK"
    )
    assert placement.refund == Decimal(45000)
    leaving = leaves(placement, cast)
    with pytest.raises(NothingPromised):
        leaving.start_replacement(by=cast.nina, at=NOW)
    leaving.note_refund(Decimal(45000), "SEK", on=date(2026, 12, 1), by=cast.nina, at=NOW)
    with pytest.raises(NothingPromised):
        leaving.note_refund(Decimal(1), "SEK", on=date(2026, 12, 1), by=cast.nina, at=NOW)
    leaving.refresh_from_db()
    assert (leaving.refund_amount, leaving.refund_on) == (Decimal(45000), date(2026, 12, 1))
    kept = Event.objects.get(kind="guarantee_called")
    assert kept.facts == {"promised": "refund", "refund_on": "2026-12-01"}


def test_a_guarantee_is_kept_as_it_was_promised(cast: Cast) -> None:
    leaves(placed(cast), cast)
    with pytest.raises(IntegrityError, match="kept_as_promised"), transaction.atomic():
        Leaving.objects.update(kept_at=NOW)


def test_signed_anew_nobody_has_left(cast: Cast) -> None:
    placement = placed(cast)
    leaves(placement, cast)
    candidacy = placement.candidacy
    candidacy.take_up_again(by=cast.nina, at=NOW)
    Placement.objects.agree(candidacy, starts_on=START, by=cast.nina, at=NOW)
    assert not Leaving.objects.exists()


def test_the_form_opens_the_new_search_at_once(client: Browser, cast: Cast) -> None:
    client.force_login(cast.nina)
    placement = placed(cast)
    page = client.get(url(placement, "candidacy_leaving")).content.decode()
    assert "a new search opens now" in page
    typed = {"ended_by": "candidate", "left_on": "2026-11-18", "reason": "fit"}
    answer = client.post(
        url(placement, "candidacy_leaving"), typed | {"guarantee_holds": "on", "words": "Why"}
    )
    new = Leaving.objects.get().replacement
    assert new is not None
    assert answer.headers["Location"] == new.get_absolute_url()
    shown = client.get(url(placement, "candidacy")).content.decode()
    assert new.get_absolute_url() in shown
    brief = client.get(reverse("assignment_brief", args=[new.pk])).content.decode()
    assert "This search is the guarantee for" in brief
    assert url(placement, "candidacy") in brief


def test_where_the_guarantee_does_not_hold_nothing_starts(client: Browser, cast: Cast) -> None:
    client.force_login(cast.nina)
    placement = placed(cast)
    typed = {"ended_by": "client", "left_on": "2026-11-18", "reason": "other"}
    assert client.post(url(placement, "candidacy_leaving"), typed).status_code == 302
    assert Leaving.objects.get().promised == ""
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"ended_by": "us"}, {"left_on": "2026-08-02"}, {"left_on": ""}, {"reason": "closed"}]
)
def test_what_cannot_be_is_refused(client: Browser, cast: Cast, wrong: dict[str, str]) -> None:
    client.force_login(cast.nina)
    placement = placed(cast)
    typed = {"ended_by": "client", "left_on": "2026-11-18", "reason": "fit", "words": "My words"}
    answer = client.post(url(placement, "candidacy_leaving"), typed | wrong)
    assert answer.status_code == 422
    assert "My words" in answer.content.decode()
    assert not Leaving.objects.exists()


def test_only_whoever_sees_money_notes_the_refund(client: Browser, cast: Cast) -> None:
    placement = placed(cast, promise="refund", refund_percent=50, fee=Decimal(90000))
    leaves(placement, cast)
    client.force_login(cast.rasmus)
    assert client.get(url(placement, "leaving_refund")).status_code == 404
    client.force_login(cast.nina)
    page = client.get(url(placement, "leaving_refund")).content.decode()
    assert 'value="45000.00"' in page
    typed = {"amount": "45000", "currency": "SEK", "on": "2026-12-01"}
    assert client.post(url(placement, "leaving_refund"), typed).status_code == 302
    assert client.post(url(placement, "leaving_refund"), typed).status_code == 422


def test_a_call_logged_from_today_is_the_word_to_the_client_of_a_closed_assignment(
    client: Browser, cast: Cast
) -> None:
    client.force_login(cast.nina)
    placement = placed(cast)
    Assignment.objects.update(closed_at=NOW - timedelta(days=1), outcome="filled")
    leaves(Placement.objects.get(), cast)
    word = FollowUp.objects.get(kind="left_client")
    assert what(word) == "a word now that Jonas Krantz has left"
    typed = {
        "kind": "called",
        "who": f"contact-{cast.sara.pk}",
        "reached": "yes",
        "text": "Told her why",
        "assignment": str(placement.candidacy.assignment_id),
    }
    assert client.post(reverse("log_call"), typed).status_code in {200, 204, 302}
    word.refresh_from_db()
    assert word.settled_at is not None
