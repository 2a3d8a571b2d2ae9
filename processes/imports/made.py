"""What an import made, and who has worked with it since: as PostgreSQL's trail tells.

Whatever hangs on a row is found by the models themselves, so nothing new can be forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from accounts.models import Action, TrailEntry
from accounts.trail.told import LEFT_OUT
from candidates.models import Candidate
from clients.models import Contact
from mailings.models import Letter
from processes.models import Event, Import

WORK = (Action.ADDED, Action.CHANGED, Action.REMOVED)
Key = tuple[str, int]  # a model's label in small letters, and the key of a row


def made_by(taken: Import) -> set[Key]:
    """Every row that this import added."""
    if taken.trail_from is None or taken.trail_to is None:
        return set()
    entries = TrailEntry.objects.filter(
        by=taken.by,
        at__range=(taken.trail_from, taken.trail_to),
        source=taken.source,
        action=Action.ADDED,
    )
    return {(what, row) for what, row in entries.values_list("what", "row") if row is not None}


@dataclass
class Hanging:
    """A row with all that hangs on it, and why it cannot go: what others have added or changed."""

    rows: dict[type[models.Model], set[int]] = field(default_factory=lambda: defaultdict(set))
    others: set[str] = field(default_factory=set)  # labels of models

    @property
    def keys(self) -> set[Key]:
        return {(model._meta.label_lower, pk) for model, pks in self.rows.items() for pk in pks}


def hanging_on(model: type[models.Model], pks: Iterable[int]) -> dict[int, Hanging]:
    """For each of these rows of a model everything that refers to it, directly or through others.

    One query for each relation, however many rows are asked for.
    """
    found = {pk: Hanging() for pk in pks}
    front: dict[type[models.Model], dict[int, set[int]]] = {model: {pk: {pk} for pk in found}}
    for pk, hanging in found.items():
        hanging.rows[model].add(pk)
    while front:
        further: dict[type[models.Model], dict[int, set[int]]] = defaultdict(
            lambda: defaultdict(set)
        )
        for at, roots_of in front.items():
            for relation in at._meta.get_fields(include_hidden=True):
                if not isinstance(relation, models.ManyToOneRel):
                    continue
                other: Any = relation.related_model
                name = relation.field.attname
                rows = other._base_manager.filter(**{f"{name}__in": list(roots_of)})
                for pk, refers_to in rows.values_list("pk", name):
                    for root in roots_of[refers_to]:
                        if pk not in found[root].rows[other]:
                            found[root].rows[other].add(pk)
                            further[other][pk].add(root)
        front = further
    return found


def look_for_others(found: dict[int, Hanging], made: set[Key], taken: Import) -> None:
    """Notes for each what people have done with it since, and what was here before.

    What chores have made of it since goes along; a letter or an event of theirs holds it.
    """
    roots: dict[Key, set[int]] = defaultdict(set)
    for root, hanging in found.items():
        for key in hanging.keys:
            roots[key].add(root)
    by_model: dict[str, set[int]] = defaultdict(set)
    for what, pk in roots:
        if what not in LEFT_OUT:
            by_model[what].add(pk)
    sources = [other.source for other in Import.objects.exclude(taken_back_at=None)]
    for what, pks in by_model.items():
        entries = TrailEntry.objects.filter(what=what, row__in=pks, action__in=WORK)
        entries = entries.exclude(by=None).exclude(source__in=[*sources, taken.source])
        for row in entries.values_list("row", flat=True).distinct():
            note(found, roots, (what, row or 0))
        entries = TrailEntry.objects.filter(what=what, row__in=pks, action=Action.ADDED)
        later = set(entries.filter(at__gte=taken.trail_from).values_list("row", flat=True))
        for pk in pks:
            was_here = pk not in later
            if (what, pk) not in made and (was_here or what == Event._meta.label_lower):
                note(found, roots, (what, pk))
    for letter_of in (Candidate, Contact):
        label = letter_of._meta.label_lower
        kind = ContentType.objects.get_for_model(letter_of)
        pks = by_model.get(label, set())
        letters = Letter.objects.filter(recipient_type=kind, recipient_id__in=pks)
        for recipient in letters.values_list("recipient_id", flat=True):
            for root in roots[label, recipient or 0]:
                found[root].others.add(Letter._meta.label_lower)


def note(found: dict[int, Hanging], roots: dict[Key, set[int]], key: Key) -> None:
    for root in roots[key]:
        found[root].others.add(key[0])
