"""A big archive over a bad line: whoever lost it goes on where it broke off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from accounts.models import Action, Export, TrailEntry
from accounts.resuming import NoSuchPart, wanted_part
from accounts.trail import readings
from tests.accounts.test_fetch_export import ready
from tests.cast import Cast

WHOLE = b"PK everything"
ETAG = '"' + "0" * 64 + '"'


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("bytes=0-", range(13)),
        ("bytes=3-5", range(3, 6)),
        ("Bytes=3-3", range(3, 4)),
        ("bytes=10-999", range(10, 13)),
        ("bytes=-4", range(9, 13)),
        ("bytes=-999", range(13)),
        *((nonsense, None) for nonsense in ("", "bytes=", "bytes=-", "bytes=5-3", "bytes=a-b")),
        *((nonsense, None) for nonsense in ("lines=1-2", "bytes=0-1,4-5", "bytes=" + "9" * 5000)),
    ],
)
def test_which_bytes_are_asked_for(said: str, part: range | None) -> None:
    assert wanted_part(said, 13) == part


@pytest.mark.parametrize("said", ["bytes=13-", "bytes=13-20", "bytes=-0"])
def test_what_lies_beyond_the_end_is_not_there(said: str) -> None:
    with pytest.raises(NoSuchPart):
        wanted_part(said, 13)


@pytest.fixture
def ada(cast: Cast, client: Client) -> Client:
    client.force_login(cast.ada)
    return client


def fetched(ada: Client, export: Export, **headers: str) -> Any:
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    return ada.get(f"/settings/exports/{export.pk}/archive/", headers=said)


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_the_rest_of_it(cast: Cast, ada: Client) -> None:
    export = ready(cast)
    whole = fetched(ada, export)
    assert (whole["Accept-Ranges"], whole["ETag"]) == ("bytes", ETAG)
    begun = content(whole)[:4]
    rest = fetched(ada, export, range="bytes=4-", if_range=ETAG)
    assert (rest.status_code, rest["Content-Range"]) == (206, "bytes 4-12/13")
    assert (rest["Content-Length"], rest["Cache-Control"]) == ("9", "no-store")
    assert begun + content(rest) == WHOLE
    assert content(fetched(ada, export, range="bytes=3-5")) == WHOLE[3:6]
    end = fetched(ada, export, range="bytes=13-")
    assert (end.status_code, end["Content-Range"]) == (416, "bytes */13")


def test_whoever_began_with_another_archive_gets_all_of_this_one(cast: Cast, ada: Client) -> None:
    export = ready(cast)
    anew = fetched(ada, export, range="bytes=4-", if_range='"another"')
    assert (anew.status_code, content(anew)) == (200, WHOLE)
    refused = fetched(ada, export, range="bytes=4-", if_match='"another"')
    assert refused.status_code == 412
    asked = ada.head(f"/settings/exports/{export.pk}/archive/", headers={"range": "bytes=4-"})
    assert (asked.status_code, asked["Content-Length"]) == (200, "13")


def test_the_trail_tells_of_it_once(cast: Cast, ada: Client) -> None:
    export = ready(cast)
    entries = TrailEntry.objects.filter(action=Action.EXPORTED, what="accounts.export")
    fetched(ada, export, range="bytes=0-3")
    for start in (4, 8, 12):
        fetched(ada, export, range=f"bytes={start}-")
    assert entries.count() == 1
    fetched(ada, export)
    assert entries.count() == 2, "begun anew"
    lea = cast.lea
    lea.role = "admin"
    lea.save(update_fields=["role"])
    ada.force_login(lea)
    fetched(ada, export, range="bytes=1-")
    assert entries.latest("pk").by == lea, "nobody gets all but the first byte in secret"
    for _again in range(2):
        ada.get(
            f"/settings/exports/{export.pk}/archive/",
            headers={"range": "bytes=1-"},
            REMOTE_ADDR="192.0.2.7",
        )
    assert entries.latest("pk").address == "192.0.2.7" and entries.count() == 4


def test_the_trail_tells_once_more_of_a_part_that_is_fetched_long_after_the_first(
    cast: Cast, ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = ready(cast)
    entries = TrailEntry.objects.filter(action=Action.EXPORTED, what="accounts.export")
    fetched(ada, export)
    fetched(ada, export, range="bytes=1-")
    assert entries.count() == 1
    monkeypatch.setattr(readings, "ONE_FETCHING", timedelta(0))
    fetched(ada, export, range="bytes=1-")
    assert entries.count() == 2


def test_each_part_is_asked_for_anew(cast: Cast, ada: Client) -> None:
    export = ready(cast)
    content(fetched(ada, export, range="bytes=0-3"))
    cast.ada.role = "lead"
    cast.ada.save(update_fields=["role"])
    assert fetched(ada, export, range="bytes=4-").status_code == 403
    cast.ada.role = "admin"
    cast.ada.save(update_fields=["role"])
    Export.objects.update(expires_at=export.finished_at + timedelta(seconds=1))  # type: ignore[operator]
    assert fetched(ada, export, range="bytes=4-").status_code == 404
    Export.objects.update(expires_at=export.expires_at)
    default_storage.delete(export.path)
    assert fetched(ada, export, range="bytes=4-").status_code == 404
