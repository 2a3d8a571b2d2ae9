from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from processes.models import Candidacy, Event, WrongStage
from tests.cast import MONDAY, NOW, Cast, agrees

pytestmark = pytest.mark.django_db
BOARD = {"HX-Request": "true", "HX-Target": "board"}


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    return agrees(cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY))


def url(candidacy: Candidacy) -> str:
    return reverse("candidacy_stage", args=[candidacy.pk])


def test_a_move_is_kept_with_its_moment_and_its_event(cast: Cast, jonas: Candidacy) -> None:
    jonas.move_to("contacted", by=cast.nina, at=NOW)
    jonas.refresh_from_db()
    assert (jonas.stage, jonas.stage_since) == ("contacted", NOW)
    event = Event.objects.get(kind="stage_moved")
    assert event.facts == {"from": "identified", "to": "contacted"}
    assert not event.visible_to_client


def test_whoever_is_interviewed_is_owed_personal_feedback(cast: Cast, jonas: Candidacy) -> None:
    jonas.move_to("interviewed", by=cast.nina, at=NOW)
    assert {follow_up.kind for follow_up in jonas.follow_ups.all()} == {
        "personal_feedback",
        "candidate_silence",
    }


def test_the_client_sees_a_presentation_and_its_moment_is_kept_when_moved_back(
    cast: Cast, jonas: Candidacy
) -> None:
    event = jonas.move_to("presented", by=cast.nina, at=MONDAY)
    assert event and event.visible_to_client
    jonas.move_to("interviewed", by=cast.nina, at=NOW)
    jonas.move_to("presented", by=cast.nina, at=NOW + timedelta(days=1))
    jonas.refresh_from_db()
    assert jonas.presented_at == MONDAY


def test_to_where_they_stand_already_nothing_happens(cast: Cast, jonas: Candidacy) -> None:
    assert jonas.move_to("identified", by=cast.nina, at=NOW) is None
    assert not Event.objects.filter(kind="stage_moved").exists()


def test_there_is_no_such_stage(cast: Cast, jonas: Candidacy) -> None:
    with pytest.raises(WrongStage, match="no such stage"):
        jonas.move_to("hired", by=cast.nina, at=NOW)


def test_whoever_is_out_does_not_move(cast: Cast, jonas: Candidacy) -> None:
    seen_before = Candidacy.objects.get(pk=jonas.pk)
    jonas.finish("withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=NOW)
    with pytest.raises(WrongStage, match="no longer in play"):
        seen_before.move_to("contacted", by=cast.nina, at=NOW)


def test_a_drop_answers_with_the_board(client: Browser, cast: Cast, jonas: Candidacy) -> None:
    client.force_login(cast.nina)
    moved = {"stage": "contacted", "from": "identified"}
    answer = client.post(url(jonas), moved, headers=BOARD)
    assert answer.status_code == 200
    assert answer.content.decode().lstrip().startswith('<div id="board">')
    jonas.refresh_from_db()
    assert jonas.stage == "contacted"


def test_the_menu_works_without_scripts_and_leads_back(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    client.force_login(cast.nina)
    answer = client.post(url(jonas), {"stage": "contacted", "from": "identified"})
    assert answer["Location"] == jonas.assignment.get_absolute_url()
    there = {"stage": "interested", "from": "contacted", "back": "candidacy"}
    assert client.post(url(jonas), there)["Location"] == reverse("candidacy", args=[jonas.pk])


@pytest.mark.parametrize("headers", [BOARD, {}])
def test_a_card_that_somebody_else_moved_is_not_moved_but_shown_where_it_is(
    client: Browser, cast: Cast, jonas: Candidacy, headers: dict[str, str]
) -> None:
    jonas.move_to("interviewed", by=cast.rasmus, at=NOW)
    client.force_login(cast.nina)
    stale = {"stage": "contacted", "from": "identified"}
    answer = client.post(url(jonas), stale, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'name="from" value="interviewed"' in page  # the fresh card
    jonas.refresh_from_db()
    assert jonas.stage == "interviewed"
    said = json.loads(answer["HX-Trigger"])["toast"]["text"] if headers else page
    assert "Somebody has moved Jonas Krantz to “Interviewed” meanwhile" in said


def test_a_card_that_somebody_else_ended_is_gone_and_says_so(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    jonas.finish("withdrawn", reason="stays", said_no="candidate", by=cast.rasmus, at=NOW)
    client.force_login(cast.nina)
    moved = {"stage": "contacted", "from": "identified"}
    answer = client.post(url(jonas), moved, headers=BOARD)
    assert answer.status_code == 422
    assert "no longer in play" in answer["HX-Trigger"]
    assert "data-card" not in answer.content.decode()


def test_two_moves_to_the_same_stage_agree(client: Browser, cast: Cast, jonas: Candidacy) -> None:
    jonas.move_to("contacted", by=cast.rasmus, at=NOW)
    client.force_login(cast.nina)
    moved = {"stage": "contacted", "from": "identified"}
    assert client.post(url(jonas), moved, headers=BOARD).status_code == 200
    assert Event.objects.filter(kind="stage_moved").count() == 1


@pytest.mark.parametrize("stage", ["", "hired", "<script>"])
def test_an_unknown_stage_is_refused(
    client: Browser, cast: Cast, jonas: Candidacy, stage: str
) -> None:
    client.force_login(cast.nina)
    assert client.post(url(jonas), {"stage": stage}).status_code == 422


def test_placed_asks_for_the_terms_first(client: Browser, cast: Cast, jonas: Candidacy) -> None:
    client.force_login(cast.nina)
    there = reverse("candidacy_placement", args=[jonas.pk])
    moved = {"stage": "placed", "from": "identified"}
    assert client.post(url(jonas), moved)["Location"] == there
    assert client.post(url(jonas), moved, headers=BOARD)["HX-Redirect"] == there
    jonas.refresh_from_db()
    assert jonas.stage == "identified"


def test_on_a_closed_assignment_nobody_moves(client: Browser, cast: Cast, jonas: Candidacy) -> None:
    jonas.assignment.close("lost", words="Too late.", by=cast.nina, at=NOW)
    client.force_login(cast.nina)
    answer = client.post(url(jonas), {"stage": "contacted", "from": "identified"})
    assert answer.status_code == 422
    assert "This assignment is closed" in answer.content.decode()


def test_looking_at_the_address_moves_nobody(client: Browser, cast: Cast, jonas: Candidacy) -> None:
    client.force_login(cast.nina)
    assert client.get(url(jonas)).status_code == 405


def test_a_move_with_its_follow_ups_costs_fourteen_queries(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    jonas.move_to("interviewed", by=cast.nina, at=MONDAY)
    client.force_login(cast.nina)
    with CaptureQueriesContext(connection) as asked:
        client.post(url(jonas), {"stage": "presented", "from": "interviewed"}, headers=BOARD)
    # The test's own transaction makes a savepoint of what is a transaction elsewhere.
    queries = [query for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(queries) <= 14
    assert jonas.follow_ups.filter(kind="client_feedback").exists()
