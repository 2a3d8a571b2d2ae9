"""The page of leave: planned, changed, called off; bad days are refused at the field."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Leave, User
from tests.cast import Cast


def day(ahead: int) -> date:
    return timezone.localdate() + timedelta(days=ahead)


def typed(deputy: User, starts: int = 10, ends: int = 14, **more: object) -> dict[str, str]:
    days = {"starts_on": day(starts).isoformat(), "ends_on": day(ends).isoformat()}
    return {**days, "deputy": str(deputy.pk), **{name: str(value) for name, value in more.items()}}


def away(user: User, deputy: User, starts: int = 10, ends: int = 14) -> Leave:
    at = timezone.now()
    days = {"starts_on": day(starts), "ends_on": day(ends)}
    return Leave.objects.plan(user=user, deputy=deputy, at=at, **days)


def test_everyone_plans_their_own(cast: Cast, client: Client) -> None:
    client.force_login(cast.nina)
    assert "Nobody is away" in client.get(reverse("leaves")).content.decode()
    # Whatever is typed for whom: a recruiter's is their own.
    client.post(reverse("leave_new"), typed(cast.rasmus, user=cast.lea.pk))
    leave = Leave.objects.get()
    assert (leave.user, leave.deputy, leave.starts_on) == (cast.nina, cast.rasmus, day(10))
    assert "Rasmus Holm stands in" in client.get(reverse("leaves")).content.decode()


def test_a_lead_plans_everybodys_and_sees_them(cast: Cast, client: Client) -> None:
    client.force_login(cast.lea)
    client.post(reverse("leave_new"), typed(cast.rasmus, user=cast.nina.pk))
    assert Leave.objects.get().user == cast.nina
    assert "Nina Lind" in client.get(reverse("leaves")).content.decode()


def test_the_deputy_sees_for_whom_they_stand_in(cast: Cast, client: Client) -> None:
    away(cast.nina, cast.rasmus)
    client.force_login(cast.rasmus)
    page = client.get(reverse("leaves")).content.decode()
    assert "You stand in" in page
    assert "Nina Lind" in page


def test_of_others_a_recruiter_changes_nothing(cast: Cast, client: Client) -> None:
    leave = away(cast.rasmus, cast.nina)
    client.force_login(cast.nina)
    assert client.get(reverse("leave_edit", args=[leave.pk])).status_code == 404
    assert client.post(reverse("leave_edit", args=[leave.pk])).status_code == 404
    assert client.post(reverse("leave_calling_off", args=[leave.pk])).status_code == 404
    assert Leave.objects.filter(pk=leave.pk).exists()


def test_days_and_deputy_are_changed(cast: Cast, client: Client) -> None:
    leave = away(cast.nina, cast.rasmus)
    client.force_login(cast.nina)
    client.post(reverse("leave_edit", args=[leave.pk]), typed(cast.lea, 12, 20))
    leave.refresh_from_db()
    assert (leave.deputy, leave.starts_on, leave.ends_on) == (cast.lea, day(12), day(20))
    assert leave.next_at == leave.starts_at


def test_it_is_called_off(cast: Cast, client: Client) -> None:
    leave = away(cast.nina, cast.rasmus)
    client.force_login(cast.nina)
    client.post(reverse("leave_calling_off", args=[leave.pk]))
    assert not Leave.objects.exists()


@pytest.mark.parametrize(
    ("starts", "ends", "field"), [(-3, 5, "starts_on"), (5, 3, "ends_on"), (5, 900, "ends_on")]
)
def test_days_that_make_no_sense_are_refused_at_the_field(
    cast: Cast, client: Client, starts: int, ends: int, field: str
) -> None:
    client.force_login(cast.nina)
    answer = client.post(reverse("leave_new"), typed(cast.rasmus, starts, ends))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert day(starts).isoformat() in answer.content.decode()
    assert not Leave.objects.exists()


@pytest.mark.parametrize("what", ["starts_on", "ends_on", "deputy"])
def test_nothing_is_left_empty(cast: Cast, client: Client, what: str) -> None:
    client.force_login(cast.nina)
    answer = client.post(reverse("leave_new"), typed(cast.rasmus) | {what: ""})
    assert answer.status_code == 422
    assert what in answer.context["form"].errors


def test_days_that_overlap_are_refused(cast: Cast, client: Client) -> None:
    away(cast.nina, cast.rasmus)
    client.force_login(cast.nina)
    answer = client.post(reverse("leave_new"), typed(cast.lea, 14, 20))
    assert answer.status_code == 422
    assert "away on some of these days already" in answer.content.decode()
    assert Leave.objects.count() == 1


def test_nobody_deputises_for_themselves(cast: Cast, client: Client) -> None:
    client.force_login(cast.lea)
    answer = client.post(reverse("leave_new"), typed(cast.nina, user=cast.nina.pk))
    assert answer.status_code == 422
    assert "deputy" in answer.context["form"].errors


def test_two_do_not_stand_in_for_each_other(cast: Cast, client: Client) -> None:
    away(cast.rasmus, cast.nina, 12, 13)
    client.force_login(cast.nina)
    answer = client.post(reverse("leave_new"), typed(cast.rasmus))
    assert answer.status_code == 422
    assert "Rasmus Holm is away then too" in answer.content.decode()
    # A chain that ends with somebody is none of that, nor are other days.
    assert client.post(reverse("leave_new"), typed(cast.rasmus, 20, 21)).status_code == 302
    away(cast.lea, cast.ada, 10, 11)
    assert client.post(reverse("leave_new"), typed(cast.lea, 5, 10)).status_code == 302


def test_what_is_over_meanwhile_is_said(cast: Cast, client: Client) -> None:
    leave = away(cast.nina, cast.rasmus)
    client.force_login(cast.nina)
    Leave.objects.filter(pk=leave.pk).update(begun_at=timezone.now(), back_at=timezone.now())
    assert client.post(reverse("leave_edit", args=[leave.pk])).status_code == 404


def test_a_lead_finds_everybodys_desk_and_a_recruiter_none(cast: Cast, client: Client) -> None:
    desk = reverse("desk", args=[cast.rasmus.pk])
    for reader, finds in ((cast.lea, True), (cast.nina, False)):
        client.force_login(reader)
        assert (desk in client.get(reverse("leaves")).content.decode()) is finds


def test_the_page_asks_the_same_however_many_are_away(
    cast: Cast, client: Client, django_assert_max_num_queries
) -> None:
    for number in range(6):
        somebody = User.objects.create_user(f"{number}@askvik.example", full_name=f"No {number}")
        away(somebody, cast.lea)
    client.force_login(cast.lea)
    with django_assert_max_num_queries(7):
        page = client.get(reverse("leaves")).content.decode()
    assert page.count("stands in") == 6
