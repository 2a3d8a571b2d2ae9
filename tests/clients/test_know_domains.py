"""Whether an address is one that a client's people have, or a stranger's."""

from __future__ import annotations

import pytest

from clients.known_domains import domain_of, is_known
from clients.models import Client, Contact
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def nordvik(cast: Cast) -> Client:
    cast.nordvik.website = "https://www.nordvik-energi.example/karriar"
    cast.nordvik.save()
    return cast.nordvik


@pytest.mark.parametrize(
    "address",
    [
        "new.person@nordvik.example",  # where Sara and Hugo have theirs
        "new.person@NORDVIK.example",
        "new.person@gavle.nordvik.example",
        "new.person@nordvik-energi.example",  # the website's
        "new.person@mail.nordvik-energi.example",
    ],
)
def test_where_the_client_has_addresses_or_its_website(nordvik, address):
    assert is_known(nordvik, address)


@pytest.mark.parametrize(
    "address",
    [
        "new.person@nordvlk.example",
        "new.person@evilnordvik.example",
        "new.person@nordvik.example.evil.test",
        "new.person@example",
        "peter.nowak@lumen.example",  # another client's
        "",
        "nobody",
    ],
)
def test_anywhere_else_is_strange(nordvik, address):
    assert not is_known(nordvik, address)


def test_a_provider_open_to_anybody_is_never_known(cast, nordvik):
    cast.sara.email = "sara.berg@gmail.com"
    cast.sara.save()
    assert not is_known(nordvik, "hugo.falk@gmail.com")


def test_nobody_vouches_for_themselves(cast):
    assert is_known(cast.lumen, cast.peter.email)
    assert not is_known(cast.lumen, cast.peter.email, but=cast.peter)
    assert is_known(cast.nordvik, cast.sara.email, but=cast.sara)  # Hugo has one there too


def test_whoever_has_left_vouches_for_nobody(cast):
    cast.leaves(cast.peter)
    assert not is_known(cast.lumen, "new.person@lumen.example")


def test_an_international_domain_is_the_same_in_both_spellings(nordvik):
    Contact.objects.create(client=nordvik, first_name="Åsa", email="asa@smörgås.example")
    assert is_known(nordvik, "bo@xn--smrgs-pra0j.example")
    assert domain_of("bo@SMÖRGÅS.example") == "xn--smrgs-pra0j.example"


def test_one_address_is_one_question(nordvik, django_assert_num_queries):
    with django_assert_num_queries(1):
        is_known(nordvik, "new.person@nordvik.example")
