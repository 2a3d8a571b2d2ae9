"""Whether the trail is what it was: `manage.py verify_trail [--head NUMBER:HASH]`."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.trail import triggers
from accounts.trail.verifying import Broken, Head, verify


class Command(BaseCommand):
    help = (
        "Reads the whole trail and names the first row that was changed, deleted or put in "
        "between. Prints the head of the chain, which proves that much more when it was kept "
        "elsewhere and is given to the next run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--head", metavar="NUMBER:HASH", help="of an earlier run, kept elsewhere"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            kept = Head.read(options["head"]) if options["head"] else None
        except ValueError:
            raise CommandError(
                "--head is written as 1234:0a1b…, as this command prints it."
            ) from None
        try:
            whole = verify(kept)
        except Broken as broken:
            raise CommandError(f"The trail is broken. {broken}") from broken
        if wrong := triggers.differences():
            lines = "\n".join(f"  {line}" for line in wrong)
            raise CommandError(f"The trail holds, but is not recorded as it should be:\n{lines}")
        self.stdout.write(
            f"The trail holds: {whole.head.number} entries are sealed, {whole.waiting} wait.\n"
            f"Keep this head elsewhere: {whole.head}"
        )
