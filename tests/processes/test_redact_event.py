"""The timeline is append-only: PostgreSQL refuses all but one redaction of an event."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from processes.models import Event
from processes.timeline import record
from tests.cast import MONDAY, NOW, Cast


@pytest.fixture
def event(cast: Cast) -> Event:
    return record(
        "called",
        by=cast.nina,
        at=MONDAY,
        candidate=cast.jonas,
        text="He is ill",
        reached=True,
        outcome="rests at home",
        next_on="2026-11-20",
    )


def test_an_event_is_never_deleted(event: Event) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        event.delete()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Event.objects.all().delete()
    assert Event.objects.filter(pk=event.pk).exists()


@pytest.mark.parametrize(
    "change", [{"text": "He is well"}, {"at": NOW}, {"reached": False}, {"facts": {}}]
)
def test_an_event_is_not_changed(event: Event, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(**change)


def test_redaction_takes_out_the_words_and_keeps_that_it_happened(event: Event) -> None:
    event.redact(at=NOW)
    event.refresh_from_db()
    assert (event.text, event.redacted_at, event.reached) == ("", NOW, True)
    assert event.facts == {"next_on": "2026-11-20"}


def test_under_cover_of_a_redaction_nothing_else_changes(event: Event) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(text="", redacted_at=NOW, at=NOW)


def test_an_event_is_redacted_once(event: Event) -> None:
    event.redact(at=NOW)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(text="Something else")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        event.redact(at=NOW)
