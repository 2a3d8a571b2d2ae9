"""Languages, kinds of work, pay in numbers and tags, as a recruiter types them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client as Browser

from accounts.showing import Told
from candidates.models import Candidate
from tests.cast import Cast


def sent(cast: Cast, **changed: Any) -> dict[str, Any]:
    return {
        "first_name": "Pia",
        "last_name": "Ek",
        "country": "SE",
        "language": "sv",
        "owner": str(cast.nina.pk),
        **changed,
    }


def test_all_of_it_is_kept(nina: Browser, cast: Cast) -> None:
    said = {
        "languages": "Swedish, polski; EN, svenska",
        "tags": "Payroll, payroll , Night shift",
        "wants_kinds": ["interim", "permanent"],
        "expects_from": "9500",
        "expects_to": "11000",
        "expects_currency": "SEK",
        "expects_per": "day",
    }
    assert nina.post("/candidates/new/", sent(cast, **said)).status_code == 302
    pia = Candidate.objects.get(first_name="Pia")
    assert pia.languages == ["sv", "pl", "en"]
    assert pia.tags == ["payroll", "night shift"]
    assert sorted(pia.wants_kinds) == ["interim", "permanent"]
    assert (pia.expects_from, pia.expects_to) == (Decimal(9500), Decimal(11000))
    page = nina.get(f"/candidates/{pia.pk}/").content.decode()
    assert "Swedish, Polish, English" in page
    assert "SEK 9,500–11,000 a day" in page
    page = nina.get(f"/candidates/{pia.pk}/edit/").content.decode()
    assert 'value="Swedish, Polish, English"' in page
    assert 'value="payroll, night shift"' in page


def test_a_new_candidate_begins_as_open_as_the_agency(nina: Browser) -> None:
    page = nina.get("/candidates/new/").content.decode()
    assert re.search(r'name="shown_as" value="name"[^>]* checked', page)
    assert len(re.findall(r'name="told"[^>]* checked', page)) == len(Told)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"languages": "Swedish, Klingon"}, "“Klingon” is no language"),
        ({"tags": "x" * 41}, "too long for a tag"),
        ({"expects_from": "9500"}, "An amount needs this."),
        ({"expects_from": "-1", "expects_currency": "SEK", "expects_per": "day"}, "more than"),
        (
            {
                "expects_from": "2",
                "expects_to": "1",
                "expects_currency": "SEK",
                "expects_per": "day",
            },
            "less than the amount before",
        ),
        ({"wants_kinds": ["slavery"]}, "slavery"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_kept(
    nina: Browser, cast: Cast, changed: dict[str, Any], words: str
) -> None:
    answer = nina.post("/candidates/new/", sent(cast, **changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="Pia"' in page
    assert not Candidate.objects.filter(first_name="Pia").exists()


def test_an_amount_that_goes_takes_its_measure_along(nina: Browser, cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(
        expects_from=9500, expects_currency="SEK", expects_per="day"
    )
    said = sent(cast, expects_currency="SEK", expects_per="day")
    assert nina.post(f"/candidates/{cast.jonas.pk}/edit/", said).status_code == 302
    cast.jonas.refresh_from_db()
    jonas = cast.jonas
    assert (jonas.expects_from, jonas.expects_currency, jonas.expects_per) == (None, "", "")
