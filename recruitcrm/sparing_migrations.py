"""Migrations that draw anew only the models that they change.

Django draws with a model all that hang together with it, here nearly all there are, at each of
700 steps: most of a minute for an empty database. Tables need the model alone; what a program is
given (RunPython) is drawn anew as a whole. A step that is not known here goes Django's own way.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

# What asks for no other model than the one that it names.
ABOUT_ONE_MODEL = (
    *(migrations.CreateModel, migrations.AddField, migrations.RemoveField, migrations.RunSQL),
    *(migrations.AddIndex, migrations.RemoveIndex),
    *(migrations.AddConstraint, migrations.RemoveConstraint),
)


class SparingState(ProjectState):
    """The models at one moment; while ``spares`` a changed one is drawn without its relatives."""

    spares = True

    def _find_reload_model(
        self, app_label: str, model_name: str, delay: bool = False
    ) -> set[tuple[str, str]]:
        if self.spares:
            self.is_delayed = True  # so that a program gets them all anew
            return {(app_label, model_name)}
        return super()._find_reload_model(app_label, model_name, delay)  # type: ignore[misc,no-any-return]

    def clone(self) -> SparingState:
        copied = super().clone()
        clone = SparingState(copied.models, copied.real_apps)
        clone.__dict__ |= vars(copied) | {"spares": self.spares}
        return clone

    def spare(self, migration: Migration) -> None:
        """From here on as this migration needs it."""
        self.spares = all(is_about_one_model(step) for step in migration.operations)
        if not self.spares:
            self.clear_delayed_apps_cache()
            self.is_delayed = False
            self.apps  # noqa: B018 (drawn as a whole, then kept up to date by Django)


def is_about_one_model(step: Operation) -> bool:
    if isinstance(step, migrations.AlterField):  # others refer to a key, and change with it
        return not (step.field.primary_key or step.field.unique)
    return isinstance(step, ABOUT_ONE_MODEL)


class SparingExecutor(MigrationExecutor):
    def _create_project_state(self, with_applied_migrations: bool = False) -> SparingState:
        drawn = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]
        return SparingState(drawn.models, drawn.real_apps)

    def apply_migration(
        self, state: Any, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        state.spare(migration)
        return super().apply_migration(state, migration, fake, fake_initial)

    def unapply_migration(
        self, state: Any, migration: Migration, fake: bool = False
    ) -> ProjectState:
        state.spare(migration)
        return super().unapply_migration(state, migration, fake)
