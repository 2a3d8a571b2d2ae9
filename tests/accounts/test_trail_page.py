"""The trail's page and table: found by person, action, kind, number and days; for admins."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from accounts.models import Action, TrailEntry
from accounts.spreadsheets import BYTE_ORDER_MARK
from accounts.trail import note
from accounts.trail.choice import SIZE
from accounts.trail.recording import trailed
from accounts.trail.words import NOUNS, facts
from tests.cast import Cast

PAGE, TABLE = "/settings/trail/", "/settings/trail/table/"
AT = datetime(2031, 3, 2, 9, 30, tzinfo=UTC)  # newer than what the cast's coming has left


@pytest.fixture
def ada(cast: Cast, client: Client) -> Client:
    client.force_login(cast.ada)
    return client


def found(page: Any) -> list[TrailEntry]:
    return [entry for entry, _noun, _facts in page.context["lines"]]


def rows_of(answer: Any) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(text.removeprefix(BYTE_ORDER_MARK).splitlines()))


def test_it_says_who_did_what_to_what_and_from_where(cast: Cast, ada: Client) -> None:
    cast.nina.role = "lead"
    cast.nina.phone = "+46 70 999 99 99"
    cast.nina.save()
    note(Action.READ, by=cast.nina, at=AT, about=cast.sara, address="192.0.2.7", source="document")
    page = ada.get(PAGE).content.decode()

    assert "Nina Lind" in page
    assert f"Contact {cast.sara.pk}" in page
    assert "document · 192.0.2.7" in page
    assert "Recruiter" in page and "Lead" in page, "choices in words"
    assert "999 99 99" not in page, "of a phone number only that it changed"


def test_every_wish_narrows_it_down(cast: Cast, ada: Client) -> None:
    note(Action.READ, by=cast.nina, at=AT, about=cast.sara)
    note(Action.EXPORTED, by=cast.nina, at=AT + timedelta(days=1))
    note(Action.READ, by=cast.peter.user, at=AT + timedelta(days=2), about=cast.peter)

    def asked(**wishes: Any) -> list[str]:
        seen = found(ada.get(PAGE, wishes))
        return [f"{entry.action} {entry.at:%d}" for entry in seen if entry.at >= AT]

    assert asked() == ["read 04", "exported 03", "read 02"]
    assert asked(who=cast.nina.pk) == ["exported 03", "read 02"]
    assert asked(who="nobody") == ["read 04"]
    assert asked(action="read") == ["read 04", "read 02"]
    assert asked(what="clients.contact", row=cast.sara.pk) == ["read 02"]
    assert asked(since="2031-03-03") == ["read 04", "exported 03"]
    assert asked(until="2031-03-03") == ["exported 03", "read 02"]
    assert asked(since="2031-03-03", until="2031-03-03", action="read") == []


@pytest.mark.parametrize(
    "wish",
    [
        {"who": "999999999"},
        {"who": "9" * 20},
        {"who": "somebody"},
        {"action": "blinked"},
        {"what": "no.model"},
        {"row": "-1"},
        {"row": "9" * 30},
        {"since": "yesterday"},
        {"since": "0001-01-01"},
        {"until": "9999-12-31"},
        {"before": "20310302T093000.000000-" + "9" * 30},
        {"before": "x-7"},
    ],
)
def test_odd_wishes_are_said_and_passed_over(ada: Client, cast: Cast, wish: Any) -> None:
    note(Action.READ, by=cast.nina, at=AT)
    page = ada.get(PAGE, wish)
    assert page.status_code == 200
    assert found(page)[0].at == AT


def test_older_pages_go_on_where_this_one_ended(cast: Cast, ada: Client) -> None:
    for minute in range(SIZE * 2 + 3):
        note(Action.READ, by=cast.nina, at=AT + timedelta(minutes=minute // 3))
    address, seen = f"{PAGE}?action=read", []
    while address:
        page = ada.get(address)
        seen += found(page)
        older = page.context["older_url"]
        address = f"{PAGE}{older}" if older else ""
    assert len(seen) == SIZE * 2 + 3
    assert seen == sorted(seen, key=lambda entry: (entry.at, entry.pk), reverse=True)
    assert len(set(seen)) == len(seen)


def test_it_takes_few_queries_however_many_entries(
    cast: Cast, ada: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(SIZE + 1):
        note(Action.READ, by=cast.nina, at=AT, about=cast.sara)
    ada.get(PAGE)
    with django_assert_max_num_queries(6):
        ada.get(PAGE)


def test_the_table_has_ids_only_and_is_itself_in_the_trail(cast: Cast, ada: Client) -> None:
    note(Action.READ, by=cast.nina, at=AT, about=cast.sara, address="192.0.2.7", source="=1+1")
    columns, row, *_ = rows_of(ada.get(f"{TABLE}?action=read&who={cast.nina.pk}"))

    assert columns[:3] == ["id", "at", "by"]
    assert row[1:] == [
        "2031-03-02T09:30:00+00:00",
        str(cast.nina.pk),
        "192.0.2.7",
        "read",
        "clients.contact",
        str(cast.sara.pk),
        "'=1+1",  # no formula
        "{}",
    ]
    taken = TrailEntry.objects.get(action=Action.EXPORTED)
    assert (taken.by, taken.source) == (cast.ada, "trail_table")
    assert taken.address == "127.0.0.1"
    assert taken.facts == {"asked": f"?who={cast.nina.pk}&action=read"}


def test_moments_and_days_are_written_as_the_reader_writes_them() -> None:
    told = {
        "due_at": "2026-03-02T09:30:00.5+00:00",
        "starts_on": "2026-03-02",
        "text": "2026-99-99",
    }
    entry = TrailEntry(action="added", what="processes.followup", facts={**told, "end": ""})
    with timezone.override("Europe/Stockholm"), translation.override("en"):
        written = [f"{fact.name} {fact.new}" for fact in facts(entry)]
    assert written == ["due at 2 Mar 2026, 10:30", "starts on 2 Mar 2026", "text 2026-99-99"]


def test_every_kind_of_row_has_a_word() -> None:
    labels = {model._meta.label_lower for model in trailed()}
    assert labels - set(NOUNS) == set(), "find a word in accounts/trail/words.py"
