"""Django's `migrate`, and what is derived from the tables: the portal's wall, the trail."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor

from accounts.trail import triggers
from portal.wall import building, role
from recruitcrm.sparing_migrations import SparingExecutor

migrate.MigrationExecutor = SparingExecutor  # type: ignore[attr-defined]  # it has no other door


class Command(migrate.Command):
    """Views and triggers hang on the tables: they go before a table changes and come back then.

    A migration that fails leaves the portal closed and changes unrecorded until the next run, as
    the web server says in its log; nothing else is affected.
    """

    def execute(self, *args: Any, **options: Any) -> str | None:
        """The role comes first: the checks before migrating ask for it."""
        if options["database"] == DEFAULT_DB_ALIAS:
            try:
                role.see_to()
            except role.CannotMakeRole as refusal:
                raise CommandError(str(refusal)) from refusal
        return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] != DEFAULT_DB_ALIAS or options["plan"] or options["check_unapplied"]:
            super().handle(*args, **options)
            return
        try:
            if options["app_label"] or waiting():
                building.drop()
                triggers.remove()
            super().handle(*args, **options)
            if waiting():
                return
            if building.build() and options["verbosity"] >= 1:
                self.stdout.write("  Built the portal's wall (schema portal).")
            if triggers.differences(of_locks=False):
                triggers.install()
                if options["verbosity"] >= 1:
                    self.stdout.write("  Set up the recording of changes (schema trail).")
        except building.NotOurs as refusal:
            raise CommandError(str(refusal)) from refusal


def waiting() -> bool:
    """Whether migrations wait to be applied; then the tables are not those of the models."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
