"""Each client, and each placed candidate, may have a rhythm of contact of their own (A3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from clients.models import Client as Company
from processes.models import FollowUpPolicy
from processes.top_of_mind.gone_quiet import gone_quiet
from processes.top_of_mind.rhythm import agencys_weeks, choose_rhythm
from tests.cast import NOW, Cast
from tests.processes.top_of_mind.quiet import (
    SPOKEN,
    WEEK,
    candidates_word,
    clients_word,
    placed,
    spoken,
)

pytestmark = pytest.mark.django_db
STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.fixture
def quiet(cast: Cast) -> Cast:
    spoken(cast, cast.sara)
    return cast


def listed(cast: Cast, at: datetime) -> bool:
    return gone_quiet(cast.nina, at, whose=None).filter(client=cast.nordvik).exists()


def test_the_own_rhythm_counts_working_weeks_from_the_last_word(quiet):
    choose_rhythm(quiet.nordvik, 16, at=NOW)
    due = clients_word(quiet).due_at
    assert due.astimezone(STOCKHOLM).time() == SPOKEN.astimezone(STOCKHOLM).time()
    assert timedelta(0) <= due - (SPOKEN + 16 * WEEK) < WEEK  # holidays are no working days


def test_early_nobody_is_listed(quiet):
    choose_rhythm(quiet.nordvik, 20, at=NOW)
    assert not listed(quiet, NOW)


def test_on_the_day_the_client_is_listed(quiet):
    choose_rhythm(quiet.nordvik, 16, at=NOW)
    due = clients_word(quiet).due_at
    assert listed(quiet, due - timedelta(hours=1))
    assert not listed(quiet, due - timedelta(days=2))


def test_chosen_twice_nothing_moves(quiet):
    assert choose_rhythm(quiet.nordvik, 16, at=NOW) == 1
    assert choose_rhythm(quiet.nordvik, 16, at=NOW + WEEK) == 0


def test_one_that_would_be_late_is_due_today_and_not_broken(quiet):
    choose_rhythm(quiet.nordvik, 4, at=NOW)
    word = clients_word(quiet)
    assert word.due_at > NOW and word.due_at.date() == NOW.date()
    assert not word.was_moved and listed(quiet, NOW)


def test_a_call_settles_it_and_begins_the_rhythm_anew(quiet):
    choose_rhythm(quiet.nordvik, 4, at=NOW)
    spoken(quiet, quiet.sara, NOW)
    assert not listed(quiet, NOW)
    assert timedelta(0) <= clients_word(quiet).due_at - (NOW + 4 * WEEK) < WEEK


def test_without_one_of_its_own_the_agencys_counts_again(quiet):
    before = clients_word(quiet).due_at
    choose_rhythm(quiet.nordvik, 30, at=NOW)
    choose_rhythm(quiet.nordvik, None, at=SPOKEN)
    assert clients_word(quiet).due_at == before


def test_one_that_was_put_off_stays_put_off(quiet):
    word = clients_word(quiet)
    word.put_off(NOW + 8 * WEEK, by=quiet.nina, at=NOW, why="They asked for it")
    assert choose_rhythm(quiet.nordvik, 2, at=NOW) == 0
    assert clients_word(quiet).due_at == NOW + 8 * WEEK


def test_the_own_rhythm_goes_before_the_due_times_of_the_client(quiet):
    FollowUpPolicy.objects.create(kind="keep_in_touch", client=quiet.nordvik, days=5)
    choose_rhythm(quiet.nordvik, 16, at=NOW)
    assert clients_word(quiet).due_at > NOW + WEEK


def test_a_placed_candidate_has_a_rhythm_too(cast):
    candidacy = placed(cast)
    before = candidates_word(candidacy).due_at
    choose_rhythm(cast.amira, 4, at=NOW)
    assert candidates_word(candidacy).due_at < before


def test_the_agencys_rhythm_is_that_of_its_due_times(cast):
    assert agencys_weeks() == 12
    FollowUpPolicy.objects.create(kind="keep_in_touch", days=20)
    assert agencys_weeks() == 4


@pytest.mark.parametrize("weeks", [0, 105])
def test_the_database_allows_no_odd_rhythm(cast, weeks):
    with pytest.raises(IntegrityError), transaction.atomic():
        Company.objects.update(touch_every_weeks=weeks)


@pytest.fixture
def nina(client: Client, cast: Cast) -> Client:
    client.force_login(cast.nina)
    return client


@pytest.mark.parametrize("name", ["client_rhythm", "candidate_rhythm"])
def test_it_is_chosen_on_the_page_and_emptied_again(nina, cast, name):
    of = cast.nordvik if name == "client_rhythm" else cast.amira
    address = reverse(name, args=[of.pk])
    assert "12 weeks" in nina.get(address).content.decode()
    for typed, kept in (("6", 6), ("", None)):
        assert nina.post(address, {"weeks": typed}).status_code == 302
        of.refresh_from_db()
        assert of.touch_every_weeks == kept
    assert "change" in nina.get(of.get_absolute_url()).content.decode()


@pytest.mark.parametrize("typed", ["0", "105", "-3", "soon"])
def test_an_odd_rhythm_is_refused_and_stays_typed(nina, cast, typed):
    answer = nina.post(reverse("client_rhythm", args=[cast.nordvik.pk]), {"weeks": typed})
    assert answer.status_code == 422 and f'value="{typed}"' in answer.content.decode()
    cast.nordvik.refresh_from_db()
    assert cast.nordvik.touch_every_weeks is None
