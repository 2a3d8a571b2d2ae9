"""``manage.py import_batch FOLDER``: the tables of another system, from a folder or a ZIP."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Role, User
from processes.importing.batch import SOURCE, Batch
from processes.importing.reading import Unreadable, files_in_folder, unpack
from processes.importing.report import ImportReport

LARGEST = 1024 * 1024 * 1024


class Command(BaseCommand):
    help = "Imports clients, contacts, candidates, assignments and their history from CSV files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="folder of CSV files, or a ZIP of them")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--by", metavar="E-MAIL", help="in whose name (default: an admin)")
        parser.add_argument("--source", default=SOURCE, help="name of the other system")

    def handle(self, *, folder: Path, dry_run: bool, source: str, **options: Any) -> None:
        report = Batch(by=self._importer(options["by"]), at=timezone.now(), source=source).take_in(
            self._files(folder), dry_run=dry_run
        )
        self._tell(report)

    def _files(self, folder: Path) -> list[tuple[str, bytes]]:
        try:
            if folder.is_dir():
                files = files_in_folder(folder)
            else:
                files = list(unpack(folder.name, folder.read_bytes(), at_most=LARGEST))
        except (OSError, Unreadable) as problem:
            raise CommandError(str(problem)) from problem
        if not files:
            raise CommandError(f"There are no CSV files in {folder}.")
        return files

    def _importer(self, email: str | None) -> User:
        staff = User.objects.staff()
        if email:
            found = staff.filter(email__iexact=email).first()
        else:
            found = staff.filter(role=Role.ADMIN).order_by("pk").first()
        if found is None:
            raise CommandError("There is no such person at the agency. Name one with --by E-MAIL.")
        return found

    def _tell(self, report: ImportReport) -> None:
        for name, problem in report.unreadable.items():
            self.stderr.write(f"{name}: {problem}")
        for refused in report.refused:
            where = f"{refused.file}, line {refused.line}"
            column = f", {refused.column}" if refused.column else ""
            self.stderr.write(f"{where}{column}: {refused.reason}")
        if report.dry_run:
            self.stdout.write("Dry run: nothing has been written.")
        for file in report.files:
            self.stdout.write(
                f"{file.file}: {file.table}: {file.new} new, {file.updated} updated, "
                f"{file.unchanged} unchanged, {len(file.refused)} refused"
            )
