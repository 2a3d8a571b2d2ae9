"""From two records to one and back, as a recruiter goes through the pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from candidates.models import Candidate, Merge, NotTheSame, PerhapsTheSame
from tests.cast import NOW, Cast
from tests.processes.merging.people import document, in_pool, talk, twin


@pytest.fixture
def same(cast: Cast) -> Candidate:
    Candidate.objects.filter(pk=cast.jonas.pk).update(phone="070-123 45 67", skills=["Hogia"])
    return twin(cast, phone="+46 70 123 45 67", skills=["SAP"], city="<b>Umeå</b>")


@pytest.fixture
def found(cast: Cast, same: Candidate) -> PerhapsTheSame:
    return PerhapsTheSame.objects.create(
        first=cast.jonas, second=same, reasons=["phone"], found_at=NOW
    )


def page(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_record_names_who_is_perhaps_the_same(nina: Browser, cast: Cast, same: Any) -> None:
    told = page(nina, f"/candidates/{cast.jonas.pk}/twins/?q=amira")
    assert "same phone" in told
    assert f"/candidates/{cast.jonas.pk}/merge/{same.pk}/" in told
    assert f"/candidates/{cast.jonas.pk}/merge/{cast.amira.pk}/" in told
    assert "Nobody else shares" in page(nina, f"/candidates/{cast.ewa.pk}/twins/")
    told = page(nina, f"/candidates/{cast.ewa.pk}/twins/?q=amira+lunqvist")
    assert f"/candidates/{cast.ewa.pk}/merge/{cast.amira.pk}/" in told


def test_two_people_are_not_asked_about_again(nina: Browser, cast: Cast, found: Any) -> None:
    one, other = found.first_id, found.second_id
    assert "Jonas Kranz" in page(nina, "/candidates/twins/")
    assert "looks like the same person" in page(nina, f"/candidates/{one}/")
    assert "looks like the same person" in page(nina, f"/candidates/{other}/")
    answer = nina.post(f"/candidates/{one}/not-the-same/{other}/", {"from": "twins"})
    assert answer.headers["Location"] == "/candidates/twins/"
    assert NotTheSame.objects.get().by == cast.nina
    assert "Nobody is here twice" in page(nina, "/candidates/twins/")
    assert "looks like the same person" not in page(nina, f"/candidates/{one}/")
    assert "same phone" not in page(nina, f"/candidates/{one}/twins/")


def test_pairs_of_whoever_is_closed_or_merged_are_not_shown(nina: Browser, found: Any) -> None:
    Candidate.objects.filter(pk=found.second_id).update(closed_at=NOW)
    assert "Nobody is here twice" in page(nina, "/candidates/twins/")


def test_many_pairs_come_in_pages(nina: Browser, cast: Cast) -> None:
    for number in range(31):
        other = twin(cast, first_name=f"No{number}")
        PerhapsTheSame.objects.create(first=cast.jonas, second=other, found_at=NOW)
    first = page(nina, "/candidates/twins/")
    assert "No30 Kranz" in first and "No0 Kranz" not in first
    mark = PerhapsTheSame.objects.order_by("-pk")[29].pk
    assert f"?before={mark}" in first
    assert "No0 Kranz" in page(nina, f"/candidates/twins/?before={mark}")
    page(nina, "/candidates/twins/?before=x")


def test_both_stand_side_by_side_with_what_goes_along(nina: Browser, cast: Cast, same: Any) -> None:
    talk(cast, same)
    document(same, "cv.pdf", "a")
    in_pool(cast, same, "Payroll")
    payroll = cast.payroll()
    for one in (cast.jonas, same):
        payroll.add(one, by=cast.nina, at=NOW)
    path = f"/candidates/{cast.jonas.pk}/merge/{same.pk}/"
    told = page(nina, path)
    assert "Jonas Krantz" in told and "Jonas Kranz" in told
    assert "&lt;b&gt;Umeå&lt;/b&gt;" in told and "<b>Umeå" not in told
    assert "1 document" in told and "1 pool" in told
    assert "Both are on “Interim payroll manager”" in told
    assert "Both, each once" in told
    with CaptureQueriesContext(connection) as asked:
        page(nina, path)
    assert len(asked) <= 30


def test_made_one_the_old_address_leads_on_and_it_can_be_undone(
    nina: Browser, cast: Cast, same: Candidate
) -> None:
    path = f"/candidates/{cast.jonas.pk}/merge/{same.pk}/"
    sides = {"name": "gone", "email": "kept", "phone": "kept", "skills": "both"}
    sides |= {"city": "gone", "owner": "kept", "headline": "kept"}
    answer = nina.post(path, sides)
    merge = Merge.objects.get()
    assert answer.headers["Location"] == f"/merges/{merge.pk}/"
    jonas = Candidate.objects.get(pk=cast.jonas.pk)
    assert (jonas.full_name, jonas.skills, jonas.city) == (
        *("Jonas Kranz", ["Hogia", "SAP"]),
        "<b>Umeå</b>",
    )
    for end in ("", "edit/"):
        answer = nina.get(f"/candidates/{same.pk}/{end}")
        assert answer.headers["Location"] == f"/candidates/{cast.jonas.pk}/{end}"
    for door in ("contact/", "availability/", "twins/", "documents/"):
        assert nina.get(f"/candidates/{same.pk}/{door}").status_code == 404
    assert "were made one" in page(nina, f"/candidates/{cast.jonas.pk}/")
    assert f"/merges/{merge.pk}/" in page(nina, f"/candidates/{cast.jonas.pk}/twins/")
    assert nina.get(path).status_code == 404
    assert "It can be undone until" in page(nina, f"/merges/{merge.pk}/")
    assert "made one, and undone" not in page(nina, f"/merges/{merge.pk}/")
    nina.post(f"/merges/{merge.pk}/undoing/")
    assert "made one, and undone" in page(nina, f"/merges/{merge.pk}/")
    assert "Undone by Nina Lind" in page(nina, f"/merges/{merge.pk}/")
    assert "Jonas Kranz" in page(nina, f"/candidates/{same.pk}/")
    jonas.refresh_from_db()
    assert (jonas.full_name, jonas.skills) == ("Jonas Krantz", ["Hogia"])


def test_what_is_not_chosen_is_asked_for_and_nothing_changes(
    nina: Browser, cast: Cast, same: Candidate
) -> None:
    path = f"/candidates/{cast.jonas.pk}/merge/{same.pk}/"
    for sent in ({}, {"name": "neither"}):
        answer = nina.post(path, sent)
        assert answer.status_code == 422
    assert not Merge.objects.exists()


def test_what_stands_in_the_way_is_said(nina: Browser, cast: Cast, same: Candidate) -> None:
    payroll = cast.payroll()
    for one in (cast.jonas, same):
        cast.presented(one, payroll)
    path = f"/candidates/{cast.jonas.pk}/merge/{same.pk}/"
    told = page(nina, path)
    assert "both have been presented" in told
    assert "Make them one<" not in told
    assert nina.post(path, {}).status_code == 422
    assert nina.get(f"/candidates/{cast.jonas.pk}/merge/{cast.jonas.pk}/").status_code == 404


def test_an_undo_that_is_too_late_says_so(nina: Browser, cast: Cast, same: Candidate) -> None:
    nina.post(f"/candidates/{cast.jonas.pk}/merge/{same.pk}/", {})
    merge = Merge.objects.create(
        kept=cast.jonas, gone=same, by=cast.nina, at=NOW, changes=[], forget_at=None
    )
    answer = nina.post(f"/merges/{merge.pk}/undoing/", follow=True)
    assert "30 days" in answer.content.decode()
    merge.refresh_from_db()
    assert merge.undone_at is None
