"""C8: somebody presented drops out, fewer than the minimum remain, and the next is owed at once."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import Agency
from candidates.models import Candidate
from processes.models import Assignment, Candidacy, Event, FollowUp, ShortlistReason
from processes.templatetags.follow_ups import shortlist
from processes.today.choice import of
from processes.today.words import words_owed
from tests.cast import MONDAY, NOW, Cast, agrees
from tests.processes.follow_ups.words import DATES, is_overdue, owed, stockholm

WEDNESDAY = stockholm(18, 10)


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    return cast.payroll(**DATES)


@pytest.fixture
def presented(cast: Cast, payroll: Assignment) -> list[Candidacy]:
    """Three are presented, which is a selection; nothing is owed."""
    return [cast.presented(one, payroll) for one in (cast.jonas, cast.amira, cast.ewa)]


def withdraws(candidacy: Candidacy, cast: Cast, reason: str = "stays") -> None:
    candidacy.finish("withdrawn", reason=reason, said_no="candidate", by=cast.nina, at=WEDNESDAY)


def rolf_ek(cast: Cast) -> Candidate:
    return Candidate.objects.create(first_name="Rolf", last_name="Ek", owner=cast.nina)


def words() -> list[FollowUp]:
    return list(FollowUp.objects.filter(kind="propose_next").order_by("pk"))


def test_with_enough_left_nothing_is_owed(cast: Cast, presented: list[Candidacy]) -> None:
    Agency.objects.update(shortlist_minimum=2)
    withdraws(presented[0], cast)
    assert words() == []


def test_it_is_owed_within_a_working_day_and_late_only_then(
    cast: Cast, presented: list[Candidacy]
) -> None:
    withdraws(presented[0], cast)
    word = owed("propose_next")
    assert (word.assignment, word.owner, word.candidacy) == (
        presented[0].assignment,
        cast.nina,
        None,
    )
    event = Event.objects.get(kind="shortlist_short")
    assert event.facts == {"presented": 2, "minimum": 3, "reserves": 0, "placed": 0}
    assert word.due_at == stockholm(19, 10)
    assert not is_overdue(word, stockholm(19, 10))  # on time
    assert is_overdue(word, stockholm(19, 11))


def test_two_who_drop_out_are_one_word(cast: Cast, presented: list[Candidacy]) -> None:
    withdraws(presented[0], cast)
    presented[1].finish("rejected", reason="fit", said_no="client", by=cast.nina, at=NOW)
    assert len(words()) == 1
    assert Event.objects.filter(kind="shortlist_short").count() == 1


def test_whoever_was_never_presented_is_not_missed(cast: Cast, payroll: Assignment) -> None:
    withdraws(payroll.add(cast.jonas, by=cast.nina, at=MONDAY), cast)
    assert words() == []


@pytest.mark.parametrize("reason", ["closed", "other_chosen"])
def test_a_shortlist_that_has_done_its_work_misses_nobody(
    cast: Cast, presented: list[Candidacy], reason: str
) -> None:
    presented[0].finish("rejected", reason=reason, said_no="we", by=cast.nina, at=WEDNESDAY)
    assert words() == []


def test_enough_again_settles_it_and_one_more_who_leaves_opens_another(
    cast: Cast, presented: list[Candidacy]
) -> None:
    withdraws(presented[0], cast)
    withdraws(presented[1], cast)
    again = presented[0]
    again.take_up_again(by=cast.nina, at=stockholm(18, 12))
    assert words()[0].is_open  # two of three are still no selection
    presented[1].take_up_again(by=cast.nina, at=stockholm(18, 13))
    assert words()[0].settled_at == stockholm(18, 13)
    again.finish("withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=NOW)
    assert [word.is_open for word in words()] == [False, True]


def test_the_next_who_is_presented_settles_it(cast: Cast, presented: list[Candidacy]) -> None:
    Agency.objects.update(shortlist_minimum=2)
    withdraws(presented[0], cast)
    withdraws(presented[1], cast)
    other = agrees(presented[2].assignment.add(rolf_ek(cast), by=cast.nina, at=MONDAY))
    other.move_to("presented", by=cast.nina, at=NOW)
    assert words()[0].settled_at == NOW


def test_a_placement_and_the_closing_end_it(cast: Cast, presented: list[Candidacy]) -> None:
    withdraws(presented[0], cast)
    presented[1].move_to("placed", by=cast.nina, at=NOW)
    assert words()[0].settled_at == NOW
    withdraws(presented[2], cast)
    assert len(words()) == 1  # somebody has the role


def test_a_reason_ends_the_word_and_the_risk_stays_in_view(
    client: Browser, cast: Cast, presented: list[Candidacy]
) -> None:
    client.force_login(cast.nina)
    withdraws(presented[0], cast)
    assignment = presented[0].assignment
    board = client.get(assignment.get_absolute_url()).content.decode()
    assert "A risk: 2 people are on the shortlist" in board
    url = reverse("shortlist_reason", args=[assignment.pk])
    assert client.post(url, {"words": ""}).status_code == 422
    assert client.post(url, {"words": "Nobody else speaks Polish."}).status_code == 302
    assert words()[0].dropped_at
    reason = ShortlistReason.objects.get()
    assert (reason.words, reason.presented, reason.by) == (
        "Nobody else speaks Polish.",
        2,
        cast.nina,
    )
    board = client.get(assignment.get_absolute_url()).content.decode()
    assert "A risk: 2 people" in board and "Nobody else speaks Polish." in board


def test_enough_without_anybody_in_reserve_is_a_risk_until_it_is_said_why(
    client: Browser, cast: Cast, presented: list[Candidacy]
) -> None:
    client.force_login(cast.nina)
    assignment = presented[0].assignment

    def board() -> str:
        return client.get(assignment.get_absolute_url()).content.decode()

    assert "Nobody stands in reserve." in board()
    rolf = assignment.add(rolf_ek(cast), by=cast.nina, at=MONDAY)
    rolf.keep_in_reserve(by=cast.nina, at=MONDAY)
    assert "Nobody stands in reserve." not in board()
    rolf.leave_reserve(by=cast.nina, at=MONDAY)
    presented[0].move_to("offer", by=cast.nina, at=NOW)
    assert "Nobody stands in reserve." not in board()
    presented[0].move_to("presented", by=cast.nina, at=NOW)
    ShortlistReason.objects.give(assignment, "The market is empty.", by=cast.nina, at=NOW)
    assert "Nobody stands in reserve." not in board()


def test_before_presenting_has_begun_there_is_no_risk(
    client: Browser, cast: Cast, payroll: Assignment
) -> None:
    client.force_login(cast.nina)
    assert "A risk: 0 people" not in client.get(payroll.get_absolute_url()).content.decode()
    Assignment.objects.update(presentation_on="2020-01-01")  # its day has come
    assert "A risk: 0 people" in client.get(payroll.get_absolute_url()).content.decode()


def test_todays_row_names_those_in_reserve(cast: Cast, presented: list[Candidacy]) -> None:
    rolf = presented[0].assignment.add(rolf_ek(cast), by=cast.nina, at=MONDAY)
    rolf.move_to("interviewed", by=cast.nina, at=MONDAY)
    rolf.keep_in_reserve(by=cast.nina, at=MONDAY)
    withdraws(presented[0], cast)
    rows = words_owed(of("mine", cast.nina), cast.nina, NOW).rows
    (word,) = (one for one in rows if one.kind == "propose_next")
    assert shortlist(word) == "2 of 3 left, in reserve: Rolf Ek"
    assert shortlist(owed("propose_next")) == "2 of 3 left"  # elsewhere nobody has asked who waits


@pytest.mark.parametrize(("typed", "kept"), [("5", 5), ("", 3), ("0", 3), ("10", 3), ("x", 3)])
def test_how_many_are_a_selection_is_the_agencys_to_say(
    client: Browser, cast: Cast, typed: str, kept: int
) -> None:
    client.force_login(cast.ada)
    said = {
        "name": "Askvik",
        "colour": "#0b5a63",
        "country": "SE",
        "time_zone": "Europe/Stockholm",
        "shown_as": "name",
        "shortlist_minimum": typed,
    }
    client.post(reverse("agency"), said)
    assert Agency.current().shortlist_minimum == kept
