"""The days of a plan: when each touchpoint opens, and what becomes of words owed already."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from processes.aftercare.moments import due_at, opened_at
from processes.aftercare.planning import Days, Window
from processes.models.event import Event
from processes.models.follow_up import FollowUp
from processes.models.touchpoint import Touchpoint

if TYPE_CHECKING:
    from processes.models.placement import Placement


def words_of(placement: Placement) -> tuple[dict[int, datetime], dict[int, FollowUp]]:
    """When the word of each touchpoint was given, and the words that are owed now."""
    given: dict[int, datetime] = {}
    owed: dict[int, FollowUp] = {}
    for word in FollowUp.objects.filter(touchpoint__placement=placement, dropped_at=None):
        assert word.touchpoint_id is not None, "asked for words of the plan only"
        if word.settled_at is None:
            owed[word.touchpoint_id] = word
        else:
            given[word.touchpoint_id] = word.settled_at
    return given, owed


def give_days(
    point: Touchpoint,
    window: Window | None,
    event: Event,
    today: date,
    word: FollowUp | None = None,
) -> bool:
    """Writes, unsaved, when this one opens; one whose time is past is dropped.

    The ``word`` that is owed already is due on another day, or not owed yet. False where all stays.
    """
    past = window is not None and window.last_on < today
    opens_on, due_on = (window.opens_on, window.due_on) if window else (None, None)
    same = (point.opens_on, point.due_on) == (opens_on, due_on)
    if point.pk and same and (point.dropped_at is None or past):
        return False
    point.opens_on, point.due_on, point.opens_at = opens_on, due_on, None
    point.dropped_at = event.at if past else None
    point.planned_by = event
    if window is not None and not past:
        point.opens_at = opened_at(point, event.at)
    if word is None:
        return True
    if point.opens_at == event.at:  # its window is open: it stays owed
        point.opens_at = None
        word.due_at = word.first_due_at = due_at(point, event.at)
        word.moved_by, word.moved_from = None, None
        word.save(update_fields=["due_at", "first_due_at", "moved_by", "moved_from"])
    else:
        close_open(word, event)
    return True


def close_open(word: FollowUp, event: Event) -> None:
    """Nobody waits for it any more as things are now; its time may come again."""
    FollowUp.objects.waiting().filter(pk=word.pk).update(
        dropped_by=event, dropped_at=event.at, next_reminder_at=None
    )


def next_round(point: Touchpoint, event: Event) -> Touchpoint:
    """The same again, unsaved and without days."""
    copied = ("side", "line", "texts", "anchor", "offset", "unit", "within", "asks", "gesture")
    return Touchpoint(
        **{name: getattr(point, name) for name in (*copied, "yearly", "placement")},
        round=point.round + 1,
        planned_by=event,
    )


def days_of(placement: Placement) -> Days:
    return Days(
        placement.starts_on,
        placement.trial_ends_on,
        placement.guarantee_ends_on,
        placement.ends_on,
    )


def local_day(placement: Placement, moment: datetime) -> date:
    return placement.candidacy.assignment.owner.working_hours().local_day(moment)
