"""``manage.py demo``: fills an empty database with twelve weeks of a demo agency's life."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from recruitcrm.demo import SIGN_INS
from recruitcrm.demo.guard import why_no_demo
from recruitcrm.demo.story import tell
from recruitcrm.management.commands.tick import moment


class Command(BaseCommand):
    help = "Loads the demo agency into an empty database: twelve weeks of work up to now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", type=moment, help="the present of the story (default: now)")
        parser.add_argument("--seed", type=int, default=7, help="another number, another story")

    def handle(self, *, at: datetime | None, seed: int, verbosity: int, **options: Any) -> None:
        if reason := why_no_demo():
            raise CommandError(reason)
        began = time.monotonic()
        tell(at=at or timezone.now(), seed=seed, say=self.stdout.write)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # all came in one transaction, unseen by autovacuum
        self.stdout.write(f"the demo agency is there ({time.monotonic() - began:.0f} s)")
        for email, password, role, name in SIGN_INS if verbosity else ():
            self.stdout.write(f"  {name}, {role}: {email} / {password}")
