"""Django's `migrate`, and what is derived from the tables: the portal's wall."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor

from portal.wall import building, role


class Command(migrate.Command):
    """Views hang on the tables, so they go before a table changes and come back afterwards.

    A migration that fails leaves the portal closed until the next run; nothing else is affected.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] != DEFAULT_DB_ALIAS or options["plan"] or options["check_unapplied"]:
            super().handle(*args, **options)
            return
        try:
            role.see_to()
            if options["app_label"] or waiting():
                building.drop()
            super().handle(*args, **options)
            if not waiting() and building.build() and options["verbosity"] >= 1:
                self.stdout.write("  Built the portal's wall (schema portal).")
        except (role.CannotMakeRole, building.NotOurs) as refusal:
            raise CommandError(str(refusal)) from refusal


def waiting() -> bool:
    """Whether migrations wait to be applied; then the tables are not those of the models."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
