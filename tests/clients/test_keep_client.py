from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import Client
from tests.cast import Cast


def typed(cast: Cast, **changed: str) -> dict[str, str]:
    return {
        "name": "Brightly",
        "industry": "Software",
        "city": "Göteborg",
        "country": "SE",
        "phone": "031-70 123 45",
        "website": "brightly.example",
        "owner": str(cast.nina.pk),
        "time_zone": "",
        "about": "",
        **changed,
    }


def test_a_new_client_is_kept_and_shown(nina: Browser, cast: Cast) -> None:
    answer = nina.post("/clients/new/", typed(cast))
    made = Client.objects.get(name="Brightly")
    assert answer.url == f"/clients/{made.pk}/"  # type: ignore[attr-defined]
    assert made.phone == "+46 31 701 23 45"
    assert made.website == "https://brightly.example"


def test_the_form_starts_with_who_is_signed_in(nina: Browser, cast: Cast) -> None:
    form = nina.get("/clients/new/").context["form"]
    assert form["owner"].initial == cast.nina
    assert cast.sits_in_portal(cast.sara) not in form.fields["owner"].queryset


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "   ", "This field is required."),
        ("name", "N" * 161, "at most 160 characters"),
        ("country", "XX", "Select a valid choice"),
        ("time_zone", "Europe/Atlantis", "Select a valid choice"),
        ("phone", "ring me", "telephone number"),
        ("website", "javascript:alert(1)", "Write a web address"),
        ("website", "data:text/html,<script>", "Write a web address"),
        ("website", "ftp://files.example", "Write a web address"),
        ("owner", "999999", "Select a valid choice"),
    ],
)
def test_what_makes_no_sense_is_refused_at_the_field(
    nina: Browser, cast: Cast, field: str, value: str, says: str
) -> None:
    answer = nina.post("/clients/new/", typed(cast, **{field: value}))
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert says in errors[field][0]
    assert "Göteborg" in answer.content.decode()  # what was typed stays
    assert Client.objects.count() == 2


def test_an_edit_changes_only_what_was_typed(nina: Browser, cast: Cast) -> None:
    edited = typed(cast, name="Nordvik Energi AB", city="Gävle", industry="", phone="", website="")
    page = nina.get(f"/clients/{cast.nordvik.pk}/edit/").content.decode()
    assert "Gävle" in page
    # Somebody else writes about them in the meantime.
    Client.objects.filter(pk=cast.nordvik.pk).update(about="Met at the fair.")
    nina.post(f"/clients/{cast.nordvik.pk}/edit/", {**edited, "about": "Met at the fair."})
    cast.nordvik.refresh_from_db()
    assert cast.nordvik.name == "Nordvik Energi AB"
    assert cast.nordvik.plain_name == "nordvik energi ab"


def test_a_refused_edit_changes_nothing_and_keeps_the_old_name_above(
    nina: Browser, cast: Cast
) -> None:
    answer = nina.post(f"/clients/{cast.nordvik.pk}/edit/", typed(cast, name=" ", city="Umeå"))
    assert answer.status_code == 422
    assert "Nordvik Energi</h1>" in answer.content.decode()
    cast.nordvik.refresh_from_db()
    assert cast.nordvik.city == "Gävle"


def test_an_old_phone_number_does_not_stop_another_change(nina: Browser, cast: Cast) -> None:
    Client.objects.filter(pk=cast.nordvik.pk).update(phone="12")
    nina.post(f"/clients/{cast.nordvik.pk}/edit/", typed(cast, phone="12", city="Umeå"))
    cast.nordvik.refresh_from_db()
    assert cast.nordvik.city == "Umeå"


def test_a_company_that_is_here_already_is_named_with_the_way_to_it(
    nina: Browser, cast: Cast
) -> None:
    answer = nina.post("/clients/new/", typed(cast, name="NORDVIK Energi", city=""))
    assert answer.status_code == 422
    assert f'href="/clients/{cast.nordvik.pk}/"' in answer.context["form"].errors["name"][0]
    assert Client.objects.filter(plain_name="nordvik energi").count() == 1


@pytest.mark.parametrize("elsewhere", [{"city": "Luleå"}, {"country": "PL", "city": ""}])
def test_another_company_of_the_name_lies_elsewhere(
    nina: Browser, cast: Cast, elsewhere: dict[str, str]
) -> None:
    answer = nina.post("/clients/new/", typed(cast, name="Nordvik Energi", phone="", **elsewhere))
    assert answer.status_code == 302


def test_a_company_is_no_twin_of_itself(nina: Browser, cast: Cast) -> None:
    same = typed(cast, name="NORDVIK ENERGI", city="Gävle")
    assert nina.post(f"/clients/{cast.nordvik.pk}/edit/", same).status_code == 302
