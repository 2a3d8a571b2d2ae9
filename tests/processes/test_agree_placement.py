from __future__ import annotations

from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import Candidacy, Event, Placement, WrongStage
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def jonas(cast: Cast, client: Browser) -> Candidacy:
    client.force_login(cast.nina)
    return cast.presented(cast.jonas, cast.payroll())


def url(candidacy: Candidacy) -> str:
    return reverse("candidacy_placement", args=[candidacy.pk])


def test_signed_the_candidate_stands_placed_with_the_days_that_matter(
    client: Browser, jonas: Candidacy
) -> None:
    typed = {"starts_on": "2026-12-01", "trial_ends_on": "2027-05-31", "terms": "7 200 a day"}
    assert client.post(url(jonas), typed).status_code == 302
    jonas.refresh_from_db()
    assert jonas.stage == "placed"
    assert Placement.objects.in_trial(date(2027, 1, 15)).get().candidacy == jonas
    assert not Placement.objects.in_trial(date(2027, 6, 1)).exists()
    assert Event.objects.get(kind="placed").visible_to_client


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_on": ""},
        {"trial_ends_on": "2026-11-30"},
        {"ends_on": "2026-11-30"},
        {"guarantee_ends_on": "2026-11-30"},
    ],
)
def test_terms_that_cannot_be_are_refused_and_nobody_moves(
    client: Browser, jonas: Candidacy, wrong: dict[str, str]
) -> None:
    assert client.post(url(jonas), {"starts_on": "2026-12-01", **wrong}).status_code == 422
    jonas.refresh_from_db()
    assert jonas.stage == "presented"
    assert not Placement.objects.exists()


def test_whoever_is_out_is_not_placed(client: Browser, cast: Cast, jonas: Candidacy) -> None:
    jonas.finish("withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=NOW)
    with pytest.raises(WrongStage):
        Placement.objects.agree(jonas, starts_on=date(2026, 12, 1), by=cast.nina, at=NOW)
    assert client.post(url(jonas), {"starts_on": "2026-12-01"}).status_code == 422
    assert not Placement.objects.exists()


def test_signed_anew_the_last_terms_count(cast: Cast, jonas: Candidacy) -> None:
    Placement.objects.agree(jonas, starts_on=date(2026, 12, 1), by=cast.nina, at=NOW)
    jonas.move_to("offer", by=cast.nina, at=NOW)
    Placement.objects.agree(jonas, starts_on=date(2027, 1, 1), by=cast.nina, at=NOW)
    assert Placement.objects.get().starts_on == date(2027, 1, 1)
