"""Processes that are paused for longer than their lease, as when a machine is put to sleep."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from django.db import connection
from django.utils import timezone

from mailings.models import Heartbeat, Letter
from mailings.models.heartbeat import TICKER
from recruitcrm.ticker import LEADERSHIP
from tests.crash.crew import children, lines_to
from tests.crash.stage import NeverHappened, Stage


def paused(stage: Stage) -> None:
    """Paused are: one that renders, one about to tell the mail server, one that tells, a ticker."""
    stage.open_office(6)
    stage.behave(greets_after=4.0)
    stage.crew.hire(workers=1, tickers=2, name="rendering-")
    rendering = pause_when(stage, is_rendering)
    stage.crew.hire(workers=1, name="greeting-")
    greeting = pause_when(stage, waits_for_the_greeting)
    slow = {one.addresses[0]: ["slow"] for one in stage.office.awaited} if stage.office else {}
    stage.behave(greets_after=0.0, to=slow)
    stage.crew.hire(workers=1, name="telling-")
    telling = pause_when(stage, is_telling)
    stage.behave(to={})
    leader = pause_the_leading_ticker(stage)
    stage.crew.hire(workers=1, name="awake-")
    stage.until_all_is_sent(within=1200)
    wake(stage, [*rendering, *greeting, *telling, leader])
    asleep_again = time.monotonic() + 15
    while time.monotonic() < asleep_again:  # for them to do what they were at
        stage.go_on()
        time.sleep(0.2)
    stage.until(beats, within=300, what="A heartbeat after waking up")


def pause_and_wake(stage: Stage) -> None:
    """The short form: one is paused before it tells, and its lease ends by pretence."""
    stage.behave(greets_after=3.0)
    sleepers = pause_when(stage, waits_for_the_greeting)
    held = Letter.objects.waiting().filter(attempt__gt=0, handed_over_at=None)
    letters = list(held.values_list("pk", flat=True))
    held.update(try_after=timezone.now(), ring_after=timezone.now())
    stage.behave(greets_after=0.0)
    stage.until(
        lambda: not Letter.objects.waiting().filter(pk__in=letters, refused_since=None).exists(),
        within=600,
        what="That another sends what a sleeper held",
    )
    wake(stage, sleepers)


def wake(stage: Stage, sleepers: Sequence[int]) -> None:
    for number in sleepers:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGCONT)
    stage.accidents.counted["woken again"] += len(sleepers)


def pause_when(stage: Stage, is_at_it: Callable[[Stage, int], bool]) -> list[int]:
    """Pause the first work-horse that is at it, and its worker; their numbers."""
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline:
        for hand in stage.crew.workers():
            for horse in children(hand.pid):
                if is_at_it(stage, horse):
                    both = [horse, hand.pid or horse]
                    for number in both:
                        os.kill(number, signal.SIGSTOP)
                    stage.accidents.counted[f"paused: {is_at_it.__name__.replace('_', ' ')}"] += 1
                    return both
        stage.go_on()
        time.sleep(0.01)
    raise NeverHappened(f"No work-horse of which one could say: {is_at_it.__name__}")


def is_rendering(stage: Stage, horse: int) -> bool:
    return runs(horse) and bool(children(horse))


def waits_for_the_greeting(stage: Stage, horse: int) -> bool:
    """It has its letter and a line, and has not yet looked whether the letter is still its own."""
    return runs(horse) and bool(lines_to(stage.site.port, horse)) and not told_of()


def is_telling(stage: Stage, horse: int) -> bool:
    """It has looked, and tells: only its own clock can keep it from going on."""
    return runs(horse) and bool(lines_to(stage.site.port, horse)) and told_of()


def told_of() -> bool:
    return Letter.objects.waiting().filter(handed_over_at__isnull=False).exists()


def runs(number: int) -> bool:
    """Neither paused nor dead."""
    with suppress(OSError):
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] not in "TZX"
    return False


def pause_the_leading_ticker(stage: Stage) -> int:
    """Its session looks alive to PostgreSQL; another must lead soon all the same. Its number."""
    stage.until(leading_session, within=600, what="A leading ticker")
    for hand in stage.crew.tickers():
        assert hand.pid
        os.kill(hand.pid, signal.SIGSTOP)
        time.sleep(3)
        pid, silent_for = leading_session() or (0, 0.0)
        if silent_for > 2:
            stage.accidents.counted["paused: the leading ticker"] += 1
            stage.until(partial(another_leads, pid), within=180, what="That another ticker leads")
            return hand.pid
        os.kill(hand.pid, signal.SIGCONT)
    raise NeverHappened("No ticker led.")


def leading_session() -> tuple[int, float] | None:
    """The session of PostgreSQL that has the ticker's lock, and the seconds since it asked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid, extract(epoch FROM clock_timestamp() - query_start) FROM pg_locks"
            " JOIN pg_stat_activity USING (pid)"
            " WHERE locktype = 'advisory' AND objid = %s AND granted",
            [LEADERSHIP],
        )
        row = cursor.fetchone()
    return (row[0], float(row[1])) if row else None


def another_leads(pid: int) -> bool:
    session = leading_session()
    return session is not None and session[0] != pid


def beats() -> bool:
    beat = Heartbeat.objects.last_of(TICKER)
    return beat is not None and (timezone.now() - beat).total_seconds() < 15
