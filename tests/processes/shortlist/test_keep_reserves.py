"""Behind the shortlist stand reserves, in an order (C8)."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import Assignment, Candidacy, WrongStage
from tests.cast import MONDAY, NOW, Cast, agrees


@pytest.fixture
def payroll(cast: Cast, client: Browser) -> Assignment:
    client.force_login(cast.nina)
    return cast.payroll()


@pytest.fixture
def line(cast: Cast, payroll: Assignment) -> list[Candidacy]:
    """Jonas, Amira and Ewa in reserve, in this order."""
    people = [payroll.add(one, by=cast.nina, at=MONDAY) for one in (cast.jonas, cast.amira)]
    people.append(agrees(payroll.add(cast.ewa, by=cast.nina, at=MONDAY)))
    for one in people:
        one.move_to("interviewed", by=cast.nina, at=MONDAY)
        one.keep_in_reserve(by=cast.nina, at=NOW)
    return people


def names(assignment: Assignment) -> list[str]:
    reserves = assignment.candidacies.reserves().select_related("candidate")
    return [one.candidate.first_name for one in reserves]


def post(client: Browser, candidacy: Candidacy, name: str, **typed: str) -> int:
    return client.post(reverse(name, args=[candidacy.pk]), typed).status_code


def test_whoever_comes_last_stands_last_and_stays(cast: Cast, line: list[Candidacy]) -> None:
    assert names(line[0].assignment) == ["Jonas", "Amira", "Ewa"]
    assert line[0].keep_in_reserve(by=cast.nina, at=NOW) is None
    assert names(line[0].assignment) == ["Jonas", "Amira", "Ewa"]


def test_they_change_places_up_and_down(client: Browser, line: list[Candidacy]) -> None:
    assert post(client, line[2], "candidacy_reserve", step="up") == 302
    assert names(line[0].assignment) == ["Jonas", "Ewa", "Amira"]
    assert post(client, line[0], "candidacy_reserve", step="up") == 302  # the first stays first
    assert post(client, line[0], "candidacy_reserve", step="down") == 302
    assert names(line[0].assignment) == ["Ewa", "Jonas", "Amira"]


def test_taken_out_withdrawn_or_presented_they_wait_no_more(
    client: Browser, cast: Cast, line: list[Candidacy]
) -> None:
    assert post(client, line[0], "reserve_leaving") == 302
    line[1].refresh_from_db()
    line[1].finish("withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=NOW)
    line[2].move_to("presented", by=cast.nina, at=NOW)
    assert names(line[0].assignment) == []


def test_nobody_presented_or_out_stands_in_reserve(
    client: Browser, cast: Cast, payroll: Assignment
) -> None:
    presented = cast.presented(cast.jonas, payroll)
    with pytest.raises(WrongStage):
        presented.keep_in_reserve(by=cast.nina, at=NOW)
    assert post(client, presented, "candidacy_reserve") == 422
    assert names(payroll) == []


def test_the_page_shows_who_is_presented_who_waits_and_who_could(
    client: Browser, cast: Cast, line: list[Candidacy], django_assert_max_num_queries: object
) -> None:
    line[0].move_to("contacted", by=cast.nina, at=NOW)
    url = reverse("assignment_shortlist", args=[line[0].assignment_id])
    line[1].leave_reserve(by=cast.nina, at=NOW)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        page = client.get(url).content.decode()
    reserves, others = page.split("Could stand in reserve")
    assert "Ewa Malinowska" in reserves and "Amira Lundqvist" not in reserves
    assert "Amira Lundqvist" in others and "not asked for consent" in others


def test_proposed_from_there_they_are_presented(client: Browser, line: list[Candidacy]) -> None:
    typed = {"stage": "presented", "from": "interviewed"}
    assert post(client, line[2], "candidacy_stage", **typed) == 302
    line[2].refresh_from_db()
    assert (line[2].stage, line[2].reserve) == ("presented", None)
