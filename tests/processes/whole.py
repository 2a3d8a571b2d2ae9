"""Everything that is kept, to compare."""

from __future__ import annotations

from django.apps import apps

OURS = {"accounts", "clients", "candidates", "processes", "mailings"}


def whole_database() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of ours, to see that nothing has changed."""
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OURS
    }
