"""A step for many: sorted for the preview, and taken once however often it is posted."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db import transaction

from accounts.models import User
from candidates.models import Candidate
from processes.bulk.left_out import LeftOut
from processes.models import BulkKind, BulkStep


@dataclass(frozen=True)
class Sorted:
    """Whom a step would reach, and who is left out with the reason."""

    people: list[Candidate]
    left_out: list[tuple[Candidate, LeftOut]]


class Step(ABC):
    """What is done with each of them; subclasses know whom it makes no sense for."""

    kind: ClassVar[BulkKind]

    @abstractmethod
    def left_out(self, people: Sequence[Candidate]) -> dict[int, LeftOut]:
        """By id: who is left out, in a constant number of queries."""

    @abstractmethod
    def carry_out(self, people: Sequence[Candidate], bulk: BulkStep) -> None:
        """Does it, with those that are left; ``bulk`` says who and when."""

    @abstractmethod
    def facts(self) -> dict[str, Any]:
        """What the page about the step says of it, as JSON."""

    def sort(self, people: Sequence[Candidate]) -> Sorted:
        reasons = self.left_out(people)
        return Sorted(
            [person for person in people if person.pk not in reasons],
            [(person, reasons[person.pk]) for person in people if person.pk in reasons],
        )


@transaction.atomic
def take(step: Step, ids: Iterable[int], key: UUID, *, by: User, at: datetime) -> BulkStep:
    """Takes the step; the same ``key`` again finds it as it was taken and changes nothing.

    Everybody is locked and looked at again: what has changed since the preview leaves them out.
    """
    bulk, is_new = BulkStep.objects.get_or_create(
        key=key, defaults={"kind": step.kind, "by": by, "at": at}
    )
    if not is_new:
        return bulk
    found = Candidate.objects.findable().filter(pk__in=ids).select_related("owner")
    people = list(found.order_by("pk").select_for_update(no_key=True, of=("self",)))
    parted = step.sort(people)
    if parted.people:
        step.carry_out(parted.people, bulk)
    bulk.facts = step.facts()
    bulk.done = [person.pk for person in parted.people]
    bulk.left_out = [[person.pk, reason.value] for person, reason in parted.left_out]
    bulk.save(update_fields=["facts", "done", "left_out"])
    return bulk
