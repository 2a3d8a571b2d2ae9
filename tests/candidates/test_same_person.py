from __future__ import annotations

import pytest
from django.test import Client as Browser

from candidates.models import Candidate
from clients.models import Contact
from tests.cast import Cast


@pytest.fixture
def jonas_at_lumen(cast: Cast) -> Contact:
    return Contact.objects.create(client=cast.lumen, first_name="Jonas", last_name="Kranz-Ek")


def test_the_same_name_or_address_is_offered(nina: Browser, cast: Cast) -> None:
    same_name = Contact.objects.create(
        client=cast.lumen, first_name="Jonas", last_name="Krantz", title="HR director"
    )
    same_address = Contact.objects.create(
        client=cast.nordvik, first_name="J", email=cast.jonas.email.upper()
    )
    answer = nina.get(f"/candidates/{cast.jonas.pk}/contact/")
    assert set(answer.context["found"]) == {same_name, same_address}


def test_linked_both_pages_show_the_other(
    nina: Browser, cast: Cast, jonas_at_lumen: Contact
) -> None:
    sent = {"person": str(jonas_at_lumen.pk)}
    nina.post(f"/candidates/{cast.jonas.pk}/contact/", sent)
    assert "Lumen Retail" in nina.get(f"/candidates/{cast.jonas.pk}/").content.decode()
    page = nina.get(f"/clients/{cast.lumen.pk}/").content.decode()
    assert "also a candidate" in page
    assert f'href="/candidates/{cast.jonas.pk}/"' in page


def test_linked_from_the_contacts_side(nina: Browser, cast: Cast, jonas_at_lumen: Contact) -> None:
    answer = nina.get(f"/contacts/{jonas_at_lumen.pk}/candidate/", {"q": "krantz"})
    assert list(answer.context["found"]) == [cast.jonas]
    nina.post(f"/contacts/{jonas_at_lumen.pk}/candidate/", {"person": str(cast.jonas.pk)})
    cast.jonas.refresh_from_db()
    assert cast.jonas.contact == jonas_at_lumen


def test_the_link_goes_and_both_records_stay(
    nina: Browser, cast: Cast, jonas_at_lumen: Contact
) -> None:
    nina.post(f"/candidates/{cast.jonas.pk}/contact/", {"person": str(jonas_at_lumen.pk)})
    nina.post(f"/candidates/{cast.jonas.pk}/contact/removal/")
    cast.jonas.refresh_from_db()
    assert cast.jonas.contact is None
    assert Contact.objects.filter(pk=jonas_at_lumen.pk).exists()


def test_whoever_is_linked_is_not_offered_to_another(
    nina: Browser, cast: Cast, jonas_at_lumen: Contact
) -> None:
    sent = {"person": str(jonas_at_lumen.pk)}
    nina.post(f"/candidates/{cast.jonas.pk}/contact/", sent)
    assert nina.post(f"/candidates/{cast.amira.pk}/contact/", sent).status_code == 404
    cast.amira.refresh_from_db()
    assert cast.amira.contact is None


@pytest.mark.parametrize("person", ["", "x", "999999", "9" * 40])
def test_nobody_is_not_found(nina: Browser, cast: Cast, person: str) -> None:
    address = f"/candidates/{cast.jonas.pk}/contact/"
    assert nina.post(address, {"person": person}).status_code == 404


def test_a_contact_who_looks_around_becomes_a_candidate_once(nina: Browser, cast: Cast) -> None:
    for _again in range(2):
        nina.post(f"/contacts/{cast.sara.pk}/candidate/new/")
    sara = Candidate.objects.get(first_name="Sara")
    assert sara.contact == cast.sara
    assert sara.employer == "Nordvik Energi"
    assert sara.email == cast.sara.email
