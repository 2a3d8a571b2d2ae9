"""Today of one kind and of one client only, and the way back to everything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from processes.today.choice import Choice, of
from processes.today.words import Words, words_owed
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import stockholm

THURSDAY = stockholm(19, 10)


def seen(cast: Cast, **choice: str) -> Words:
    chosen = Choice.read(choice, cast.nina)
    return words_owed(chosen.owners, cast.nina, THURSDAY, chosen.kinds)


def test_of_one_kind_and_of_one_client_only(cast: Cast) -> None:
    payroll = cast.payroll()
    cast.data_engineer(at=MONDAY)
    payroll.add(cast.amira, by=None, at=MONDAY, applied=True)

    def kinds(**choice: str) -> set[str]:
        return {word.kind for word in seen(cast, **choice).rows}

    assert kinds(kind="application") == {"application"}
    assert kinds(kind="candidates") == {"acknowledgement", "application"}
    assert "schedule" in kinds(kind="clients")
    assert kinds(client=str(cast.lumen.pk)) == set()  # Rasmus's
    assert "schedule" in kinds(client=str(cast.lumen.pk), whose="all")
    both = seen(cast, whose="all", kind="schedule").rows
    assert {word.client.name for word in both} == {"Nordvik Energi", "Lumen Retail"}


@pytest.mark.parametrize(
    "asked", [{"kind": "nonsense"}, {"client": "x"}, {"client": "9" * 30}, {"whose": "team"}]
)
def test_an_address_that_nobody_offered_shows_everything(cast: Cast, asked: dict[str, str]) -> None:
    choice = Choice.read(asked, cast.nina)
    assert (choice.owners, choice.kinds) == (of("mine", cast.nina), [])
    assert choice.address == "/"


def test_the_page_keeps_its_choice_in_every_way_on(cast: Cast, client: Client) -> None:
    cast.payroll(at=timezone.now() - timedelta(days=6))
    client.force_login(cast.nina)
    text = client.get(f"/?whose=all&kind=schedule&client={cast.nordvik.pk}").content.decode()
    assert f"/?kind=schedule&amp;client={cast.nordvik.pk}" in text  # mine
    assert f"/?whose=all&amp;client={cast.nordvik.pk}" in text  # every kind
    assert "/?whose=all&amp;kind=schedule" in text  # every client
    assert "weekly call" not in text.split("data-rows")[1]


def test_nobody_of_the_chosen_kind_waits(cast: Cast, client: Client) -> None:
    cast.payroll(at=timezone.now() - timedelta(days=6))
    client.force_login(cast.nina)
    text = client.get("/?kind=application").content.decode()
    assert "Nobody waits for such a word today." in text
    assert "Everyone has had their word." not in text
