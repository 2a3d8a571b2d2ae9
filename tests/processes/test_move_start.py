"""A start moves, and trial period and guarantee stay as long; terms change with a word why (A2)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from processes.models import Event, NotRunning, Placement
from processes.spans import last_day, moved_along, whole_months
from tests.cast import NOW, Cast

START, MARCH = date(2026, 12, 1), date(2027, 3, 1)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(start=DAYS, to=DAYS, months=st.integers(1, 36))
def test_what_was_whole_months_stays_so(start: date, to: date, months: int) -> None:
    end = last_day(start, months)
    assert (
        whole_months(start, end) in {months, None}
        or last_day(start, whole_months(start, end) or 0) == end
    )
    assert moved_along(end, start, start) == end
    moved = moved_along(end, start, to)
    assert moved >= to
    # Months differ by up to three days, and a leap year by one more.
    assert abs((moved - to) - (end - start)) <= timedelta(days=5)


@given(start=DAYS, days=st.integers(0, 900), later=st.integers(0, 900))
def test_a_later_start_never_brings_an_end_forward(start: date, days: int, later: int) -> None:
    end, to = start + timedelta(days=days), start + timedelta(days=later)
    assert moved_along(end, start, to) >= min(end, end + timedelta(days=later - 3))


@pytest.mark.parametrize(
    ("starts", "months", "ends"),
    [
        (date(2026, 12, 1), 6, date(2027, 5, 31)),
        (date(2026, 8, 31), 6, date(2027, 2, 27)),
        (date(2027, 1, 1), 1, date(2027, 1, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 27)),
    ],
)
def test_the_last_day_is_the_one_before_the_same_day(starts: date, months: int, ends: date) -> None:
    assert last_day(starts, months) == ends


@pytest.fixture
def cast() -> Cast:
    return Cast()


def placed(cast: Cast, **terms: Any) -> Placement:
    jonas = cast.presented(cast.jonas, cast.payroll())
    terms = {"trial_ends_on": date(2027, 5, 31), "signed_on": date(2026, 11, 20), **terms}
    agreed: Placement = Placement.objects.agree(
        jonas, starts_on=START, by=cast.nina, at=NOW, **terms
    )
    return agreed


def url(placement: Placement, name: str = "placement_start") -> str:
    return reverse(name, args=[placement.candidacy_id])


@pytest.mark.django_db
def test_trial_and_guarantee_move_along_and_the_contract_ends_as_agreed(cast: Cast) -> None:
    ends = {"ends_on": date(2027, 11, 30), "guarantee_ends_on": date(2027, 1, 15)}
    placement = placed(cast, **ends)
    placement.move_start(MARCH, by=cast.nina, at=NOW, why="Notice period")
    placement.refresh_from_db()
    assert placement.trial_ends_on == date(2027, 8, 31)
    assert placement.guarantee_ends_on == date(2027, 4, 15)
    assert placement.ends_on == date(2027, 11, 30)
    moved = Event.objects.get(kind="placement_changed")
    assert moved.text == "Notice period"
    assert moved.visible_to_client
    assert (moved.facts["was_starts_on"], moved.facts["starts_on"]) == ("2026-12-01", "2027-03-01")


@pytest.mark.django_db
def test_moved_to_where_it_is_nothing_happens(cast: Cast) -> None:
    assert placed(cast).move_start(START, by=cast.nina, at=NOW) is None
    assert not Event.objects.filter(kind="placement_changed").exists()


@pytest.mark.django_db
def test_no_start_before_signing_or_after_the_end_or_after_leaving(cast: Cast) -> None:
    placement = placed(cast, ends_on=date(2027, 6, 30))
    for wrong in (date(2026, 11, 19), date(2027, 7, 1)):
        with pytest.raises(ValueError, match=r"before the contract|has ended"):
            placement.move_start(wrong, by=cast.nina, at=NOW)
    placement.candidacy.finish("withdrawn", reason="fit", said_no="candidate", by=cast.nina, at=NOW)
    with pytest.raises(NotRunning):
        placement.move_start(MARCH, by=cast.nina, at=NOW)


@pytest.mark.django_db
def test_the_form_moves_it_and_says_what_cannot_be(client: Browser, cast: Cast) -> None:
    client.force_login(cast.nina)
    placement = placed(cast)
    wrong = client.post(url(placement), {"starts_on": "2026-11-01", "why": "Because"})
    assert wrong.status_code == 422
    assert "before the contract is signed" in wrong.content.decode()
    assert "Because" in wrong.content.decode()
    assert client.post(url(placement), {"starts_on": "2027-03-01"}).status_code == 302
    placement.refresh_from_db()
    assert placement.starts_on == MARCH


@pytest.mark.django_db
def test_other_terms_are_told_by_name_and_kept(client: Browser, cast: Cast) -> None:
    client.force_login(cast.nina)
    placement = placed(cast)
    typed = {"contract": "permanent", "starts_on": "2026-12-01", "signed_on": "2026-11-20"}
    answer = client.post(url(placement, "placement_terms"), typed | {"terms": "And a bicycle"})
    assert answer.status_code == 302
    placement.refresh_from_db()
    assert (placement.contract, placement.terms) == ("permanent", "And a bicycle")
    assert placement.trial_ends_on is None  # emptied on purpose: only new ones are filled in
    changed = Event.objects.get(kind="placement_changed")
    assert changed.facts["fields"] == ["contract", "terms", "trial_ends_on"]
    assert not changed.visible_to_client
    page = client.get(reverse("candidacy", args=[placement.candidacy_id])).content.decode()
    assert "The terms of" in page
