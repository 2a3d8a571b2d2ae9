"""Every row of every table, to see that nothing of it changes."""

from __future__ import annotations

from django.apps import apps

from accounts.models import Action, TrailEntry


def whole_database() -> dict[str, list[tuple[object, ...]]]:
    """Without the trail's note that something was read, the one thing that reading adds."""
    rows = {
        model._meta.label: model._base_manager.all()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }
    rows[TrailEntry._meta.label] = TrailEntry.objects.exclude(action=Action.READ)
    return {label: sorted(found.values_list(), key=repr) for label, found in rows.items()}
