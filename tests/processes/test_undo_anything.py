"""Whatever was logged, and whatever came after it: undone, all is owed as if it never was."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from processes.models import Assignment, Candidacy, Event, FollowUp
from processes.timeline import record
from tests.cast import MONDAY, Cast, agrees

Step = Callable[[datetime], Event]
STORIES = 40


class Enough(Exception):
    """Ends a world, so that the next one begins where it did."""


def steps(cast: Cast, payroll: Assignment, jonas: Candidacy) -> list[Step]:
    """What a recruiter may log by hand, about candidate and client, reached or not."""

    def log(kind: str, **said: Any) -> Step:
        return lambda at: record(kind, by=cast.nina, at=at, **said)

    to_jonas: dict[str, Any] = {"candidacy": jonas}
    to_sara: dict[str, Any] = {"assignment": payroll, "contact": cast.sara}
    promise, earlier = {"next_on": "2026-11-25"}, {"next_on": "2026-11-24"}
    return [
        log("called", reached=True, **to_jonas),
        log("called", reached=False, **earlier, **to_jonas),
        log("called", reached=True, holding=True, **promise, **to_jonas),
        log("mailed", reached=True, rang="us", **to_jonas),
        log("met", reached=True, **{"with": "interview"}, **to_jonas),
        log("noted", **promise, **to_jonas),
        log("noted", **earlier, **to_jonas),
        log("noted", **promise, **to_sara),
        log("called", reached=False, **earlier, **to_sara),
        log("called", reached=True, **to_sara),
        log("called", reached=False, rang="them", **to_sara),
        log("called", reached=True, contact=cast.sara),
        log("mailed", reached=True, **promise, **to_sara),
        log("met", reached=True, contact=cast.sara, **{"with": "client_and_candidate"}, **to_jonas),
        lambda at: jonas.client_answers("Yes", by=cast.nina, at=at, contact=cast.sara),
    ]


def owed() -> set[tuple[Any, ...]]:
    """What is open, and until when: not by which event, for two may have promised the same."""
    subject = ("kind", "assignment", "candidacy", "contact", "owner")
    return set(FollowUp.objects.waiting().values_list(*subject, "opened_at", "due_at"))


def settled() -> set[tuple[Any, ...]]:
    given = FollowUp.objects.filter(settled_at__isnull=False)
    return set(given.values_list("kind", "candidacy", "contact", "opened_at", "settled_at"))


@pytest.mark.parametrize("seed", range(STORIES))
def test_it_is_as_if_it_never_was(cast: Cast, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 (a story, no secret)
    payroll = cast.payroll()
    jonas = agrees(payroll.add(cast.jonas, by=None, at=MONDAY, applied=True))
    jonas.move_to("presented", by=cast.nina, at=MONDAY)
    known = steps(cast, payroll, jonas)
    story = [
        (dice.choice(known), MONDAY + timedelta(hours=3 * number + 1))
        for number in range(dice.randint(2, 8))
    ]
    slip = dice.randrange(len(story))

    def told(*, with_slip: bool) -> tuple[set[tuple[Any, ...]], set[tuple[Any, ...]]]:
        try:
            with transaction.atomic():
                wrong = None
                for number, (step, at) in enumerate(story):
                    if number != slip:
                        step(at)
                    elif with_slip:
                        wrong = Event.objects.get(pk=step(at).pk)
                if wrong:
                    wrong.undo(by=cast.nina, at=wrong.recorded_at)
                found = owed(), settled()
                raise Enough
        except Enough:
            return found

    assert told(with_slip=True) == told(with_slip=False)
