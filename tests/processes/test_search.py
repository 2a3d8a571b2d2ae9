from __future__ import annotations

import pytest
from django.test import Client as Browser

from candidates.finding.cv_text import keep_cv_text
from candidates.models import Candidate
from processes.search import everything
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def found(cast: Cast, typed: str, size: int = 5) -> dict[str, list[str]]:
    groups = everything(typed, cast.nina, size=size, at=NOW)
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
    [group] = everything("sara berg", cast.nina, size=5, at=NOW)
    [sara] = group.found
    assert sara.url == f"/clients/{cast.nordvik.pk}/#contact-{cast.sara.pk}"
    assert sara.detail == "Head of HR operations · Nordvik Energi"


def test_closed_assignments_come_last_and_say_so() -> None:
    cast = Cast()
    old, new = cast.payroll(), cast.payroll()
    new.close("lost", words="", by=cast.nina, at=NOW)
    [group] = everything("payroll manager", cast.nina, size=5, at=NOW)[-1:]
    assert [(one.url, one.closed) for one in group.found] == [
        (old.get_absolute_url(), False),
        (new.get_absolute_url(), True),
    ]


def test_each_kind_is_cut_at_its_size() -> None:
    cast = Cast()
    for _again in range(4):
        cast.payroll()
    assert len(found(cast, "payroll", size=3)["assignment"]) == 3


@pytest.mark.parametrize("typed", ["", " ", "z", " x ", "%%", "''", "zzzzzz", "x" * 5000])
def test_too_little_and_nonsense_find_nothing(typed: str) -> None:
    assert found(Cast(), typed) == {}


def test_the_page_and_the_box_show_the_same(
    client: Browser, django_assert_max_num_queries: object
) -> None:
    cast = Cast()
    client.force_login(cast.nina)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        page = client.get("/search/", {"q": "nordvik"}).content.decode()
    with django_assert_max_num_queries(8):  # type: ignore[operator]
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


def test_one_person_is_found_by_either_name_and_both_say_so() -> None:
    cast = Cast()
    cast.sara.last_name = "Berg-Krantz"
    cast.sara.save()
    cast.ewa.contact = cast.sara
    cast.ewa.save()
    for typed in ("malinowska", "sara berg"):
        groups = {group.kind: group.found for group in everything(typed, cast.nina, size=5, at=NOW)}
        [ewa], [sara] = groups["candidate"], groups["contact"]
        assert (ewa.name, ewa.also) == ("Ewa Malinowska", "also a contact at Nordvik Energi")
        assert (sara.name, sara.also) == ("Sara Berg-Krantz", "also a candidate")
        assert sara.url == f"/clients/{cast.nordvik.pk}/#contact-{cast.sara.pk}"


def test_with_many_found_nobody_is_pushed_out_by_their_other_record() -> None:
    cast = Cast()
    cast.jonas.contact = cast.sara
    cast.jonas.save()
    groups = everything("payroll", cast.nina, size=2, at=NOW)
    [candidates, contacts] = [group.found for group in groups]
    assert [one.name for one in candidates] == ["Amira Lundqvist", "Jonas Krantz"]
    assert [one.name for one in contacts] == ["Sara Berg"]
    [group] = everything("hugo falk", cast.nina, size=2, at=NOW)
    assert [one.also for one in group.found] == [""]


def test_whoever_logs_a_call_sees_that_the_two_are_one(client: Browser) -> None:
    cast = Cast()
    cast.ewa.contact = cast.peter
    cast.ewa.save()
    client.force_login(cast.nina)
    for typed in ("ewa", "peter"):
        page = client.get("/log/people/", {"q": typed}).content.decode()
        said = "also a contact at Lumen Retail" if typed == "ewa" else "also a candidate"
        assert said in page, typed


def test_a_name_comes_before_newer_people_who_only_mention_it() -> None:
    cast = Cast()
    for number in range(6):
        newer = Candidate.objects.create(
            first_name="Newer", last_name="Person", email=f"newer{number}@example.com",
            headline="Worked with Krantz", owner=cast.nina, country="SE", created_at=NOW,
        )  # fmt: skip
        keep_cv_text(newer.pk, "References: Jonas Krantz")
    for typed in ("krantz", "jonas kran", "krantz jonas"):
        names = found(cast, typed)["candidate"]
        assert names[0] == "Jonas Krantz" and len(names) == 5
    assert len(found(cast, '"jonas krantz"')["candidate"]) == 5
