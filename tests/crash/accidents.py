"""Accidents that a seed decides: who is killed, when, and what Redis and PostgreSQL suffer."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

import redis
from django.db import DatabaseError, connection

from mailings.models import Letter
from tests.crash.crew import Crew, children, descendants, lines_to
from tests.crash.site import Site

FREEZES_FOR = 0.02  # seconds; what it had asked PostgreSQL for is answered meanwhile


@dataclass(frozen=True)
class Kill:
    """Who was killed: its lines to the mail server then, and what was being handed over then."""

    at: float
    whom: str
    ports: frozenset[int]
    in_the_window: frozenset[str]  # Message-IDs that our database says are being handed over


@dataclass
class Accidents:
    site: Site
    crew: Crew
    luck: random.Random
    kills: list[Kill] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)

    @property
    def number_of_kills(self) -> int:
        return len(self.kills)

    def tellers(self) -> list[int]:
        """Work-horses that have a line to the mail server at this moment."""
        return [horse for horse in self.crew.horses() if lines_to(self.site.port, horse)]

    def kill_somebody(self) -> None:
        """A work-horse if there is one, mostly; or a worker, with or without it, or a ticker."""
        workers, tickers, horses = self.crew.workers(), self.crew.tickers(), self.crew.horses()
        choices = ["horse"] * 5 * bool(horses)
        choices += ["worker", "worker and horse"] * bool(workers) + ["ticker"] * bool(tickers)
        if not choices:
            return
        whom = self.luck.choice(choices)
        if whom == "horse":
            victims = [self.luck.choice(horses)]
        elif whom == "ticker":
            victims = [self.luck.choice(tickers).pid or 0]
        else:
            worker = self.luck.choice(workers).pid or 0
            victims = [worker, *(descendants(worker) if whom == "worker and horse" else ())]
        self.kill(whom, victims)

    def kill_a_teller(self) -> None:
        """The first to have a line to the mail server within a few seconds, if there is one."""
        deadline = time.monotonic() + 3
        while time.monotonic() < deadline:
            if telling := self.tellers():
                self.kill("horse", [self.luck.choice(telling)])
                return
            time.sleep(0.01)

    def kill(self, whom: str, victims: list[int]) -> None:
        """Freeze them, note what they were at, and kill them for good."""
        victims = [victim for victim in victims if victim]
        for victim in victims:
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGSTOP)
        time.sleep(FREEZES_FOR)
        ports = frozenset(port for pid in victims for port in lines_to(self.site.port, pid))
        at_work = whom != "horse" and any(children(victim) for victim in victims)
        telling = being_handed_over() if ports else frozenset()
        for victim in victims:
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
        self.kills.append(Kill(time.time(), whom, ports, telling))
        self.counted[f"{whom} killed"] += 1
        self.counted["of those at work"] += whom == "horse" or at_work
        self.counted["of those with the mail server on the line"] += bool(ports)

    def flush_redis(self) -> None:
        with redis.Redis.from_url(self.site.redis.url) as client:
            client.flushall()
        self.counted["Redis flushed"] += 1

    def restart_redis(self) -> None:
        forgetting = self.luck.random() < 0.5
        self.site.kill_redis(forgetting=forgetting)
        time.sleep(self.luck.uniform(0, 2))
        self.site.redis.start()
        self.counted["Redis killed, its memory lost" if forgetting else "Redis killed"] += 1

    def restart_postgresql(self, *, away: float = 1.0) -> None:
        self.site.kill_postgresql()
        time.sleep(self.luck.uniform(0, away))
        self.site.postgresql.start()
        connection.close()
        self.counted["PostgreSQL killed"] += 1


def being_handed_over() -> frozenset[str]:
    """Message-IDs of letters that a mail server is being told of, and of which no end is known."""
    with suppress(DatabaseError):
        rows = Letter.objects.waiting().filter(handed_over_at__isnull=False)
        return frozenset(rows.values_list("message_id", flat=True))
    connection.close()
    return frozenset()
