from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import Contact
from tests.cast import Cast


def typed(**changed: str) -> dict[str, str]:
    return {
        "first_name": "Eva",
        "last_name": "Ström",
        "title": "CFO",
        "role": "hiring_manager",
        "decides": "on",
        "email": "eva.strom@nordvik.example",
        "phone": "070-123 45 67",
        "language": "sv",
        **changed,
    }


def test_a_new_contact_belongs_to_the_client(nina: Browser, cast: Cast) -> None:
    nina.post(f"/clients/{cast.nordvik.pk}/contacts/new/", typed())
    eva = Contact.objects.get(first_name="Eva")
    assert eva.client == cast.nordvik
    assert eva.decides
    assert eva.phone == "+46 70 123 45 67"


def test_letters_start_in_the_language_of_the_clients_country(nina: Browser, cast: Cast) -> None:
    form = nina.get(f"/clients/{cast.lumen.pk}/contacts/new/").context["form"]
    assert form["language"].value() == "pl"


def test_a_number_without_country_is_one_of_the_clients_country(nina: Browser, cast: Cast) -> None:
    sent = typed(phone="512 345 678", email="")
    nina.post(f"/clients/{cast.lumen.pk}/contacts/new/", sent)
    assert Contact.objects.get(first_name="Eva").phone == "+48 512 345 678"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("first_name", " ", "This field is required."),
        ("first_name", "E" * 81, "at most 80 characters"),
        ("email", "eva", "valid email"),
        ("email", "SARA.BERG@nordvik.example", "Sara Berg of this client has this address"),
        ("phone", "0", "telephone number"),
        ("role", "emperor", "Select a valid choice"),
        ("language", "xx", "Select a valid choice"),
    ],
)
def test_what_makes_no_sense_is_refused_at_the_field(
    nina: Browser, cast: Cast, field: str, value: str, says: str
) -> None:
    answer = nina.post(f"/clients/{cast.nordvik.pk}/contacts/new/", typed(**{field: value}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert says in answer.content.decode()
    assert not Contact.objects.filter(last_name="Ström").exists()


def test_the_same_address_may_be_at_two_clients(nina: Browser, cast: Cast) -> None:
    nina.post(f"/clients/{cast.lumen.pk}/contacts/new/", typed(email=cast.sara.email))
    assert Contact.objects.filter(email=cast.sara.email).count() == 2


def test_an_address_of_somebody_who_left_says_so(nina: Browser, cast: Cast) -> None:
    cast.leaves(cast.hugo)
    sent = typed(email=cast.hugo.email)
    answer = nina.post(f"/clients/{cast.nordvik.pk}/contacts/new/", sent)
    assert "Hugo Falk, who has left this client" in answer.content.decode()


def test_editing_keeps_the_own_address(nina: Browser, cast: Cast) -> None:
    sent = typed(first_name="Sara", last_name="Berg-Ek", email=cast.sara.email)
    answer = nina.post(f"/contacts/{cast.sara.pk}/edit/", sent)
    assert answer.status_code == 302
    cast.sara.refresh_from_db()
    assert cast.sara.last_name == "Berg-Ek"


def test_from_the_dialog_the_whole_page_moves_on(nina: Browser, cast: Cast) -> None:
    headers = {"HX-Request": "true", "HX-Target": "dialog-body"}
    address = f"/clients/{cast.nordvik.pk}/contacts/new/"
    answer = nina.post(address, typed(), headers=headers)
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == f"/clients/{cast.nordvik.pk}/"
