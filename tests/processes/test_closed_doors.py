"""Whoever was closed is found by no search, list or picker; only leads open the page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from candidates.models import Candidate, Document
from candidates.models.pool import Pool, PoolMember
from mailings.models import Letter
from processes.models import Availability, Event
from processes.retention.closing import close
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
NAME = "Zebulon"


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def gone(cast: Cast) -> Candidate:
    """Somebody found by every door, and then closed."""
    found = Candidate.objects.create(
        first_name=NAME,
        last_name="Quist",
        headline="Payroll",
        email="zebulon@people.example",
        phone="+46 70 174 06 35",
        city="Gävle",
        skills=["Hogia"],
        owner=cast.nina,
    )
    Availability.objects.create(candidate=found, is_open=True, free_from=NOW, noted_at=NOW)
    Document.objects.create(
        candidate=found,
        kind="cv",
        file=ContentFile(b"%PDF-", name="cv.pdf"),
        name="CV.pdf",
        content_type="application/pdf",
        size=5,
        text="Zebulon",
        state="read",
        by=cast.nina,
    )
    return found


def closed(cast: Cast, gone: Candidate) -> Candidate:
    close(gone, by=cast.lea, at=NOW, why="asked for it")
    return gone


def doors(cast: Cast) -> dict[str, str]:
    board = reverse("candidacy_new", args=[cast.payroll().pk])
    contact = reverse("contact_candidate", args=[cast.hugo.pk])
    pool = Pool.objects.create(name="Payroll people", made_by=cast.nina)
    zebulon = Candidate.objects.get(first_name=NAME)
    PoolMember.objects.create(pool=pool, candidate=zebulon, by=cast.nina, at=NOW)
    return {
        "pool": reverse("pool", args=[pool.pk]),
        "twins": f"{reverse('candidate_twins', args=[cast.amira.pk])}?q={NAME}",
        "list": f"{reverse('candidates')}?q={NAME}",
        "skill": f"{reverse('candidates')}?skill=Hogia",
        "city": f"{reverse('candidates')}?city=G%C3%A4vle",
        "search": f"{reverse('search')}?q={NAME}",
        "board": f"{board}?q={NAME}",
        "log": f"{reverse('people_to_log')}?q={NAME}",
        "available": reverse("available"),
        "same person": f"{contact}?q={NAME}",
    }


def test_every_door_finds_them_until_they_are_closed(
    client: Browser, cast: Cast, gone: Candidate
) -> None:
    client.force_login(cast.nina)
    every = doors(cast)
    before = {name for name, path in every.items() if NAME in said(client, path)}
    assert before == set(every), "a door that never finds anybody proves nothing"
    closed(cast, gone)
    after = {name for name, path in every.items() if NAME in said(client, path)}
    assert after == set()
    client.force_login(cast.ada)
    assert {name for name, path in every.items() if NAME in said(client, path)} == set()


def said(client: Browser, path: str) -> str:
    """The page without what was typed into it."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    page = answer.content.decode()
    return re.sub(rf'value="{NAME}"|\?[^"]*{NAME}|“{NAME}”', "", page)


def test_nobody_is_told_at_entry_that_they_are_here(
    client: Browser, cast: Cast, gone: Candidate
) -> None:
    client.force_login(cast.nina)
    typed = {"first_name": "Zeb", "last_name": "Q", "email": gone.email, "country": "SE"}
    assert NAME in client.post(reverse("candidate_new"), typed).content.decode()
    closed(cast, gone)
    assert NAME not in client.post(reverse("candidate_new"), typed).content.decode()


def test_no_letter_goes_to_them(cast: Cast, gone: Candidate) -> None:
    letter = Letter(to=gone.email)
    assert gone.accepts_letter(letter)
    assert not closed(cast, gone).accepts_letter(letter)


def pages() -> dict[str, str]:
    """Every address about one candidate, by name."""
    found = {}

    def walk(patterns: list[URLPattern | URLResolver], begin: str) -> None:
        for pattern in patterns:
            here = begin + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, here)
            elif here.count("<") == 1 and here.startswith(("candidates/<int:pk>", "documents/<")):
                found[pattern.name or ""] = here

    walk(get_resolver().url_patterns, "")
    return found


def test_nobody_takes_them_out_of_a_pool_by_its_number(
    client: Browser, cast: Cast, gone: Candidate
) -> None:
    doors(cast)
    member = PoolMember.objects.get()
    closed(cast, gone)
    client.force_login(cast.nina)
    path = reverse("pool_member_removal", args=[member.pk])
    assert client.post(path).status_code == 404
    assert PoolMember.objects.exists()


FOR_LEADS = {"candidate_reopening", "candidate_closing"}


@pytest.mark.parametrize("name", sorted(set(pages()) - FOR_LEADS))
def test_their_pages_open_for_leads_only(
    client: Browser, cast: Cast, gone: Candidate, name: str
) -> None:
    pk = gone.documents.get().pk if pages()[name].startswith("documents/") else gone.pk
    path = reverse(name, args=[pk])
    client.force_login(cast.nina)
    assert client.get(path).status_code in {200, 302, 405}, "or the rest proves nothing"
    closed(cast, gone)
    assert {client.get(path).status_code, client.post(path).status_code} <= {404, 405}


def test_leads_see_the_page_with_a_banner_and_open_it_again(
    client: Browser, cast: Cast, gone: Candidate
) -> None:
    closed(cast, gone)
    client.force_login(cast.lea)
    page = client.get(gone.get_absolute_url()).content.decode()
    assert "This record was closed on" in page
    path = reverse("candidate_reopening", args=[gone.pk])
    assert path in page
    add = reverse("candidate_candidacy_new", args=[gone.pk])
    assert add not in page
    assert client.post(path, {"why": "", "until": "2090-01-01"}).status_code == 422
    assert client.post(path, {"why": "rang us", "until": "2000-01-01"}).status_code == 422
    gone.refresh_from_db()
    assert gone.closed_at
    soon = f"{NOW.year + 1}-11-20"
    assert client.post(path, {"why": "rang us", "until": soon}).status_code == 302
    gone.refresh_from_db()
    assert gone.closed_at is None
    assert str(gone.keep_at_least_until) == soon
    event = Event.objects.get(kind="candidate_reopened")
    assert (event.text, event.by) == ("rang us", cast.lea)
    assert add in client.get(gone.get_absolute_url()).content.decode()
    assert client.post(path, {"why": "again", "until": soon}).status_code == 404
    client.force_login(cast.nina)
    assert client.get(gone.get_absolute_url()).status_code == 200


def test_a_lead_closes_by_hand_with_a_reason(client: Browser, cast: Cast, gone: Candidate) -> None:
    path = reverse("candidate_closing", args=[gone.pk])
    client.force_login(cast.lea)
    assert client.post(path, {"why": ""}).status_code == 422
    assert client.post(path, {"why": "asked for it"}).status_code == 302
    gone.refresh_from_db()
    assert gone.closed_at
    assert Event.objects.get(kind="candidate_closed").text == "asked for it"


def test_whoever_is_in_play_is_not_closed_by_hand(client: Browser, cast: Cast) -> None:
    cast.payroll().add(cast.jonas, by=cast.nina, at=NOW)
    client.force_login(cast.lea)
    answer = client.post(reverse("candidate_closing", args=[cast.jonas.pk]), {"why": "no"})
    assert answer.status_code == 422
    assert "in play" in answer.content.decode()


def test_the_candidacy_of_a_closed_person_opens_for_leads_only(client: Browser, cast: Cast) -> None:
    jonas = cast.payroll().add(cast.jonas, by=cast.nina, at=NOW)
    jonas.finish("withdrawn", reason="salary", said_no="candidate", by=cast.nina, at=NOW)
    type(jonas).objects.update(ended_at=NOW)
    for word in jonas.follow_ups.filter(settled_at=None, dropped_at=None):
        type(word).objects.filter(pk=word.pk).update(dropped_at=NOW)
    closed(cast, cast.jonas)
    path = reverse("candidacy", args=[jonas.pk])
    answers: dict[str, Any] = {}
    for who in ("nina", "lea"):
        client.force_login(getattr(cast, who))
        answers[who] = client.get(path).status_code
    assert answers == {"nina": 404, "lea": 200}
