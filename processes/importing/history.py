"""Imported history lies: what it would have opened is let rest, for nobody waits for it now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from processes.aftercare.keeping import let_past_rest
from processes.importing.linking import Known
from processes.models import Candidacy, Event, EventKind, FollowUp, Placement
from processes.timeline import record


@contextmanager
def of(candidacy: Candidacy, known: Known, **facts: Any) -> Iterator[None]:
    """Around the verbs that tell an imported history: the follow-ups they open are dropped.

    A candidate who was presented in March has no reminder to wait for. The weekly call that every
    open assignment owes from the import on is where the open ends are talked through.
    """
    newest = Event.objects.filter(candidacy=candidacy).order_by("-pk").first()
    yield
    imported = record(
        EventKind.IMPORTED,
        by=known.by,
        at=known.at,
        candidacy=candidacy,
        source=known.source,
        **facts,
    )
    opened = FollowUp.objects.waiting().filter(
        candidacy=candidacy, opened_by__pk__gt=newest.pk if newest else 0
    )
    opened.update(dropped_by=imported, dropped_at=known.at, next_reminder_at=None)
    if (placement := Placement.objects.filter(candidacy=candidacy).first()) is not None:
        let_past_rest(placement, known.at)
