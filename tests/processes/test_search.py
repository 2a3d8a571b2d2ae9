from __future__ import annotations

import pytest
from django.test import Client as Browser

from processes.search import everything
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def found(cast: Cast, typed: str, size: int = 5) -> dict[str, list[str]]:
    groups = everything(typed, cast.nina, size=size)
    return {group.kind: [one.name for one in group.found] for group in groups}


def test_one_word_finds_people_and_assignments() -> None:
    cast = Cast()
    cast.payroll()
    assert found(cast, "payroll") == {
        "candidate": ["Amira Lundqvist", "Jonas Krantz"],
        "assignment": ["Interim payroll manager"],
    }


def test_a_clients_name_finds_what_is_there_too() -> None:
    cast = Cast()
    cast.data_engineer()
    assert found(cast, "lumen") == {"client": ["Lumen Retail"], "assignment": ["Data engineer"]}
    assert found(cast, "nowak") == {"contact": ["Peter Nowak"]}


def test_a_contact_leads_to_its_place_on_the_clients_page() -> None:
    cast = Cast()
    [group] = everything("sara berg", cast.nina, size=5)
    [sara] = group.found
    assert sara.url == f"/clients/{cast.nordvik.pk}/#contact-{cast.sara.pk}"
    assert sara.detail == "Head of HR operations · Nordvik Energi"


def test_closed_assignments_come_last_and_say_so() -> None:
    cast = Cast()
    old, new = cast.payroll(), cast.payroll()
    new.close("lost", words="", by=cast.nina, at=NOW)
    [group] = everything("payroll manager", cast.nina, size=5)[-1:]
    assert [(one.url, one.closed) for one in group.found] == [
        (old.get_absolute_url(), False),
        (new.get_absolute_url(), True),
    ]


def test_each_kind_is_cut_at_its_size() -> None:
    cast = Cast()
    for _again in range(4):
        cast.payroll()
    assert len(found(cast, "payroll", size=3)["assignment"]) == 3


@pytest.mark.parametrize("typed", ["", " ", "a", " b ", "%%", "''", "zzzzzz", "x" * 5000])
def test_too_little_and_nonsense_find_nothing(typed: str) -> None:
    assert found(Cast(), typed) == {}


def test_the_page_and_the_box_show_the_same(
    client: Browser, django_assert_max_num_queries: object
) -> None:
    cast = Cast()
    client.force_login(cast.nina)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        page = client.get("/search/", {"q": "nordvik"}).content.decode()
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        box = client.get(
            "/search/", {"q": "nordvik"}, headers={"HX-Request": "true"}
        ).content.decode()
    assert "<html" in page
    assert "<html" not in box
    for shown in (page, box):
        assert f'href="/clients/{cast.nordvik.pk}/"' in shown
        assert "Nordvik Energi" in shown


def test_nothing_found_says_so_and_keeps_the_words(client: Browser) -> None:
    client.force_login(Cast().nina)
    page = client.get("/search/", {"q": "<i>nobody"}).content.decode()
    assert "Nothing fits" in page
    assert "&lt;i&gt;nobody" in page
    assert "<i>nobody" not in page
