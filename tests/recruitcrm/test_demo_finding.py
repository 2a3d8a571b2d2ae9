from __future__ import annotations

from candidates.models import Candidate, Pool, SavedSearch
from recruitcrm.demo.finding import keep_who_was_found
from tests.cast import NOW, Cast


def test_the_demo_has_pools_of_both_kinds_and_a_search_that_tells(db: None) -> None:
    cast = Cast()
    people = list(Candidate.objects.order_by("pk"))
    keep_who_was_found([cast.nina, cast.rasmus], people, at=NOW)
    assert {pool.is_by_rule for pool in Pool.objects.all()} == {True, False}
    assert [pool.members.count() for pool in Pool.objects.by_hand()] == [1, 1]
    cast.jonas.refresh_from_db()
    assert cast.jonas.tags == ["payroll"]
    search = SavedSearch.objects.get()
    assert (search.shared, search.watches.get().user) == (True, cast.nina)
