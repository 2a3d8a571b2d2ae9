"""Each night everybody is looked at by the rules, some at a time; recruitcrm/chores.py has the
list."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models, transaction

from processes.models import RetentionRule, RetentionSweep
from processes.retention.closing import close_if_over
from processes.retention.reckoning import Calendar, of_next, write

AT_ONCE = 2_000  # people that are reckoned in one step
CLOSED_AT_ONCE = 300  # of them; each is looked at once more, and told on its timeline
RUNG_FOR = timedelta(minutes=1)  # so far the tick may have moved the row on
NIGHTLY = time(3, 30)  # in the agency's time zone


def due_sweeps(at: datetime) -> models.QuerySet[RetentionSweep]:
    return RetentionSweep.objects.due(at)


def do_sweep(pk: int, at: datetime, size: int = AT_ONCE) -> None:
    """Some people further: until when each is kept; whose time is over is closed.

    The row is held meanwhile, and a job that comes when the round is through does nothing.
    """
    with transaction.atomic():
        held = RetentionSweep.objects.select_for_update(skip_locked=True, of=("self",))
        sweep = held.filter(pk=pk, next_at__lte=at + RUNG_FOR).first()
        if sweep is None:
            return
        calendar = Calendar.at(at)
        people = of_next(sweep.reached, size, calendar)
        write(people)
        over = [kept.candidate for kept in people if kept.is_over(calendar.today)]
        for candidate in over[:CLOSED_AT_ONCE]:
            close_if_over(candidate, at=at)
        is_through = len(people) < size and len(over) <= CLOSED_AT_ONCE
        last = over[CLOSED_AT_ONCE - 1] if len(over) > CLOSED_AT_ONCE else 0
        sweep.reached = 0 if is_through else last or people[-1].candidate
        sweep.next_at = next_round(calendar) if is_through else at
        sweep.save(update_fields=["reached", "next_at"])


def next_round(calendar: Calendar) -> datetime | None:
    """Tomorrow before anybody works; none while no rule is in force."""
    if not RetentionRule.objects.in_force().exists():
        return None
    tomorrow = calendar.today + timedelta(days=1)
    return datetime.combine(tomorrow, NIGHTLY, ZoneInfo(calendar.zone))
