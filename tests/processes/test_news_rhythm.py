"""The candidate chooses how often they hear from us where there is nothing new (K3)."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from candidates.models import Candidate
from processes.models import Candidacy, FollowUp, HoldingMessage
from processes.news_rhythm import choose
from tests.cast import Cast
from tests.processes.follow_ups.words import call_candidate, owed, stockholm
from tests.processes.holding.words import prepared


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    return cast.presented(cast.jonas, cast.payroll())


def chooses(cast: Cast, rhythm: str, at: datetime) -> None:
    choose(Candidate.objects.get(pk=cast.jonas.pk), rhythm, by=cast.nina, at=at)


def clock() -> FollowUp:
    return owed("candidate_silence", settled_at=None, dropped_at=None)


def test_early_the_clock_that_runs_goes_by_it_from_the_last_word_on(
    cast: Cast, jonas: Candidacy
) -> None:
    assert clock().due_at == stockholm(23, 9)
    chooses(cast, "fortnightly", stockholm(17, 10))
    assert (clock().due_at, clock().first_due_at) == (stockholm(30, 9), stockholm(30, 9))
    assert clock().next_reminder_at == stockholm(27, 8)
    assert not clock().was_moved
    event = jonas.candidate.events.get(kind="news_rhythm_chosen")
    assert (event.facts["was"], event.facts["now"]) == ("weekly", "fortnightly")


def test_the_next_clock_goes_by_it_too(cast: Cast, jonas: Candidacy) -> None:
    chooses(cast, "fortnightly", stockholm(17, 10))
    call_candidate(Candidacy.objects.get(pk=jonas.pk), stockholm(18, 10))
    assert clock().due_at == stockholm(2, 10, month=12)


def test_late_a_shorter_rhythm_breaks_no_word_that_was_kept(cast: Cast, jonas: Candidacy) -> None:
    chooses(cast, "fortnightly", stockholm(17, 10))
    chooses(cast, "weekly", stockholm(26, 10))
    assert (clock().due_at, clock().first_due_at) == (stockholm(26, 17), stockholm(26, 17))


def test_twice_it_is_one_event(cast: Cast, jonas: Candidacy) -> None:
    for _ in range(2):
        chooses(cast, "fortnightly", stockholm(17, 10))
    assert jonas.candidate.events.filter(kind="news_rhythm_chosen").count() == 1


def test_who_wants_news_only_has_no_clock_until_they_change_their_mind(
    cast: Cast, jonas: Candidacy
) -> None:
    chooses(cast, "only_news", stockholm(17, 10))
    assert owed("candidate_silence").dropped_at == stockholm(17, 10)
    call_candidate(Candidacy.objects.get(pk=jonas.pk), stockholm(18, 10))
    assert not FollowUp.objects.waiting().filter(kind="candidate_silence").exists()
    chooses(cast, "weekly", stockholm(24, 10))
    assert (clock().opened_at, clock().due_at) == (stockholm(24, 10), stockholm(1, 10, month=12))
    assert clock().owner == cast.nina


def test_whoever_we_have_only_found_gets_no_clock(cast: Cast) -> None:
    cast.payroll().add(cast.jonas, by=cast.nina, at=stockholm(16, 9))
    chooses(cast, "only_news", stockholm(17, 10))
    chooses(cast, "weekly", stockholm(18, 10))
    assert not FollowUp.objects.filter(kind="candidate_silence").exists()


def test_a_promised_day_stays_promised(cast: Cast, jonas: Candidacy) -> None:
    call_candidate(jonas, stockholm(17, 10), next_on="2026-11-19")
    chooses(cast, "only_news", stockholm(17, 11))
    assert owed("next_word").due_at == stockholm(19, 17)
    assert owed("next_word").is_open


def test_what_was_put_off_stays_put_off(cast: Cast, jonas: Candidacy) -> None:
    FollowUp.objects.filter(pk=clock().pk).update(due_at=stockholm(25, 17))
    chooses(cast, "fortnightly", stockholm(17, 10))
    assert clock().due_at == stockholm(25, 17)


def test_prepared_words_that_nobody_touched_are_set_aside(cast: Cast, jonas: Candidacy) -> None:
    message = prepared(jonas)
    chooses(cast, "fortnightly", stockholm(20, 10))
    message.refresh_from_db()
    assert message.set_aside_at == stockholm(20, 10)
    prepared(jonas, at=stockholm(27, 8))
    assert HoldingMessage.objects.waiting().count() == 1


def test_it_is_chosen_on_the_candidates_page(cast: Cast, client: Client, jonas: Candidacy) -> None:
    client.force_login(cast.nina)
    url = reverse("candidate_news_rhythm", args=[cast.jonas.pk])
    assert url in client.get(cast.jonas.get_absolute_url()).content.decode()
    assert "Every two weeks" in client.get(url).content.decode()
    answer = client.post(url, {"rhythm": "fortnightly"}, follow=True)
    assert "Jonas Krantz hears from us every two weeks." in answer.content.decode()
    text = client.get(cast.jonas.get_absolute_url()).content.decode()
    assert "wants to hear from us every two weeks" in text


@pytest.mark.parametrize("rhythm", ["", "hourly"])
def test_another_rhythm_is_refused(
    cast: Cast, client: Client, jonas: Candidacy, rhythm: str
) -> None:
    client.force_login(cast.nina)
    url = reverse("candidate_news_rhythm", args=[cast.jonas.pk])
    assert client.post(url, {"rhythm": rhythm}).status_code == 422
    assert Candidate.objects.get(pk=cast.jonas.pk).news_rhythm == "weekly"
