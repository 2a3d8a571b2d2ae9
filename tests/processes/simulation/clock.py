"""The clock of a simulated year: from one moment at which something is due to the next."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from unittest import mock

from django.db import connection

from recruitcrm import chores
from recruitcrm.chores import do_all

Step = Callable[[datetime], None]
THE_END_OF_TIME = datetime(2999, 1, 1, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)
# Looked at again and again, closings until somebody has been rung, the trail whenever anything was
# written, and people who are here twice each ten minutes: here only beside what else is due.
BESIDE = {"closings", "seals", "twins"}
STANDSTILL = 50  # ticks at one moment
ROUNDS = 20  # of chores that make others due


class StandsStill(AssertionError):
    """A chore is due again and again, and nothing comes of it."""


@dataclass
class Clock:
    """What people do stands on the agenda; what the product does by itself is asked of its chores.

    ``watch`` is told of every moment at which anything happened, and whether chores were done.
    """

    ends_at: datetime
    watch: Callable[[datetime, bool], None]
    _agenda: list[tuple[datetime, int, Step]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)
    _asked_on: object = None

    def put(self, moment: datetime, step: Step) -> None:
        heapq.heappush(self._agenda, (moment.astimezone(UTC), next(self._numbers), step))

    def run(self) -> None:
        moment = self._agenda[0][0]
        do_all(moment)  # whoever has joined gets a first digest
        due, ticks = self.due_chores(), 0
        while (coming := self.next_moment(due)) is not None:
            # Something that is due still, though it was looked at: the ticker comes by again.
            ticks = ticks + 1 if coming <= moment else 0
            if ticks > STANDSTILL:
                raise StandsStill(f"{due} since {coming}")
            moment = max(coming, moment + A_MINUTE if ticks else coming)
            while self._agenda and self._agenda[0][0] <= moment:
                _moment, _number, step = heapq.heappop(self._agenda)
                step(moment)
            due, any_chores = self.do_chores(moment)
            self.watch(moment, any_chores)

    def next_moment(self, due: Mapping[str, datetime]) -> datetime | None:
        """When the next person or chore has something to do, until the end."""
        moments = [when for name, when in due.items() if name not in BESIDE]
        moments += [self._agenda[0][0]] if self._agenda else []
        return min(moments) if moments and min(moments) <= self.ends_at else None

    def do_chores(self, moment: datetime) -> tuple[dict[str, datetime], bool]:
        """Does all that is due at this moment; only chores that have something due are asked."""
        some = False
        for _round in range(ROUNDS):
            due = self.due_chores()
            names = {name for name, when in due.items() if when <= moment}
            if not names:
                break
            wanted = [chore for chore in chores.CHORES if chore.name in names]
            with mock.patch.object(chores, "CHORES", wanted):
                some = True
                if not do_all(moment):
                    break
        return due, some

    def due_chores(self) -> dict[str, datetime]:
        """When each chore is due next, by asking the product's own querysets in one statement."""
        with connection.cursor() as cursor:
            if self._asked_on is not connection.connection:
                self._asked_on = connection.connection
                cursor.execute(f"PREPARE due_chores AS {in_one(cursor)}")
            cursor.execute("EXECUTE due_chores")
            return {name: when for name, when in cursor.fetchall() if when is not None}


def in_one(cursor: Any) -> str:
    """When each chore is due next, as one statement that PostgreSQL plans but once."""
    questions: list[str] = []
    parameters: list[Any] = []
    for chore in chores.CHORES:
        due = chore.due(THE_END_OF_TIME).order_by().values_list(chore.column)
        sql, values = due.query.sql_with_params()
        questions.append(f"SELECT %s, MIN(due.moment) FROM ({sql}) AS due(moment)")
        parameters += [chore.name, *values]
    asked: bytes = cursor.cursor.mogrify(" UNION ALL ".join(questions), parameters)
    return asked.decode()
