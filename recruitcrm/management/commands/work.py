"""`manage.py work`: one worker, which takes jobs until it is told to end."""

from __future__ import annotations

import signal
import time
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandError, CommandParser
from redis import RedisError

from mailings.pdf import CannotRender, make_ready
from recruitcrm.queue import ChoreWorker, the_queue
from recruitcrm.warming import warm_up

log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = "Takes jobs from the queue. Any number of workers may run, on any number of machines."
    requires_system_checks = ("mailings",)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--burst", action="store_true", help="end when the queue is empty")

    def handle(self, *args: Any, burst: bool, **options: Any) -> None:
        try:
            make_ready()
        except CannotRender as error:
            raise CommandError(str(error)) from error
        warm_up()
        while True:
            worker = None
            try:
                worker = ChoreWorker(the_queue())
                worker.work(burst=burst, logging_level="WARNING")
            except RedisError as error:
                log.warning("redis_is_away", error=type(error).__name__)
            # RQ also returns when something went wrong.
            if worker and (burst or worker.was_told_to_end):
                return
            # RQ's own handlers would ask Redis first.
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            time.sleep(1)
