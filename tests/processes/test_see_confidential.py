"""Who sees a confidential assignment: owner, team, leads, and who sits in for one of them now."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Leave, Role, User
from processes.deputies import chairs_of, take_places
from processes.letters_seen import OCCASIONS, OF_NO_ASSIGNMENT
from processes.models import Assignment, Event, FollowUp
from tests.cast import MONDAY, NOW, Cast, person

FRIDAY_NIGHT = datetime(2026, 11, 20, 23, tzinfo=UTC)


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    return cast.payroll(confidential=True, team=[person("Lars Teammate", Role.RECRUITER)])


def sees(user: User, assignment: Assignment) -> bool:
    """The same answer for the assignment and for what is on it."""
    there = Assignment.objects.visible_to(user).filter(pk=assignment.pk).exists()
    for rows in (Event.objects, FollowUp.objects):
        assert rows.visible_to(user).filter(assignment=assignment).exists() is there
    return there


def away(user: User, deputy: User, at: datetime = NOW) -> Leave:
    days = {"starts_on": date(2026, 11, 19), "ends_on": date(2026, 11, 20)}
    leave = Leave.objects.plan(user=user, deputy=deputy, **days, at=MONDAY)
    if at >= leave.starts_at:
        take_places(leave.pk, at)
    return leave


def test_its_owner_its_team_leads_and_admins(cast: Cast, payroll: Assignment) -> None:
    lars = User.objects.get(full_name="Lars Teammate")
    assert all(sees(user, payroll) for user in (cast.nina, lars, cast.lea, cast.ada))
    assert not sees(cast.rasmus, payroll)


def test_an_open_one_is_everybodys_whoever_is_on_its_team(cast: Cast) -> None:
    engineer = cast.data_engineer(team=[cast.ada])
    assert all(sees(user, engineer) for user in (cast.nina, cast.rasmus, cast.lea))


def test_rows_of_no_assignment_are_everybodys(cast: Cast, payroll: Assignment) -> None:
    payroll.close("lost", words="No budget.", by=cast.nina, at=NOW)
    word = FollowUp.objects.get(kind="keep_in_touch")
    assert word in FollowUp.objects.visible_to(cast.rasmus)


@pytest.mark.parametrize("who", ["nina", "lars", "lea"])
def test_whoever_stands_in_for_one_of_them_sees_it_while_they_do(
    cast: Cast, payroll: Assignment, who: str
) -> None:
    lars = User.objects.get(full_name="Lars Teammate")
    leave = away({"nina": cast.nina, "lars": lars, "lea": cast.lea}[who], cast.rasmus)
    assert sees(cast.rasmus, payroll)
    take_places(leave.pk, FRIDAY_NIGHT)
    assert not sees(cast.rasmus, payroll)


def test_nobody_sees_it_before_the_leave_has_begun(cast: Cast, payroll: Assignment) -> None:
    away(cast.nina, cast.rasmus, at=MONDAY)
    assert not sees(cast.rasmus, payroll)


def test_the_deputy_of_a_deputy_who_is_away_sees_it_too(cast: Cast, payroll: Assignment) -> None:
    ewa = person("Ewa Third", Role.RECRUITER)
    away(cast.nina, cast.rasmus)
    away(cast.rasmus, ewa)
    assert set(chairs_of(ewa)) == {ewa, cast.rasmus, cast.nina}
    assert sees(ewa, payroll)
    owner = FollowUp.objects.waiting().filter(assignment=payroll).values_list("owner", flat=True)
    assert set(owner) == {ewa.pk}


def test_two_who_stand_in_for_each_other_are_no_endless_question(cast: Cast) -> None:
    away(cast.nina, cast.rasmus)
    away(cast.rasmus, cast.nina)
    assert set(chairs_of(cast.nina)) == set(chairs_of(cast.rasmus)) == {cast.nina, cast.rasmus}


def test_nothing_is_asked_for_a_lead(cast: Cast, payroll: Assignment) -> None:
    with CaptureQueriesContext(connection) as asked:
        list(FollowUp.objects.visible_to(cast.lea))
    (query,) = asked.captured_queries
    assert "confidential" not in query["sql"]


def test_the_hidden_ones_are_found_by_their_own_index(cast: Cast, payroll: Assignment) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    hidden = Assignment.objects.order_by().hidden_from(cast.rasmus).values("pk")
    assert "confidential_assignments" in hidden.explain()


def test_it_is_known_how_every_occasion_of_a_letter_leads_to_its_assignment() -> None:
    from django.apps import apps

    writes = {model for model in apps.get_models() if hasattr(model, "letter_was_sent")}
    writes |= {model for model in apps.get_models() if hasattr(model, "still_wants_letter")}
    known = set(OCCASIONS) | OF_NO_ASSIGNMENT
    assert {model for model in writes if model._meta.app_label == "processes"} == known
