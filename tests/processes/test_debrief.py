"""K5: what both sides say after a meeting, and what it does to interest."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from processes import words
from processes.attention import cooling
from processes.board import columns
from processes.cooling import fallen_from
from processes.models import Candidacy, Debrief, Event, FollowUp, OtherProcess
from processes.today.choice import of
from tests.cast import MONDAY, NOW, Cast
from tests.processes.follow_ups.words import owed

HOUR = timedelta(hours=1)


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    candidacy = cast.presented(cast.jonas, cast.payroll())
    candidacy.note_interest(4, by=cast.nina, at=MONDAY)
    return candidacy


def debrief(candidacy: Candidacy, cast: Cast, side: str = "candidate", **said: Any) -> Debrief:
    if side == "client":
        said.setdefault("contact", cast.sara)
    return Debrief.objects.take(candidacy, side=side, by=cast.nina, at=NOW, **said)


def alerts(cast: Cast) -> list[Candidacy]:
    return list(cooling(of("mine", cast.nina), NOW + 30 * 24 * HOUR))


def on_card(candidacy: Candidacy) -> str:
    cards = [one for column in columns(candidacy.assignment, NOW) for one in column.cards]
    return cards[0].alert


@pytest.mark.parametrize(
    ("before", "now", "known", "fallen"),
    [
        (5, 3, None, 5),
        (4, 2, None, 4),
        (3, 2, None, 3),  # to two or less
        (2, 1, None, 2),
        (5, 4, None, None),
        (4, 3, None, None),
        (2, 2, None, None),
        (3, 5, None, None),
        (2, 3, 5, 5),  # a small step up is no recovery
        (3, 4, 5, None),
        (2, 3, 3, None),
        (None, 1, None, None),
        (4, None, None, None),
    ],
)
def test_when_interest_has_fallen(
    before: int | None, now: int | None, known: int | None, fallen: int | None
) -> None:
    assert fallen_from(before, now, known) == fallen


def test_a_debrief_is_kept_and_told_on_the_timeline_for_us_alone(
    jonas: Candidacy, cast: Cast
) -> None:
    kept = debrief(
        jonas, cast, before=5, after=4, warmed="The team", cooled="The commute", next_step="Sara"
    )
    assert (kept.warmed, kept.cooled, kept.next_step) == ("The team", "The commute", "Sara")
    assert (kept.call.kind, kept.call.reached, kept.call.candidate) == ("called", True, cast.jonas)
    told = Event.objects.get(kind="debriefed")
    assert (told.facts["before"], told.facts["after"], told.text) == (5, 4, "")
    assert not Event.objects.filter(at=NOW, visible_to_client=True).exists()
    jonas.refresh_from_db()
    assert (jonas.interest, jonas.cooled_from) == (4, None)


def test_a_fall_is_an_alert_on_today_and_on_the_card_until_it_recovers(
    jonas: Candidacy, cast: Cast
) -> None:
    debrief(jonas, cast, before=5, after=3)
    [alert] = alerts(cast)
    assert (alert, alert.cooled_from, alert.interest) == (jonas, 5, 3)
    assert on_card(jonas) == "interest fell 5 → 3"
    jonas.note_interest(4, by=cast.nina, at=NOW + HOUR)
    assert alerts(cast) == []
    assert on_card(jonas) == ""


def test_what_is_known_is_the_interest_before_where_nobody_asked(
    jonas: Candidacy, cast: Cast
) -> None:
    debrief(jonas, cast, after=2)
    jonas.refresh_from_db()
    assert (jonas.interest, jonas.cooled_from) == (2, 4)


def test_the_alert_goes_when_the_candidacy_ends(jonas: Candidacy, cast: Cast) -> None:
    debrief(jonas, cast, before=5, after=1)
    jonas.finish("withdrawn", reason="salary", said_no="candidate", by=cast.nina, at=NOW + HOUR)
    assert alerts(cast) == []


def test_the_clients_interest_falls_too(jonas: Candidacy, cast: Cast) -> None:
    debrief(jonas, cast, "client", before=5, after=2)
    [alert] = alerts(cast)
    assert (alert.client_cooled_from, alert.client_interest, alert.cooled_from) == (5, 2, None)
    assert on_card(jonas) == "client's interest fell 5 → 2"
    debrief(jonas, cast, "client", after=5)
    assert alerts(cast) == []
    jonas.refresh_from_db()
    assert jonas.interest == 4


def test_the_clients_word_in_it_is_its_answer(jonas: Candidacy, cast: Cast) -> None:
    debrief(jonas, cast, "client", after=4, answer="We want to go on.", confidential="Budget")
    answer = Event.objects.get(kind="client_answered")
    assert (answer.text, answer.contact, answer.candidacy) == (
        "We want to go on.",
        cast.sara,
        jonas,
    )
    assert owed("client_feedback").settled_by == answer
    assert owed("personal_feedback", settled_at=None).candidacy == jonas


def test_nobody_of_the_clients_is_no_debrief_of_the_client(jonas: Candidacy, cast: Cast) -> None:
    with pytest.raises(ValueError, match="talk with somebody"):
        debrief(jonas, cast, "client", contact=None, after=4)


@pytest.mark.parametrize("side", ["candidate", "client"])
def test_undone_with_its_call_it_never_was(jonas: Candidacy, cast: Cast, side: str) -> None:
    FollowUp.objects.filter(kind="client_feedback").delete()
    kept = debrief(jonas, cast, side, before=5, after=1)
    if side == "candidate":
        OtherProcess.objects.note(jonas, "Axfood", stage="offer", by=cast.nina, at=NOW)
    kept.call.undo(by=cast.nina, at=kept.call.recorded_at)
    assert not Debrief.objects.exists()
    assert not OtherProcess.objects.exists()
    assert not Event.objects.standing().filter(kind="debriefed").exists()
    jonas.refresh_from_db()
    assert (jonas.interest, jonas.cooled_from, jonas.other_offer) == (4, None, "")
    assert (jonas.client_interest, jonas.client_cooled_from) == (None, None)


def test_what_was_noted_after_a_debrief_outlives_its_undoing(jonas: Candidacy, cast: Cast) -> None:
    kept = debrief(jonas, cast, before=5, after=1)
    jonas.note_interest(3, by=cast.nina, at=NOW + HOUR)
    kept.call.undo(by=cast.nina, at=kept.call.recorded_at)
    jonas.refresh_from_db()
    assert jonas.interest == 3


def test_what_one_side_said_is_in_no_words_for_the_other(jonas: Candidacy, cast: Cast) -> None:
    inside = dict.fromkeys(("warmed", "cooled", "next_step", "confidential"), "CANARY")
    debrief(jonas, cast, before=5, after=4, **inside)
    debrief(jonas, cast, "client", before=5, after=4, **inside)
    to_candidate = words.facts_about(candidacy=jonas, at=NOW)
    to_client = words.facts_about(candidacy=jonas, contact=cast.sara, at=NOW)
    for kind in ("word", "decline", "decline_after_interview", "holding"):
        assert "CANARY" not in " ".join(words.draft(kind, "en", to_candidate))
    for kind in ("word", "feedback_asked"):
        assert "CANARY" not in " ".join(words.draft(kind, "en", to_client))
    assert "CANARY" not in f"{to_candidate} {to_client}"


def test_on_a_hidden_assignment_it_is_for_its_team(jonas: Candidacy, cast: Cast) -> None:
    debrief(jonas, cast, after=4)
    OtherProcess.objects.note(jonas, "Axfood", by=cast.nina, at=NOW)
    jonas.assignment.confidential = True
    jonas.assignment.save(update_fields=["confidential"])
    assert Debrief.objects.visible_to(cast.nina).exists()
    assert not Debrief.objects.visible_to(cast.rasmus).exists()
    assert not OtherProcess.objects.visible_to(cast.rasmus).exists()
