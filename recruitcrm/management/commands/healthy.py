from __future__ import annotations

import socket
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rq import Worker

from mailings.models import Heartbeat
from mailings.models.heartbeat import TICKER
from recruitcrm.health import database_answers, redis_answers
from recruitcrm.queue import the_queue
from recruitcrm.supervisor import answers

LONGEST_PAUSE = timedelta(minutes=1)  # between two beats of the ticker


class Command(BaseCommand):
    help = "Fails unless the web server, worker or ticker of this machine is well."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("who", choices=["web", "worker", "ticker"])

    def handle(self, *args: Any, who: str, **options: Any) -> None:
        if who == "web":
            well = answers()
        elif who == "worker":
            well = database_answers() and redis_answers() and a_worker_lives_here()
        else:
            well = database_answers() and the_ticker_beats()
        if not well:
            raise CommandError(f"The {who} process is not well.")
        self.stdout.write(f"The {who} process is well.")


def a_worker_lives_here() -> bool:
    """Whether Redis knows a worker of this machine; it forgets one that shows no sign of life."""
    workers = Worker.all(connection=the_queue().connection)
    return any(worker.hostname == socket.gethostname() for worker in workers)


def the_ticker_beats() -> bool:
    """Whether the leader, wherever it is, has beaten lately: copies that wait for it do not."""
    last = Heartbeat.objects.last_of(TICKER)
    return last is not None and timezone.now() - last < LONGEST_PAUSE
