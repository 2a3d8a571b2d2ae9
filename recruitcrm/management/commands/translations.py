from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recruitcrm.translations import compile_catalogues, faults, update


class Command(BaseCommand):
    help = "Gathers the texts to translate into locale/ and compiles the catalogues."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail on a fault")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if check:
            if found := faults():
                rest = [f"… and {len(found) - 40} more"] if len(found) > 40 else []
                raise CommandError("\n".join([*found[:40], *rest]))
            self.stdout.write("Every text is translated.")
            return
        for language, waiting in update().items():
            self.stdout.write(f"{language}: {waiting} texts wait for their translation")
        compile_catalogues()
