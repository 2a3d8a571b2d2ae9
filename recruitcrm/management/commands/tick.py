"""`manage.py tick`: one tick; with `--here` the jobs too, in this process."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from mailings.models import Heartbeat
from mailings.models.heartbeat import TICKER
from mailings.pdf import allow_rendering
from recruitcrm.chores import do_all, tick
from recruitcrm.queue import ring_on, the_queue


class Command(BaseCommand):
    help = "Finds what is due and rings for it, once."
    requires_system_checks = ("mailings",)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--at", type=moment, help="as if it were then (2026-11-20T15:00); needs --here"
        )
        parser.add_argument(
            "--here", action="store_true", help="do it in this process, until nothing is due"
        )

    def handle(self, *args: Any, at: datetime | None, here: bool, **options: Any) -> None:
        if at and not here:
            raise CommandError("--at needs --here: workers know only the present.")
        if here:
            allow_rendering()
            counted = do_all(at or timezone.now())
        else:
            now = timezone.now()
            counted = tick(now, ring=partial(ring_on, the_queue()))
            Heartbeat.objects.beat(TICKER, at=now)
        for name, number in counted.items():
            self.stdout.write(f"{name}: {number}")


def moment(text: str) -> datetime:
    found = parse_datetime(text)
    if found is None:
        raise ValueError(text)
    return found if timezone.is_aware(found) else timezone.make_aware(found)
