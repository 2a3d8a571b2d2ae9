"""The trail is append-only, for the owner of the tables too."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory

from accounts.models import Action, TrailEntry
from accounts.trail import note, request_address
from tests.cast import Cast

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
KEPT = ["accounts_trailentry", "accounts_trailseal"]


def refused(statement: str) -> str:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        connection.cursor().execute(statement)
    return str(refusal.value)


def test_a_note_says_who_what_when_and_from_where(cast: Cast) -> None:
    note(
        Action.READ,
        by=cast.nina,
        at=AT,
        about=cast.sara,
        address="192.0.2.7",
        source="document",
        file=True,
        document=7,
    )

    entry = TrailEntry.objects.get(action=Action.READ)
    assert (entry.by, entry.at, entry.address) == (cast.nina, AT, "192.0.2.7")
    assert (entry.what, entry.row, entry.source) == ("clients.contact", cast.sara.pk, "document")
    assert entry.facts == {"file": True, "document": 7}


def test_a_note_needs_nobody_and_nothing(db: None) -> None:
    note(Action.SIGN_IN_REFUSED, by=None, at=AT)

    entry = TrailEntry.objects.get(action=Action.SIGN_IN_REFUSED)
    assert (entry.by, entry.address, entry.what, entry.row, entry.facts) == (
        None,
        None,
        "",
        None,
        {},
    )


@pytest.mark.parametrize("table", KEPT)
def test_nothing_is_changed_deleted_or_emptied(table: str, db: None) -> None:
    with connection.cursor() as cursor:  # as it is everywhere but between two tests
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER trail_is_not_emptied")

    column = "source" if table == "accounts_trailentry" else "hash"
    assert "append-only" in refused(f"UPDATE {table} SET {column} = {column}")
    assert "append-only" in refused(f"DELETE FROM {table}")
    assert "append-only" in refused(f"TRUNCATE {table}")


@pytest.mark.parametrize("table", KEPT)
def test_the_right_to_change_is_taken_from_everybody(table: str, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relacl FROM pg_class WHERE oid = %s::regclass", [table])
        (granted,) = cursor.fetchone()
    owner, rights = granted.strip("{}").split(",")[0].split("=")
    letters = rights.split("/")[0]
    assert owner and "a" in letters and "r" in letters
    assert not set(letters) & set("wdD"), "update, delete, truncate"


@pytest.mark.parametrize(
    ("proxies", "said", "peer", "address"),
    [
        (0, "", "192.0.2.7", "192.0.2.7"),
        (0, "203.0.113.5", "192.0.2.7", "192.0.2.7"),  # anybody can write that
        (1, "198.51.100.9, 203.0.113.5", "127.0.0.1", "203.0.113.5"),
        (2, "198.51.100.9, 203.0.113.5", "127.0.0.1", "198.51.100.9"),
        (2, "203.0.113.5", "127.0.0.1", "203.0.113.5"),
        (1, "'; DROP TABLE", "127.0.0.1", ""),
        (0, "", "", ""),  # a unix socket
        (0, "", "2001:db8::7", "2001:db8::7"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, proxies, said, peer, address) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=said)
    assert request_address(request) == address
