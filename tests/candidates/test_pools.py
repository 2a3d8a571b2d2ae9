from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client as Browser

from candidates.models import Candidate, Pool, PoolMember
from processes.models import Event
from processes.pools import put_into
from tests.cast import MONDAY, NOW, Cast


@pytest.fixture
def pool(cast: Cast) -> Pool:
    return Pool.objects.create(name="Payroll, soon", made_by=cast.nina)


def test_a_pool_by_hand_says_who_put_whom_there_and_why(
    nina: Browser, cast: Cast, pool: Pool
) -> None:
    nina.post(f"/candidates/{cast.jonas.pk}/pools/", {"pool": pool.pk, "why": "free in March"})
    page = nina.get(f"/pools/{pool.pk}/").content.decode()
    assert "Jonas Krantz" in page
    assert "free in March" in page
    assert "Nina Lind" in page
    assert Event.objects.filter(kind="pool_joined", candidate=cast.jonas).count() == 1
    theirs = nina.get(f"/candidates/{cast.jonas.pk}/").content.decode()
    assert "Payroll, soon" in theirs
    assert "put into the pool" in theirs


def test_whoever_is_in_it_stays_as_they_were(cast: Cast, pool: Pool) -> None:
    put_into(pool, [cast.jonas], by=cast.nina, at=MONDAY, why="first")
    new = put_into(pool, [cast.jonas, cast.amira], by=cast.rasmus, at=NOW, why="second")
    assert new == [cast.amira]
    assert PoolMember.objects.get(candidate=cast.jonas).why == "first"
    with pytest.raises(IntegrityError):
        PoolMember.objects.create(pool=pool, candidate=cast.jonas, at=NOW)


def test_out_of_a_pool_again(nina: Browser, cast: Cast, pool: Pool) -> None:
    put_into(pool, [cast.jonas, cast.amira], by=cast.nina, at=NOW)
    member = PoolMember.objects.get(candidate=cast.jonas)
    answer = nina.post(f"/pool-members/{member.pk}/removal/", {"from_candidate": "on"})
    assert answer["Location"] == f"/candidates/{cast.jonas.pk}/"
    assert [one.candidate for one in pool.members.all()] == [cast.amira]


def test_closed_people_are_in_no_pool_that_is_shown(nina: Browser, cast: Cast, pool: Pool) -> None:
    put_into(pool, [cast.jonas, cast.amira], by=cast.nina, at=NOW)
    Candidate.objects.filter(pk=cast.jonas.pk).update(closed_at=NOW)
    page = nina.get(f"/pools/{pool.pk}/").content.decode()
    assert "Jonas Krantz" not in page
    assert [one.size for one in nina.get("/pools/").context["pools"]] == [1]


def test_a_pool_by_rule_is_always_live(nina: Browser, cast: Cast) -> None:
    answer = nina.post("/pools/new/?city=Lund", {"name": "In Lund"})
    pool = Pool.objects.get()
    assert answer["Location"] == f"/pools/{pool.pk}/"
    assert pool.rule == {"city": "Lund"}
    assert "Nobody fits the rule now" in nina.get(f"/pools/{pool.pk}/").content.decode()
    Candidate.objects.filter(pk=cast.jonas.pk).update(city="Lund")
    page = nina.get(f"/pools/{pool.pk}/").content.decode()
    assert "Jonas Krantz" in page
    assert "by a rule, always live" in page
    put = nina.post(f"/candidates/{cast.jonas.pk}/pools/", {"pool": pool.pk})
    assert put.status_code == 422


def test_a_pool_gets_another_rule(nina: Browser, cast: Cast, pool: Pool) -> None:
    ruled = Pool.objects.create(name="In Lund", made_by=cast.nina, rule={"city": "Lund"})
    Candidate.objects.filter(pk=cast.jonas.pk).update(city="Kiruna")
    page = nina.get(f"/pools/{ruled.pk}/").content.decode()
    assert f"/candidates/?city=Lund&amp;search=p{ruled.pk}" in page
    listed = nina.get(f"/candidates/?city=Kiruna&search=p{ruled.pk}").content.decode()
    assert f'action="/pools/{ruled.pk}/rule/?city=Kiruna"' in listed
    assert "Keep it as “In Lund”" in listed
    filters = nina.get(f"/candidates/filters/?city=Kiruna&search=p{ruled.pk}").content.decode()
    assert f'name="search" value="p{ruled.pk}"' in filters
    assert nina.post(f"/pools/{ruled.pk}/rule/?city=Kiruna")["Location"] == f"/pools/{ruled.pk}/"
    assert "Jonas Krantz" in nina.get(f"/pools/{ruled.pk}/").content.decode()
    nina.post(f"/pools/{ruled.pk}/rule/?city=&sort=newest")
    ruled.refresh_from_db()
    assert ruled.rule == {"city": "Kiruna"}
    assert nina.post(f"/pools/{pool.pk}/rule/?city=Kiruna").status_code == 404
    assert "Keep it as" not in nina.get(f"/candidates/?q=x&search=p{pool.pk}").content.decode()


def test_two_pools_never_have_one_name(nina: Browser, pool: Pool) -> None:
    answer = nina.post("/pools/new/", {"name": " PAYROLL,  soon ", "about": "kept"})
    assert answer.status_code == 422
    assert "There is a pool of this name already." in answer.content.decode()
    assert ">kept</textarea>" in answer.content.decode().replace(">\nkept", ">kept")
    assert Pool.objects.count() == 1


def test_a_pool_gets_another_name_and_goes(nina: Browser, cast: Cast, pool: Pool) -> None:
    put_into(pool, [cast.jonas], by=cast.nina, at=NOW)
    nina.post(f"/pools/{pool.pk}/edit/", {"name": "Payroll later", "about": "2027"})
    pool.refresh_from_db()
    assert (pool.name, pool.about) == ("Payroll later", "2027")
    assert nina.get(f"/pools/{pool.pk}/removal/").status_code == 405
    nina.post(f"/pools/{pool.pk}/removal/")
    assert not Pool.objects.exists()
    assert Candidate.objects.filter(pk=cast.jonas.pk).exists()


def test_a_large_pool_is_paged_with_the_last_ones_first(
    nina: Browser, cast: Cast, pool: Pool
) -> None:
    people = Candidate.objects.bulk_create(
        Candidate(first_name=f"Anna{number:03}", owner=cast.nina) for number in range(60)
    )
    PoolMember.objects.bulk_create(
        PoolMember(pool=pool, candidate=person, at=NOW - timedelta(minutes=number // 2))
        for number, person in enumerate(people)
    )
    first = nina.get(f"/pools/{pool.pk}/")
    second = nina.get(f"/pools/{pool.pk}/{first.context['more_url']}")
    shown = [*first.context["members"], *second.context["members"]]
    assert len(first.context["members"]) == 50
    assert len({one.pk for one in shown}) == 60
    assert shown[0].at == NOW


def test_tags_are_short_words_in_lower_case(nina: Browser, cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.amira.pk).update(tags=["hogia", "spring"])
    page = nina.get(f"/candidates/{cast.jonas.pk}/tags/").content.decode()
    assert 'data-adds-word="hogia"' in page
    nina.post(f"/candidates/{cast.jonas.pk}/tags/", {"tags": " Payroll, payroll ,  HR  lead,"})
    cast.jonas.refresh_from_db()
    assert cast.jonas.tags == ["payroll", "hr lead"]
    assert "#hr lead" in nina.get(f"/candidates/{cast.jonas.pk}/").content.decode()


@pytest.mark.parametrize("typed", ["a" * 41, ",".join(f"t{number}" for number in range(31))])
def test_too_long_or_too_many_tags_are_refused(nina: Browser, cast: Cast, typed: str) -> None:
    answer = nina.post(f"/candidates/{cast.jonas.pk}/tags/", {"tags": typed})
    assert answer.status_code == 422
    assert typed[:30] in answer.content.decode()
    cast.jonas.refresh_from_db()
    assert cast.jonas.tags == []
