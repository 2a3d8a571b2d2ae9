"""When a consultant is free: noted, confirmed, over; the day is the candidate's too."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from processes.models import Availability, NotFree, Terms
from processes.models.availability import ASKED_EVERY
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
TERMS = Terms(date(2026, 12, 1), 4, "Gävle", True, Decimal(9500), "SEK")
TYPED = {
    "free_from": "2026-12-01",
    "days_a_week": "4",
    "place": "Gävle",
    "remote": "on",
    "day_rate": "9500",
    "currency": "SEK",
}
LATER = NOW + timedelta(days=20)


def noted(cast: Cast, terms: Terms = TERMS, at=NOW) -> Availability:
    Availability.objects.note(cast.amira, terms, by=cast.nina, at=at)
    cast.amira.refresh_from_db()
    return Availability.objects.get(candidate=cast.amira)


def test_what_was_said_is_kept_with_its_history(cast: Cast) -> None:
    mine = noted(cast)
    assert (mine.days_a_week, mine.place, mine.day_rate) == (4, "Gävle", Decimal(9500))
    assert cast.amira.available_on == date(2026, 12, 1)
    noted(cast, TERMS._replace(free_from=date(2027, 1, 4)), LATER)
    days = cast.amira.events.filter(kind="availability_noted").order_by("at")
    assert [event.facts["free_from"] for event in days] == ["2026-12-01", "2027-01-04"]
    assert Availability.objects.count() == 1


def test_it_is_fresh_for_a_month(cast: Cast) -> None:
    mine = noted(cast)
    assert mine.is_fresh(NOW + timedelta(days=31))
    assert not mine.is_fresh(NOW + timedelta(days=32))


def test_still_so_makes_it_fresh_and_changes_nothing_else(cast: Cast) -> None:
    mine = noted(cast)
    mine.confirm(by=cast.nina, at=LATER)
    mine.refresh_from_db()
    assert (mine.noted_at, mine.free_from, mine.days_a_week) == (LATER, date(2026, 12, 1), 4)


def test_not_any_more_ends_the_questions_too(cast: Cast) -> None:
    mine = noted(cast)
    Availability.objects.agree(cast.amira, by=cast.nina, at=NOW)
    mine.close(by=cast.nina, at=LATER)
    mine.refresh_from_db()
    cast.amira.refresh_from_db()
    assert (mine.is_open, mine.agreed_at, mine.next_at) == (False, None, None)
    assert cast.amira.available_on is None
    with pytest.raises(NotFree):
        mine.confirm(by=cast.nina, at=LATER)


def test_whoever_agrees_is_asked_a_month_after_the_last_word(cast: Cast) -> None:
    noted(cast)
    Availability.objects.agree(cast.amira, by=cast.nina, at=LATER)
    mine = Availability.objects.get()
    assert mine.next_at == cast.amira.working_hours().next_open(NOW + ASKED_EVERY)


IMPOSSIBLE: list[dict[str, Any]] = [
    {"is_open": True, "free_from": None},
    {"days_a_week": 8},
    {"day_rate": Decimal(100), "currency": ""},
    {"agreed_at": None, "next_at": NOW},
]


def test_what_must_never_be(cast: Cast) -> None:
    noted(cast)
    for wrong in IMPOSSIBLE:
        with pytest.raises(IntegrityError), transaction.atomic():
            Availability.objects.update(**wrong)


def page_of(cast: Cast, client: Client) -> str:
    client.force_login(cast.nina)
    return reverse("candidate_availability", args=[cast.amira.pk])


def test_a_recruiter_notes_it_from_the_candidates_page(cast: Cast, client: Client) -> None:
    page = page_of(cast, client)
    assert client.post(page, {**TYPED, "asks_monthly": "on"}).status_code == 302
    mine = Availability.objects.get()
    assert (mine.place, mine.is_asked, mine.noted_by) == ("Gävle", True, cast.nina)
    facts = client.get(cast.amira.get_absolute_url()).content.decode()
    assert "4 days a week" in facts
    assert "asked once a month" in facts
    client.post(page, TYPED)  # they want no more questions
    mine.refresh_from_db()
    assert (mine.is_asked, mine.is_open) == (False, True)


WRONG = [
    {"free_from": ""},
    {"free_from": "2062-12-01"},
    {"days_a_week": "9"},
    {"day_rate": "-1"},
    {"currency": "gold"},
]


def test_bad_input_is_said_at_the_field(cast: Cast, client: Client) -> None:
    page = page_of(cast, client)
    for wrong in WRONG:
        answer = client.post(page, {**TYPED, "place": "Typed place", **wrong})
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == list(wrong)
        assert "Typed place" in answer.content.decode()
    assert not Availability.objects.exists()


def test_the_buttons_confirm_and_end(cast: Cast, client: Client) -> None:
    noted(cast)
    page_of(cast, client)
    client.post(reverse("candidate_availability_confirmation", args=[cast.amira.pk]))
    assert Availability.objects.get().noted_at != NOW
    client.post(reverse("candidate_availability_end", args=[cast.amira.pk]))
    assert not Availability.objects.get().is_open
    again = reverse("candidate_availability_confirmation", args=[cast.amira.pk])
    said = client.post(again, follow=True).content.decode()
    assert "Nothing is noted that could still be so." in said


def test_the_day_is_noted_in_one_place(cast: Cast, client: Client) -> None:
    form = reverse("candidate_edit", args=[cast.amira.pk])
    client.force_login(cast.nina)
    assert "available_on" in client.get(form).context["form"].fields
    noted(cast)
    assert "available_on" not in client.get(form).context["form"].fields
