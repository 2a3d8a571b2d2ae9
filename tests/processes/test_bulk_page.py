from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client as Browser

from candidates.models import Candidate, Pool, PoolMember
from candidates.models.pool import PoolQuerySet
from mailings.models import Letter
from processes.models import BulkStep
from tests.cast import NOW, Cast, person


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def nina(cast: Cast, client: Browser) -> Browser:
    client.force_login(cast.nina)
    return client


@pytest.fixture
def pool(cast: Cast) -> Pool:
    return Pool.objects.create(name="Payroll", made_by=cast.nina)


def people(*some: Candidate) -> str:
    return ",".join(str(one.pk) for one in some)


def key_in(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def test_the_preview_says_who_and_who_not_and_changes_nothing(
    nina: Browser, cast: Cast, pool: Pool
) -> None:
    PoolMember.objects.create(pool=pool, candidate=cast.jonas, at=NOW)
    sent = {"people": people(cast.jonas, cast.amira), "pool": pool.pk, "why": "Q1"}
    page = nina.post("/candidates/together/pool/", sent).content.decode()
    assert "1 person comes into the pool “Payroll”." in page
    assert "is in this pool already" in page
    assert not BulkStep.objects.exists()
    assert pool.members.count() == 1


def test_taking_it_twice_takes_it_once(nina: Browser, cast: Cast, pool: Pool) -> None:
    sent = {"people": people(cast.jonas, cast.amira), "pool": pool.pk, "why": "Q1"}
    key = key_in(nina.post("/candidates/together/pool/", sent).content.decode())
    pages = [nina.post("/candidates/together/pool/taking/", sent | {"key": key}) for _ in "12"]
    bulk = BulkStep.objects.get()
    assert [page["Location"] for page in pages] == [f"/bulk/{bulk.pk}/"] * 2
    assert pool.members.count() == 2
    page = nina.get(f"/bulk/{bulk.pk}/").content.decode()
    assert "Done with 2 people." in page
    assert "Jonas Krantz" in page


def test_a_step_without_a_preview_is_refused(nina: Browser, cast: Cast, pool: Pool) -> None:
    sent = {"people": people(cast.jonas), "pool": pool.pk, "key": "what?"}
    assert nina.post("/candidates/together/pool/taking/", sent).status_code == 422
    assert not PoolMember.objects.exists()


@pytest.mark.parametrize("kind", ["assignment", "pool", "tag", "letter", "owner"])
def test_every_kind_asks_what_it_needs_and_nothing_else_happens(
    nina: Browser, cast: Cast, kind: str
) -> None:
    address = f"/candidates/together/{kind}/"
    page = nina.get(f"{address}?chosen={cast.jonas.pk}&chosen={cast.amira.pk}&chosen=x")
    assert "2 people chosen" in page.content.decode()
    nothing = {"people": people(cast.jonas), "text": "keep_in_touch"}
    refused = nina.post(address, nothing)
    assert refused.status_code == 422
    assert "Jonas Krantz" in refused.content.decode()
    assert not BulkStep.objects.exists()


def test_nobody_chosen_says_so(nina: Browser) -> None:
    assert "Nobody is chosen" in nina.get("/candidates/together/tag/").content.decode()
    assert (
        nina.post("/candidates/together/tag/", {"tags": "hr", "change": "add"}).status_code == 422
    )
    assert nina.get("/candidates/together/everything/").status_code == 404


def test_all_that_are_found_up_to_the_limit(nina: Browser, cast: Cast) -> None:
    Candidate.objects.bulk_create(
        Candidate(first_name=f"Anna{number:03}", city="Lund", owner=cast.nina)
        for number in range(101)
    )
    asked = {"everybody": "on", "city": "Lund"}
    tags = nina.get("/candidates/together/tag/", asked).context["chosen"]
    assert (len(tags.people), tags.cut) == (101, False)
    answer = nina.get("/candidates/together/letter/", asked)
    letters = answer.context["chosen"]
    assert (len(letters.people), letters.cut) == (100, True)
    assert "These are the first 100." in answer.content.decode()


def test_a_letter_is_shown_in_every_language_before_it_goes(nina: Browser, cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.ewa.pk).update(language="pl")
    begin = nina.get("/candidates/together/letter/", {"chosen": [cast.jonas.pk, cast.ewa.pk]})
    fields = begin.context["form"].fields
    assert {"subject_en", "body_en", "subject_pl", "body_pl"} <= fields.keys()
    sent = {
        "people": people(cast.jonas, cast.ewa),
        "text": "keep_in_touch",
        "subject_en": "Hello",
        "body_en": "Hello {first_name}",
        "subject_pl": "Dzień dobry",
        "body_pl": "Dzień dobry {first_name}",
    }
    page = nina.post("/candidates/together/letter/", sent).content.decode()
    assert "Hello Jonas" in page
    assert "Dzień dobry Ewa" in page
    nina.post("/candidates/together/letter/taking/", sent | {"key": str(uuid4())})
    assert Letter.objects.get(to=cast.ewa.email).subject == "Dzień dobry"


@pytest.mark.parametrize("body", ["Hello {first_nam}", "[What is new]", "{assignment}"])
def test_what_is_still_to_be_filled_in_is_refused(nina: Browser, cast: Cast, body: str) -> None:
    sent = {
        "people": people(cast.jonas),
        "text": "word",
        "subject_en": "Hello",
        "body_en": body,
        "key": str(uuid4()),
    }
    answer = nina.post("/candidates/together/letter/taking/", sent)
    assert answer.status_code == 422
    assert "still to be filled in" in answer.content.decode()
    assert not Letter.objects.exists()


def test_back_from_the_preview_keeps_what_was_typed(nina: Browser, cast: Cast, pool: Pool) -> None:
    sent = {"people": people(cast.jonas), "pool": pool.pk, "why": "for the spring"}
    page = nina.post("/candidates/together/pool/change/", sent)
    assert page.status_code == 200
    assert 'value="for the spring"' in page.content.decode()


def test_hidden_assignments_are_no_choice(nina: Browser, cast: Cast) -> None:
    hidden = cast.data_engineer(confidential=True)
    page = nina.get("/candidates/together/assignments/", {"q": "data"}).json()
    assert page == {"results": []}
    sent = {"people": people(cast.jonas), "assignment": hidden.pk}
    assert nina.post("/candidates/together/assignment/", sent).status_code == 422
    shown = cast.payroll()
    found = nina.get("/candidates/together/assignments/", {"q": "payroll"}).json()["results"]
    assert [one["value"] for one in found] == [shown.pk]


def test_what_others_did_is_not_shown(nina: Browser, cast: Cast, client: Browser) -> None:
    theirs = BulkStep.objects.create(key=uuid4(), kind="tag", by=cast.rasmus, at=NOW)
    assert nina.get(f"/bulk/{theirs.pk}/").status_code == 404


def test_a_client_contact_has_no_part_in_it(cast: Cast, client: Browser) -> None:
    client.force_login(person("Clara Contact", "client"))  # type: ignore[arg-type]
    assert client.get("/candidates/together/tag/").status_code == 403


def test_many_letters_ask_few_questions_for_the_preview(
    nina: Browser, cast: Cast, django_assert_max_num_queries: object
) -> None:
    Candidate.objects.bulk_create(
        Candidate(first_name=f"Anna{number}", email=f"a{number}@people.example", owner=cast.nina)
        for number in range(60)
    )
    sent = {
        "people": people(*Candidate.objects.all()),
        "text": "word",
        "subject_en": "Hello",
        "body_en": "Hello {first_name}",
    }
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        assert nina.post("/candidates/together/letter/", sent).status_code == 200


def test_tags_are_taken_away_from_many(nina: Browser, cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(tags=["hr", "old"])
    sent = {"people": people(cast.jonas, cast.amira), "tags": "Old", "change": "away"}
    page = nina.post("/candidates/together/tag/", sent).content.decode()
    assert "1 person loses: old." in page
    assert "has none of these tags" in page
    nina.post("/candidates/together/tag/taking/", sent | {"key": str(uuid4())})
    cast.jonas.refresh_from_db()
    assert cast.jonas.tags == ["hr"]


def test_a_new_pool_is_made_with_those_who_come_into_it(nina: Browser, cast: Cast) -> None:
    sent = {"people": people(cast.jonas, cast.amira), "new_pool": "Spring  2027"}
    page = nina.post("/candidates/together/pool/", sent).content.decode()
    assert "2 people come into the pool “Spring 2027”." in page
    assert not Pool.objects.exists()
    nina.post("/candidates/together/pool/taking/", sent | {"key": str(uuid4())})
    made = Pool.objects.get()
    assert (made.name, made.made_by, made.members.count()) == ("Spring 2027", cast.nina, 2)
    assert BulkStep.objects.get().facts == {"pool": made.pk, "name": "Spring 2027"}


@pytest.mark.parametrize("both", [False, True])
def test_one_pool_is_chosen_or_named(nina: Browser, cast: Cast, pool: Pool, both: bool) -> None:
    chosen = {"pool": pool.pk, "new_pool": "Spring"} if both else {}
    page = nina.post("/candidates/together/pool/", {"people": people(cast.jonas)} | chosen)
    assert page.status_code == 422
    assert "Choose a pool, or give a new one a name." in page.content.decode()


def test_a_name_that_is_taken_is_refused(nina: Browser, cast: Cast, pool: Pool) -> None:
    sent = {"people": people(cast.jonas), "new_pool": "PAYROLL"}
    page = nina.post("/candidates/together/pool/", sent)
    assert page.status_code == 422
    assert "There is a pool of this name already." in page.content.decode()


def test_a_name_taken_at_this_very_moment_is_refused_too(
    nina: Browser, cast: Cast, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PoolQuerySet, "called", lambda self, _name: self.none())
    sent = {"people": people(cast.jonas), "new_pool": "payroll", "key": str(uuid4())}
    page = nina.post("/candidates/together/pool/taking/", sent)
    assert page.status_code == 422
    assert "Somebody has just changed this." in page.content.decode()
    assert not BulkStep.objects.exists()
