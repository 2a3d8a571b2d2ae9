"""A whole desk goes to somebody else; before it is empty nobody is closed out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Leave, User
from candidates.models import Candidate
from clients.models import Client as Company
from mailings.models import Letter
from processes.desks import Desk, NoDeputy
from processes.models import Assignment, Event, FollowUp
from recruitcrm.chores import do_all
from tests.cast import MONDAY, NOW, Cast
from tests.processes.follow_ups.words import call_candidate, stockholm


def away(user: User, deputy: User, starts: int, ends: int, at: datetime = NOW) -> Leave:
    days = {"starts_on": date(2026, 11, starts), "ends_on": date(2026, 11, ends)}
    return Leave.objects.plan(user=user, deputy=deputy, at=at, **days)


def test_all_of_it_goes(cast: Cast) -> None:
    payroll = cast.payroll()
    engineer = cast.data_engineer()
    candidacy = engineer.add(cast.ewa, by=cast.nina, at=MONDAY)
    call_candidate(candidacy, stockholm(16, 11), next_on="2026-11-25")
    FollowUp.objects.filter(kind="next_word").update(owner=cast.nina)
    leave = away(cast.rasmus, cast.nina, 23, 27)
    Desk(cast.nina).hand_over(cast.lea, by=cast.ada, at=NOW, why="Nina leaves us")
    assert Desk(cast.nina).left() == []
    payroll.refresh_from_db()
    leave.refresh_from_db()
    assert (payroll.owner, leave.deputy) == (cast.lea, cast.lea)
    assert Company.objects.get(name="Nordvik Energi").owner == cast.lea
    assert set(Candidate.objects.values_list("owner", flat=True)) == {cast.lea.pk}
    assert FollowUp.objects.get(kind="next_word").owner == cast.lea
    assert not FollowUp.objects.waiting().filter(owner=cast.nina).exists()
    assert FollowUp.objects.get(kind="schedule", assignment=engineer).owner == cast.rasmus
    edited = Event.objects.get(kind="assignment_edited")
    assert (edited.by, edited.text, edited.assignment) == (cast.ada, "Nina leaves us", payroll)
    assert Event.objects.get(kind="follow_up_handed_over").candidate == cast.ewa


def test_what_is_closed_keeps_its_name(cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.close("lost", words="No budget.", by=cast.nina, at=NOW)
    Desk(cast.nina).hand_over(cast.lea, by=cast.ada, at=NOW)
    payroll.refresh_from_db()
    assert payroll.owner == cast.nina
    assert not FollowUp.objects.filter(kind="keep_in_touch", owner=cast.nina).exists()


def test_what_sits_with_a_deputy_is_on_the_desk_too(cast: Cast) -> None:
    cast.payroll()
    away(cast.nina, cast.rasmus, 18, 20, at=MONDAY)
    do_all(stockholm(18, 1))
    Desk(cast.nina).hand_over(cast.lea, by=cast.ada, at=stockholm(18, 9))
    assert Desk(cast.nina).left() == []
    do_all(stockholm(23, 9))
    assert FollowUp.objects.waiting().exists()
    assert not FollowUp.objects.waiting().exclude(owner=cast.lea, stands_in_for=None).exists()


def test_the_deputy_who_takes_the_desk_keeps_what_they_have(cast: Cast) -> None:
    candidacy = cast.data_engineer().add(cast.ewa, by=cast.rasmus, at=MONDAY)
    call_candidate(candidacy, stockholm(16, 11), next_on="2026-11-25")
    FollowUp.objects.filter(kind="next_word").update(owner=cast.nina)
    away(cast.nina, cast.lea, 18, 20, at=MONDAY)
    do_all(stockholm(18, 1))
    Desk(cast.nina).hand_over(cast.lea, by=cast.ada, at=stockholm(18, 9))
    word = FollowUp.objects.get(kind="next_word")
    assert (word.owner, word.stands_in_for) == (cast.lea, None)


def test_nobody_takes_it_for_whom_its_owner_stands_in(cast: Cast) -> None:
    away(cast.rasmus, cast.nina, 23, 27)
    with pytest.raises(NoDeputy, match="Name another deputy first"):
        Desk(cast.nina).hand_over(cast.rasmus, by=cast.ada, at=NOW)
    assert Company.objects.get(name="Nordvik Energi").owner == cast.nina


@pytest.fixture
def desk(cast: Cast) -> str:
    cast.payroll(at=timezone.now() - timedelta(days=1))
    return reverse("desk", args=[cast.nina.pk])


def test_a_lead_sees_it_and_hands_it_over(cast: Cast, client: Client, desk: str) -> None:
    client.force_login(cast.lea)
    page = client.get(desk).content.decode()
    assert "1 open assignment, 1 client, 3 candidates" in page
    assert "Interim payroll manager" in page
    answer = client.post(desk, {"to": cast.rasmus.pk, "why": ""}, follow=True)
    assert "The desk is empty" in answer.content.decode()
    assert Assignment.objects.get().owner == cast.rasmus


@pytest.mark.parametrize("to", ["", "98765"])
def test_to_nobody_it_does_not_go(cast: Cast, client: Client, desk: str, to: str) -> None:
    client.force_login(cast.lea)
    answer = client.post(desk, {"to": to, "why": "She leaves"})
    assert answer.status_code == 422
    assert "She leaves" in answer.content.decode()
    assert Assignment.objects.get().owner == cast.nina


def test_of_a_clients_contact_there_is_no_desk(cast: Cast, client: Client) -> None:
    contact = cast.sits_in_portal(cast.sara)
    client.force_login(cast.lea)
    assert client.get(reverse("desk", args=[contact.pk])).status_code == 404


def typed(user: User, **changed: Any) -> dict[str, Any]:
    names = ("full_name", "email", "role", "phone", "language", "country", "time_zone")
    hours = {"work_starts": "08:00", "work_ends": "17:00"}
    return {name: getattr(user, name) for name in names} | hours | changed


def test_nobody_is_closed_out_before_it_is_said_who_takes_over(
    cast: Cast, client: Client, desk: str
) -> None:
    client.force_login(cast.ada)
    url = reverse("person_edit", args=[cast.nina.pk])
    assert desk in client.get(url).content.decode()
    answer = client.post(url, typed(cast.nina, why="She moves to Kiruna"))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["to"]
    assert "On the desk: 1 open assignment" in answer.content.decode()
    assert "She moves to Kiruna" in answer.content.decode()
    cast.nina.refresh_from_db()
    assert cast.nina.is_active


def test_whoever_goes_hands_over_in_the_same_step(cast: Cast, client: Client, desk: str) -> None:
    theirs = Client()
    theirs.force_login(cast.nina)
    on_leave = away(cast.rasmus, cast.nina, 25, 27)
    planned = away(cast.nina, cast.lea, 30, 30)
    client.force_login(cast.ada)
    url = reverse("person_edit", args=[cast.nina.pk])
    assert client.post(url, typed(cast.nina, to=cast.lea.pk)).status_code == 302
    cast.nina.refresh_from_db()
    on_leave.refresh_from_db()
    assert (cast.nina.is_active, cast.nina.has_usable_password()) == (False, False)
    assert Desk(cast.nina).left() == []
    assert (Assignment.objects.get().owner, on_leave.deputy) == (cast.lea, cast.lea)
    assert Company.objects.get(name="Nordvik Energi").owner == cast.lea
    assert not Leave.objects.filter(pk=planned.pk).exists()
    assert theirs.get(reverse("today")).status_code == 302
    # Back again: by an invitation, for the password is gone with the access.
    client.post(url, typed(cast.nina, is_active="on"))
    assert theirs.get(reverse("today")).status_code == 302
    assert Letter.objects.get(kind="account").to == cast.nina.email


def test_what_stands_against_it_leaves_everything_as_it_was(
    cast: Cast, client: Client, desk: str
) -> None:
    away(cast.rasmus, cast.nina, 25, 27)
    client.force_login(cast.ada)
    url = reverse("person_edit", args=[cast.nina.pk])
    answer = client.post(url, typed(cast.nina, to=cast.rasmus.pk, full_name="Nina Holm"))
    assert answer.status_code == 422
    assert "Name another deputy first" in answer.content.decode()
    cast.nina.refresh_from_db()
    assert (cast.nina.is_active, cast.nina.full_name) == (True, "Nina Lind")
    assert Assignment.objects.get().owner == cast.nina


def test_nobody_is_named_who_takes_over_from_somebody_who_stays(
    cast: Cast, client: Client, desk: str
) -> None:
    client.force_login(cast.ada)
    url = reverse("person_edit", args=[cast.nina.pk])
    answer = client.post(url, typed(cast.nina, is_active="on", to=cast.lea.pk))
    assert list(answer.context["form"].errors) == ["is_active"]
    assert Assignment.objects.get().owner == cast.nina


def test_what_a_lead_kept_for_somebody_who_had_left_goes_to_who_is_here(
    cast: Cast, client: Client
) -> None:
    User.objects.filter(pk=cast.rasmus.pk).update(is_active=False)
    cast.rasmus.refresh_from_db()
    cast.lumen.owner = cast.rasmus
    cast.data_engineer(at=timezone.now())
    kept = FollowUp.objects.get(kind="schedule")
    assert (kept.owner, kept.stands_in_for) == (cast.lea, cast.rasmus)
    client.force_login(cast.ada)
    client.post(reverse("person_edit", args=[cast.lea.pk]), typed(cast.lea))
    kept.refresh_from_db()
    assert (kept.owner, kept.stands_in_for) == (cast.ada, cast.rasmus)


def test_everything_else_about_them_is_changed_meanwhile(
    cast: Cast, client: Client, desk: str
) -> None:
    client.force_login(cast.ada)
    url = reverse("person_edit", args=[cast.nina.pk])
    client.post(url, typed(cast.nina, full_name="Nina Lindqvist", is_active="on"))
    cast.nina.refresh_from_db()
    assert (cast.nina.full_name, cast.nina.is_active) == ("Nina Lindqvist", True)


def test_a_desk_of_much_asks_no_more(
    cast: Cast, client: Client, desk: str, django_assert_max_num_queries
) -> None:
    for number in range(12):
        Company.objects.create(name=f"Company {number}", owner=cast.nina)
    client.force_login(cast.lea)
    with django_assert_max_num_queries(16):
        page = client.get(desk).content.decode()
    assert page.count("Company ") == 8
