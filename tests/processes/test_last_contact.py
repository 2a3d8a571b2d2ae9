"""When we last had a word with a candidate: noted by PostgreSQL whenever an event is written."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from candidates.models import Candidate
from processes.models import Event
from processes.timeline import record
from tests.cast import MONDAY, Cast

HOUR = timedelta(hours=1)


def last(cast: Cast) -> datetime | None:
    return Candidate.objects.get(pk=cast.jonas.pk).last_contact_at


@pytest.mark.parametrize(
    ("kind", "said", "counts"),
    [
        ("called", {"reached": True}, True),
        ("called", {"reached": False}, False),
        ("met", {"reached": True}, True),
        ("mailed", {"reached": True}, True),
        ("mailed", {"rang": "them"}, True),
        ("letter_sent", {"letter": "word"}, True),
        ("noted", {}, False),
        ("stage_moved", {"to": "interviewed"}, False),
    ],
)
def test_a_word_that_was_had_counts(
    cast: Cast, kind: str, said: dict[str, Any], counts: bool
) -> None:
    record(kind, by=cast.nina, at=MONDAY, candidate=cast.jonas, **said)
    assert last(cast) == (MONDAY if counts else None)


def test_a_word_with_the_client_about_them_does_not_count(cast: Cast) -> None:
    record("called", by=cast.nina, at=MONDAY, candidate=cast.jonas, contact=cast.sara, reached=True)
    assert last(cast) is None


def test_what_is_logged_late_never_moves_it_back(cast: Cast) -> None:
    for at in (MONDAY, MONDAY - HOUR, MONDAY):
        record("called", by=cast.nina, at=at, candidate=cast.jonas, reached=True)
    assert last(cast) == MONDAY


def test_undone_the_word_before_it_counts_again(cast: Cast) -> None:
    record("called", by=cast.nina, at=MONDAY - HOUR, candidate=cast.jonas, reached=True)
    call = record("called", by=cast.nina, at=MONDAY, candidate=cast.jonas, reached=True)
    fresh = Event.objects.get(pk=call.pk)
    fresh.undo(by=cast.nina, at=fresh.recorded_at)
    assert last(cast) == MONDAY - HOUR
