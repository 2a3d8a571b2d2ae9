"""``manage.py measure_pages``: queries, milliseconds and weight of every page, as a table."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from bench.pages import as_table, measure


class Command(BaseCommand):
    help = "Opens every page on the data that is there and prints what it costs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--requests", type=int, default=10, help="per page")

    def handle(self, *, requests: int, **options: Any) -> None:
        if not User.objects.exists():
            raise CommandError("The database is empty. Load the demo agency: manage.py demo")
        self.stdout.write(as_table(list(measure(requests))))
