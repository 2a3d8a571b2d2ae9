from __future__ import annotations

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Agency
from tests.cast import Cast

pytestmark = pytest.mark.django_db

AGENCY = {
    "name": "Lind & Co",
    "phone": "+46 8 123 456 78",
    "email": "hej@lind.example",
    "colour": "#123456",
    "country": "SE",
    "time_zone": "Europe/Stockholm",
}


def test_an_admin_names_the_agency(client: Client) -> None:
    client.force_login(Cast().ada)
    client.post(reverse("agency"), AGENCY)
    assert Agency.current().name == "Lind & Co"


@pytest.mark.parametrize(
    ("field", "typed"),
    [("colour", "red"), ("colour", "#12345"), ("name", " "), ("phone", "1"), ("time_zone", "Mars")],
)
def test_what_no_letter_could_carry_is_refused(client: Client, field: str, typed: str) -> None:
    client.force_login(Cast().ada)
    answer = client.post(reverse("agency"), AGENCY | {field: typed})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Agency.current().name == "Askvik & Partners"


def test_everyone_sets_their_own_language_and_hours(client: Client) -> None:
    nina = Cast().nina
    client.force_login(nina)
    own = {
        "full_name": "Nina Lind",
        "phone": "",
        "language": "pl",
        "time_zone": "Europe/Warsaw",
        "work_starts": "07:00",
        "work_ends": "15:30",
    }
    client.post(reverse("profile"), own)
    nina.refresh_from_db()
    assert (nina.language, nina.working_hours().time_zone) == ("pl", "Europe/Warsaw")


def test_the_chosen_time_zone_stays_chosen(client: Client) -> None:
    client.force_login(Cast().ada)
    page = client.get(reverse("agency")).content.decode()
    assert '<option value="Europe/Stockholm" selected>Europe/Stockholm</option>' in page
    assert page.count(" selected>") == 2  # the country and the time zone


def test_what_goes_out_by_itself_is_for_the_agency_to_say(client: Client) -> None:
    client.force_login(Cast().ada)
    assert Agency.current().acknowledges
    assert Agency.current().holding_goes_out_at is None
    client.post(reverse("agency"), AGENCY | {"holding_goes_out_at": "15:00"})
    agency = Agency.current()
    assert (agency.acknowledges, agency.holding_goes_out_at) == (False, time(15))


@pytest.mark.parametrize("hour", ["07:59", "17:00", "23:00", "noon"])
def test_nothing_goes_out_while_nobody_works(client: Client, hour: str) -> None:
    client.force_login(Cast().ada)
    answer = client.post(reverse("agency"), AGENCY | {"holding_goes_out_at": hour})
    assert answer.status_code == 422
    assert "holding_goes_out_at" in answer.context["form"].errors
    assert Agency.current().holding_goes_out_at is None
