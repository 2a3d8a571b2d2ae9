"""`manage.py ticker`: rings for whatever is due, once a second, until it is told to end."""

from __future__ import annotations

import signal
from typing import Any

from django.core.management.base import BaseCommand

from recruitcrm.ticker import Ticker


def end_at_once(*_: object) -> None:
    """Nothing needs to be finished: what was marked and not rung for is due again."""
    raise SystemExit(0)


class Command(BaseCommand):
    help = "Rings for whatever is due, once a second. Any number of copies may run; one leads."
    requires_system_checks = ("mailings",)

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, end_at_once)
        signal.signal(signal.SIGINT, end_at_once)
        Ticker().run()
