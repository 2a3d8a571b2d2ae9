from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import User
from candidates.models import Candidate, OwnList, SavedSearch, SearchSighting
from mailings.models import Letter
from processes.letters_seen import letters_seen_by
from processes.search_news.chores import due_news
from processes.search_news.telling import tell
from tests.cast import NOW, Cast

# Monday morning at eight in Stockholm, after the Friday that is NOW.
MORNING = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def lund(cast: Cast) -> SavedSearch:
    search = SavedSearch.objects.create(owner=cast.nina, name="Lund", wanted={"city": "Lund"})
    search.watch(cast.nina, at=NOW)
    return search


def comes(cast: Cast, name: str, city: str = "Lund") -> Candidate:
    return Candidate.objects.create(first_name=name, city=city, owner=cast.nina)


def told(at: datetime) -> list[str]:
    """Whom the letter of this morning names, where one is written."""
    mine = OwnList.objects.get()
    letter = tell(mine.pk, at)
    return [name for name in ("Anna", "Berit", "Cleo", "Dora") if letter and name in letter.text]


def test_it_is_due_in_the_morning_of_the_next_working_day(cast: Cast, lund: SavedSearch) -> None:
    assert not due_news(MORNING - timedelta(seconds=1)).exists()
    assert due_news(MORNING).get().user == cast.nina


def test_new_people_who_fit_are_told_of_once(cast: Cast, lund: SavedSearch) -> None:
    comes(cast, "Anna")
    comes(cast, "Berit", city="Malmö")
    assert told(MORNING) == ["Anna"]
    assert Letter.objects.get().subject == "1 new person in your searches"
    assert told(MORNING + timedelta(minutes=1)) == []
    comes(cast, "Cleo")
    assert told(MORNING + DAY) == ["Cleo"]
    assert told(MORNING + 2 * DAY) == []
    assert SearchSighting.objects.unseen_by(cast.nina).count() == 2


def test_whoever_was_there_before_is_not_new(cast: Cast) -> None:
    comes(cast, "Anna")
    search = SavedSearch.objects.create(owner=cast.nina, name="Lund", wanted={"city": "Lund"})
    search.watch(cast.nina, at=NOW)
    assert told(MORNING) == []


def test_whoever_fits_only_later_is_told_of_then(cast: Cast, lund: SavedSearch) -> None:
    anna = comes(cast, "Anna", city="")
    assert told(MORNING) == []
    Candidate.objects.filter(pk=anna.pk).update(city="Lund")
    assert told(MORNING + DAY) == ["Anna"]


def test_closed_people_are_told_of_to_nobody(cast: Cast, lund: SavedSearch) -> None:
    anna = comes(cast, "Anna")
    Candidate.objects.filter(pk=anna.pk).update(closed_at=NOW)
    assert told(MORNING) == []
    assert not SearchSighting.objects.exists()


def test_late_on_the_day_it_still_comes_and_late_in_the_evening_it_waits(
    cast: Cast, lund: SavedSearch
) -> None:
    comes(cast, "Anna")
    assert told(MORNING + timedelta(hours=12)) == []
    assert OwnList.objects.get().next_news_at == MORNING + DAY
    assert told(MORNING + DAY + timedelta(hours=5)) == ["Anna"]


def test_today_is_the_day_of_whoever_reads(cast: Cast) -> None:
    User.objects.filter(pk=cast.nina.pk).update(time_zone="Pacific/Auckland")
    cast.nina.refresh_from_db()
    search = SavedSearch.objects.create(owner=cast.nina, name="Free", wanted={"free": "now"})
    search.watch(cast.nina, at=NOW)
    Candidate.objects.create(first_name="Anna", owner=cast.nina, available_on=MORNING.date())
    assert told(datetime(2026, 11, 22, 19, 30, tzinfo=UTC)) == ["Anna"]  # half past eight there


def test_several_searches_are_one_letter(cast: Cast, lund: SavedSearch) -> None:
    other = SavedSearch.objects.create(owner=cast.lea, name="All", wanted={}, shared=True)
    other.watch(cast.nina, at=NOW)
    comes(cast, "Anna")
    comes(cast, "Dora", city="Kiruna")
    assert told(MORNING) == ["Anna", "Dora"]
    assert Letter.objects.get().subject == "2 new people in your searches"
    assert SearchSighting.objects.count() == 3


def test_a_search_that_is_no_longer_shared_is_silent(cast: Cast) -> None:
    search = SavedSearch.objects.create(owner=cast.lea, name="L", wanted={}, shared=True)
    search.watch(cast.nina, at=NOW)
    SavedSearch.objects.update(shared=False)
    comes(cast, "Anna")
    assert told(MORNING) == []


def test_without_a_search_it_is_not_due_again(cast: Cast, lund: SavedSearch) -> None:
    lund.delete()
    assert told(MORNING) == []
    assert OwnList.objects.get().next_news_at is None


def test_whoever_left_hears_nothing(cast: Cast, lund: SavedSearch) -> None:
    type(cast.nina).objects.filter(pk=cast.nina.pk).update(is_active=False)
    comes(cast, "Anna")
    assert not due_news(MORNING).exists()
    assert told(MORNING) == []


def test_only_the_reader_and_leads_see_the_letter(cast: Cast, lund: SavedSearch) -> None:
    comes(cast, "Anna")
    told(MORNING)
    seen = [who.first_name for who in (cast.nina, cast.rasmus, cast.lea) if sees_a_letter(who)]
    assert seen == ["Nina", "Lea"]


def sees_a_letter(user: User) -> bool:
    return letters_seen_by(user).filter(kind="search_news").exists()
