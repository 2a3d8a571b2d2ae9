"""Signed: the contract, its days, what we promise for it, and the money for those who may (A2)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from processes.models import Candidacy, Event, Offer, Placement, WrongStage
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
RATES = {"consultant_rate": "7200", "client_rate": "9000", "currency": "SEK"}


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def jonas(cast: Cast, client: Browser, monkeypatch: pytest.MonkeyPatch) -> Candidacy:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    client.force_login(cast.nina)
    return cast.presented(cast.jonas, cast.payroll())


def url(candidacy: Candidacy, name: str = "candidacy_placement") -> str:
    return reverse(name, args=[candidacy.pk])


def signed(**typed: str) -> dict[str, str]:
    return {"contract": "consultant", "starts_on": "2026-12-01", "ends_on": "2027-05-31", **typed}


def employed(**typed: str) -> dict[str, str]:
    return {"contract": "permanent", "starts_on": "2026-12-01", **typed}


def test_signed_the_candidate_stands_placed_with_the_days_that_matter(
    client: Browser, jonas: Candidacy
) -> None:
    typed = signed(trial_ends_on="2027-05-31", terms="7 200 a day")
    assert client.post(url(jonas), typed).status_code == 302
    jonas.refresh_from_db()
    assert jonas.stage == "placed"
    assert Placement.objects.in_trial(date(2027, 1, 15)).get().candidacy == jonas
    assert not Placement.objects.in_trial(date(2027, 6, 1)).exists()
    assert Event.objects.get(kind="placed").visible_to_client


def test_left_empty_trial_and_guarantee_are_the_usual_ones(
    client: Browser, jonas: Candidacy
) -> None:
    assert client.post(url(jonas), employed()).status_code == 302
    placement = Placement.objects.get()
    assert placement.trial_ends_on == date(2027, 5, 31)
    assert (placement.promise, placement.guarantee_ends_on) == ("replacement", date(2027, 5, 31))


def test_none_is_none(client: Browser, jonas: Candidacy) -> None:
    typed = employed(no_trial="on", promise="none", guarantee_ends_on="2027-01-01")
    assert client.post(url(jonas), typed).status_code == 302
    placement = Placement.objects.get()
    assert (placement.trial_ends_on, placement.guarantee_ends_on) == (None, None)
    assert not placement.is_guaranteed_on(date(2026, 12, 24))


def test_a_trial_longer_than_the_law_knows_asks_and_is_taken_on_a_tick(
    client: Browser, jonas: Candidacy
) -> None:
    typed = employed(trial_ends_on="2027-06-01", terms="As agreed")
    asked = client.post(url(jonas), typed)
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "More than 6 months is more than usual there." in page
    assert "lag (1982:80)" in page
    assert 'type="checkbox" name="longer_trial"' in page
    assert "As agreed" in page
    assert not Placement.objects.exists()
    assert client.post(url(jonas), typed | {"longer_trial": "on"}).status_code == 302
    assert Placement.objects.get().trial_ends_on == date(2027, 6, 1)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"starts_on": ""}, "required"),
        ({"ends_on": ""}, "Until when does the contract run?"),
        ({"trial_ends_on": "2026-11-30"}, "before the start"),
        ({"ends_on": "2026-11-30"}, "before the start"),
        ({"guarantee_ends_on": "2026-11-30", "promise": "replacement"}, "before the start"),
        ({"signed_on": "2026-11-21"}, "has not come yet"),
        ({"signed_on": "2026-11-19", "starts_on": "2026-11-18"}, "Nobody starts before signing"),
        ({"promise": "refund", "guarantee_ends_on": "2027-01-01"}, "Which share of the fee"),
        ({"promise": "replacement"}, "Until when is it promised?"),
        ({**RATES, "client_rate": "7199"}, "less than the consultant gets"),
        ({**RATES, "currency": ""}, "In which currency?"),
        ({"contract": "permanent", "fee": "1", "fee_percent": "20"}, "Either an amount"),
        ({"contract": "permanent", "fee_percent": "20"}, "A percentage of which pay?"),
        ({"trial_ends_on": "2027-01-01", "no_trial": "on"}, "Either no trial period"),
    ],
)
def test_terms_that_cannot_be_are_refused_and_nobody_moves(
    client: Browser, jonas: Candidacy, wrong: dict[str, str], why: str
) -> None:
    answer = client.post(url(jonas), signed(terms="Kept words") | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert why in page
    assert "Kept words" in page
    jonas.refresh_from_db()
    assert jonas.stage == "presented"
    assert not Placement.objects.exists()


def test_nobody_starts_before_the_offer_was_signed(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    Offer.objects.make(jonas, by=cast.nina, at=NOW).sign(by=cast.nina, at=NOW)
    answer = client.post(url(jonas), signed(starts_on="2026-11-19"))
    assert "Nobody starts before signing" in answer.content.decode()
    with pytest.raises(IntegrityError, match="before_signing"), transaction.atomic():
        Placement.objects.agree(
            jonas, starts_on=date(2026, 11, 1), signed_on=NOW.date(), by=cast.nina, at=NOW
        )


def test_the_margin_is_seen_before_it_is_signed(client: Browser, jonas: Candidacy) -> None:
    shown = client.post(url(jonas, "placement_preview"), signed(**RATES)).content.decode()
    assert "SEK 1,800 a day, 20.0 %" in shown
    assert not Placement.objects.exists()
    shown = client.post(
        url(jonas, "placement_preview"),
        employed(fee_percent="20", yearly_pay="600000", currency="SEK"),
    ).content.decode()
    assert "SEK 120,000" in shown
    assert "until 31 May 2027" in shown


def test_only_those_of_the_assignment_and_leads_see_money(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    terms: dict[str, Any] = {"consultant_rate": 7200, "client_rate": 9000, "currency": "SEK"}
    Placement.objects.agree(
        jonas, starts_on=date(2026, 12, 1), ends_on=date(2027, 5, 31), **terms, by=cast.nina, at=NOW
    )
    for user, sees in ((cast.nina, True), (cast.rasmus, False), (cast.lea, True)):
        client.force_login(user)
        page = client.get(url(jonas, "candidacy")).content.decode()
        assert ("1,800" in page, "9,000" in page) == (sees, sees), user
        form = client.get(url(jonas, "placement_terms")).content.decode()
        assert ("client_rate" in form, 'value="9000"' in form) == (sees, sees), "as it was typed"
    jonas.assignment.team.add(cast.rasmus)
    client.force_login(cast.rasmus)
    assert "1,800" in client.get(url(jonas, "candidacy")).content.decode()
    client.force_login(cast.nina)
    typed = signed(client_rate="7000", consultant_rate="6000", currency="SEK", terms="x")
    assert client.post(url(jonas, "placement_terms"), typed).status_code == 302
    assert Placement.objects.get().margin == Decimal(1000)
    assert "7000" not in str(Event.objects.get(kind="placement_changed").facts)


def test_whoever_does_not_see_money_leaves_it_as_it_is(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    days = {"starts_on": date(2026, 12, 1), "ends_on": date(2027, 5, 31)}
    Placement.objects.agree(jonas, **days, client_rate=9000, currency="SEK", by=cast.nina, at=NOW)
    client.force_login(cast.rasmus)
    typed = signed(client_rate="1", terms="Changed")
    assert client.post(url(jonas, "placement_terms"), typed).status_code == 302
    placement = Placement.objects.get()
    assert (placement.client_rate, placement.terms) == (Decimal(9000), "Changed")


def test_whoever_is_out_is_not_placed(client: Browser, cast: Cast, jonas: Candidacy) -> None:
    jonas.finish("withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=NOW)
    with pytest.raises(WrongStage):
        Placement.objects.agree(jonas, starts_on=date(2026, 12, 1), by=cast.nina, at=NOW)
    assert client.post(url(jonas), signed()).status_code == 422
    assert not Placement.objects.exists()


def test_signed_anew_the_last_terms_count(cast: Cast, jonas: Candidacy) -> None:
    Placement.objects.agree(jonas, starts_on=date(2026, 12, 1), by=cast.nina, at=NOW)
    jonas.move_to("offer", by=cast.nina, at=NOW)
    Placement.objects.agree(jonas, starts_on=date(2027, 1, 1), by=cast.nina, at=NOW)
    assert Placement.objects.get().starts_on == date(2027, 1, 1)
