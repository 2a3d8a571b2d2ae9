from __future__ import annotations

import pytest
from django.test import Client as Browser

from candidates.models import SavedSearch, SearchSighting, SearchWatch
from tests.cast import NOW, Cast


@pytest.fixture
def hogia(cast: Cast) -> SavedSearch:
    return SavedSearch.objects.create(
        owner=cast.nina, name="Hogia", wanted={"skills": ["Hogia"], "sort": "newest"}
    )


def test_a_search_is_saved_as_it_stands_in_the_address(nina: Browser, cast: Cast) -> None:
    page = nina.get("/saved-searches/new/?skill=Hogia&city=Lund&what=else").content.decode()
    assert "Lund" in page
    sent = {"name": "Hogia in Lund", "shared": "on", "watched": "on"}
    answer = nina.post("/saved-searches/new/?skill=Hogia&city=Lund&what=else", sent)
    made = SavedSearch.objects.get()
    assert made.wanted == {"skills": ["Hogia"], "city": "Lund"}
    assert (made.owner, made.shared) == (cast.nina, True)
    assert SearchWatch.objects.get().newest_id == cast.ewa.pk
    opened = nina.get(answer["Location"])
    assert opened["Location"] == f"/candidates/?skill=Hogia&city=Lund&search={made.pk}"


def test_a_name_is_used_once_by_everybody(nina: Browser, hogia: SavedSearch, cast: Cast) -> None:
    answer = nina.post("/saved-searches/new/?city=Lund", {"name": " Hogia "})
    assert answer.status_code == 422
    assert "You have a search of this name already." in answer.content.decode()
    assert SavedSearch.objects.count() == 1
    nina.force_login(cast.rasmus)
    nina.post("/saved-searches/new/?city=Lund", {"name": "Hogia"})
    assert SavedSearch.objects.filter(owner=cast.rasmus).exists()


def test_others_see_it_only_where_it_is_shared(
    nina: Browser, hogia: SavedSearch, cast: Cast
) -> None:
    nina.force_login(cast.rasmus)
    assert "Hogia" not in nina.get("/saved-searches/").content.decode()
    assert nina.get(f"/saved-searches/{hogia.pk}/").status_code == 404
    assert nina.post(f"/saved-searches/{hogia.pk}/watch/").status_code == 404
    SavedSearch.objects.update(shared=True)
    assert "Shared by others" in nina.get("/saved-searches/").content.decode()
    assert nina.get(f"/saved-searches/{hogia.pk}/").status_code == 302


def test_only_its_owner_changes_it(nina: Browser, hogia: SavedSearch, cast: Cast) -> None:
    SavedSearch.objects.update(shared=True)
    nina.force_login(cast.rasmus)
    for way in ("edit", "removal", "criteria"):
        assert nina.post(f"/saved-searches/{hogia.pk}/{way}/", {"name": "X"}).status_code == 404
    nina.force_login(cast.nina)
    nina.post(f"/saved-searches/{hogia.pk}/edit/", {"name": "Payroll"})
    nina.post(f"/saved-searches/{hogia.pk}/criteria/?city=Lund")
    hogia.refresh_from_db()
    assert (hogia.name, hogia.shared, hogia.wanted) == ("Payroll", False, {"city": "Lund"})
    nina.post(f"/saved-searches/{hogia.pk}/removal/")
    assert not SavedSearch.objects.exists()


def test_what_is_no_longer_shared_tells_nobody_else(hogia: SavedSearch, cast: Cast) -> None:
    for who in (cast.nina, cast.rasmus):
        hogia.watch(who, at=NOW)
    hogia.change("Hogia", shared=False)
    assert [one.user for one in hogia.watches.all()] == [cast.nina]


def test_news_can_be_asked_for_and_stopped(nina: Browser, hogia: SavedSearch, cast: Cast) -> None:
    for _time in range(2):
        nina.post(f"/saved-searches/{hogia.pk}/watch/")
    assert SearchWatch.objects.get().user == cast.nina
    assert "Tells me of new people" in nina.get("/saved-searches/").content.decode()
    nina.post(f"/saved-searches/{hogia.pk}/unwatching/")
    assert not SearchWatch.objects.exists()


def test_new_people_are_counted_until_somebody_has_looked(
    nina: Browser, hogia: SavedSearch, cast: Cast
) -> None:
    watch = hogia.watch(cast.nina, at=NOW)
    for candidate in (cast.jonas, cast.amira):
        SearchSighting.objects.create(watch=watch, candidate=candidate, at=NOW)
    assert nina.get("/candidates/").context["news"] == 2
    assert "2 new" in nina.get("/saved-searches/").content.decode()
    page = nina.get(f"/saved-searches/{hogia.pk}/news/")
    assert "Jonas Krantz" in page.content.decode()
    later = SearchSighting.objects.create(watch=watch, candidate=cast.ewa, at=NOW)
    nina.post(f"/saved-searches/{hogia.pk}/seen/", {"up_to": later.pk - 1})
    assert [one.candidate for one in SearchSighting.objects.unseen_by(cast.nina)] == [cast.ewa]
    nina.post(f"/saved-searches/{hogia.pk}/seen/", {"up_to": "x"})
    assert SearchSighting.objects.unseen_by(cast.nina).count() == 1


def test_many_searches_are_listed_in_few_queries(
    nina: Browser, cast: Cast, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        SavedSearch.objects.create(
            owner=cast.nina, name=f"{number}", wanted={"owner": cast.lea.pk, "city": "Lund"}
        )
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        page = nina.get("/saved-searches/").content.decode()
    assert "looked after by Lea Dahl" in page
