from __future__ import annotations

import pytest
from django.db.models import Q

from accounts import name_order
from accounts.name_order import first_names, page_of_names
from accounts.search_names import containing
from candidates.models import Candidate
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def sixty() -> list[str]:
    """Sixty candidates; every tenth is a painter, and all of these stand at the end."""
    owner = Cast().nina
    Candidate.objects.all().delete()
    Candidate.objects.bulk_create(
        Candidate(
            first_name=f"Person {number:02}",
            headline="Painter" if number >= 54 else "Builder",
            owner=owner,
        )
        for number in range(60)
    )
    return [f"Person {number:02}" for number in range(60)]


@pytest.mark.parametrize("near", [5, 20, 59, 60, 3000])
@pytest.mark.parametrize("words", ["painter", "builder", "person"])
def test_however_far_is_looked_the_same_are_found(
    sixty: list[str], near: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_order, "NEAR", near)
    rows = Candidate.objects.filter(Q(headline__iexact=words) | containing("plain_name", words))
    plain = [str(one) for one in rows.order_by("plain_name", "pk")[:10]]
    assert [str(one) for one in first_names(rows, 10, scattered=True)] == plain


@pytest.mark.parametrize("near", [3, 25, 3000])
@pytest.mark.parametrize("scattered", [True, False])
def test_pages_forth_and_back_show_everybody_once(
    sixty: list[str], near: int, scattered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_order, "NEAR", near)
    rows = Candidate.objects.all()
    forth: list[str] = []
    back: list[str] = []
    page = page_of_names(rows, size=7, scattered=scattered)
    while True:
        forth += [str(one) for one in page.rows]
        if page.after is None:
            break
        page = page_of_names(rows, after=str(page.after), size=7, scattered=scattered)
    while page.before is not None:
        page = page_of_names(rows, before=str(page.before), size=7, scattered=scattered)
        back = [str(one) for one in page.rows] + back
    assert forth == sixty
    assert back == sixty[: len(back)]
    assert len(back) == 56


def test_people_of_one_name_are_told_apart_by_their_number() -> None:
    owner = Cast().nina
    Candidate.objects.all().delete()
    for _twin in range(5):
        Candidate.objects.create(first_name="Anna", owner=owner)
    first = page_of_names(Candidate.objects.all(), size=2)
    second = page_of_names(Candidate.objects.all(), after=str(first.after), size=2)
    third = page_of_names(Candidate.objects.all(), after=str(second.after), size=2)
    seen = [one.pk for page in (first, second, third) for one in page.rows]
    assert len(set(seen)) == 5
    assert third.after is None
