"""The gone-quiet list: who, since when, and whom to ring (A3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from processes.models import Assignment, FollowUp
from processes.top_of_mind import gone_quiet as quiet
from processes.top_of_mind.rhythm import CLIENTS, choose_rhythm
from tests.cast import MONDAY, NOW, Cast, person
from tests.processes.top_of_mind.quiet import SPOKEN, WEEK, candidates_word, placed, spoken

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def nina(client: Client, cast: Cast) -> Client:
    client.force_login(cast.nina)
    return client


def page(client: Client, **asked: str) -> str:
    return client.get(reverse("gone_quiet"), asked).content.decode()


def rings(cast: Cast) -> str:
    words = quiet.gone_quiet(cast.nina, NOW, whose=None)
    rows, _more = quiet.page_of(words, CLIENTS)
    return rows[0].person.full_name if rows[0].person else ""


def test_whom_we_talked_to_last_is_rung_first(cast):
    spoken(cast, cast.hugo, SPOKEN - DAY)
    assert rings(cast) == "Hugo Falk"
    spoken(cast, cast.sara, SPOKEN)
    assert rings(cast) == "Sara Berg"
    cast.leaves(cast.sara)
    assert rings(cast) == "Hugo Falk"


def test_where_nobody_talked_whoever_decides_is_rung(cast):
    spoken(cast, cast.hugo, SPOKEN)
    cast.leaves(cast.hugo)
    assert rings(cast) == "Sara Berg"


def test_the_longest_silent_stand_first_and_pages_follow_each_other(cast, monkeypatch):
    spoken(cast, cast.peter, SPOKEN - WEEK)
    spoken(cast, cast.sara, SPOKEN)
    monkeypatch.setattr(quiet, "SHOWN", 1)
    words = quiet.gone_quiet(cast.nina, NOW, whose=None)
    seen = [quiet.page_of(words, CLIENTS, after=after) for after in (0, 1)]
    assert [rows[0].word.client for rows, _more in seen] == [cast.lumen, cast.nordvik]
    assert [more for _rows, more in seen] == [True, False]


def test_ones_own_are_shown_and_everybodys_on_a_wish(nina, cast):
    spoken(cast, cast.peter, SPOKEN)  # Rasmus looks after Lumen
    assert "Lumen Retail" not in page(nina)
    assert "ring Peter Nowak" in page(nina, whose="everybody")


def test_placed_people_are_listed_by_their_rhythm(nina, cast):
    candidacy = placed(cast, MONDAY - 20 * WEEK)
    spoken(cast, cast.sara, NOW - DAY)
    assert "Amira Lundqvist" in page(nina)
    choose_rhythm(cast.amira, 40, at=NOW)
    assert candidates_word(candidacy).due_at > NOW
    assert "Amira Lundqvist" not in page(nina)


def test_a_client_for_whom_something_runs_is_not_quiet(nina, cast):
    spoken(cast, cast.sara, SPOKEN)
    cast.payroll()
    assert "Nordvik Energi" not in page(nina)


def test_clients_and_people_of_another_system_are_listed_until_a_first_call(nina, cast):
    candidacy = placed(cast, MONDAY - 20 * WEEK)
    Assignment.objects.update(closed_at=SPOKEN, outcome="filled")
    FollowUp.objects.waiting().update(dropped_at=SPOKEN)
    said = page(nina)
    assert "Clients without a word on record" in said
    assert "Placed, without a word on record" in said
    spoken(cast, cast.sara, NOW)
    assert not quiet.clients_without_a_word(cast.nina, whose=None).exists()
    assert quiet.placed_without_a_word(cast.nina, whose=cast.rasmus).count() == 0
    assert list(quiet.placed_without_a_word(cast.nina, whose=cast.nina)) == [candidacy]


def test_a_placement_on_a_hidden_assignment_is_not_there_for_others(nina, cast):
    candidacy = placed(cast, MONDAY - 20 * WEEK)
    Assignment.objects.update(confidential=True, owner=person("Olle Owner", Role.RECRUITER))
    assert not quiet.gone_quiet(cast.nina, NOW, whose=None).filter(candidacy=candidacy).exists()
    assert "Amira Lundqvist" not in page(nina, whose="everybody")


def test_nobody_quiet_says_what_will_appear(nina):
    assert "Nobody has gone quiet" in page(nina)
    assert page(nina, clients="x", people="9" * 9)


def test_the_page_asks_few_questions(nina, cast, django_assert_max_num_queries):
    spoken(cast, cast.sara, SPOKEN)
    spoken(cast, cast.peter, SPOKEN)
    placed(cast, MONDAY - 20 * WEEK)
    with django_assert_max_num_queries(10):
        page(nina, whose="everybody")
