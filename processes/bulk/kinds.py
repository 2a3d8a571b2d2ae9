"""The steps that are taken for many: onto an assignment, into a pool, tags, another owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from candidates.models import Candidate, Pool, PoolMember
from candidates.tags import MOST, with_tags, without_tags
from processes.bulk.left_out import LeftOut
from processes.bulk.steps import Step
from processes.models import Assignment, BulkKind, BulkStep, Candidacy, EventKind
from processes.pools import put_into
from processes.timeline import record


@dataclass(frozen=True)
class OntoAssignment(Step):
    kind = BulkKind.ASSIGNMENT
    assignment: Assignment

    def left_out(self, people: Sequence[Candidate]) -> dict[int, LeftOut]:
        on_it = Candidacy.objects.filter(assignment=self.assignment, candidate__in=people)
        return dict.fromkeys(on_it.values_list("candidate", flat=True), LeftOut.ON_IT)

    def carry_out(self, people: Sequence[Candidate], bulk: BulkStep) -> None:
        for person in people:
            self.assignment.add(person, by=bulk.by, at=bulk.at)

    def facts(self) -> dict[str, Any]:
        return {"assignment": self.assignment.pk}


@dataclass(frozen=True)
class IntoPool(Step):
    """Into a pool by hand, be it a new one that is not saved yet."""

    kind = BulkKind.POOL
    pool: Pool
    why: str = ""

    def left_out(self, people: Sequence[Candidate]) -> dict[int, LeftOut]:
        if self.pool.pk is None:
            return {}
        there = PoolMember.objects.filter(pool=self.pool, candidate__in=people)
        return dict.fromkeys(there.values_list("candidate", flat=True), LeftOut.IN_POOL)

    def carry_out(self, people: Sequence[Candidate], bulk: BulkStep) -> None:
        if self.pool.pk is None:
            self.pool.made_by, self.pool.made_at = bulk.by, bulk.at
            self.pool.save()
        put_into(self.pool, people, by=bulk.by, at=bulk.at, why=self.why)

    def facts(self) -> dict[str, Any]:
        return {"pool": self.pool.pk, "name": self.pool.name}


@dataclass(frozen=True)
class Tagging(Step):
    """Adds tags, or takes them away."""

    kind = BulkKind.TAG
    tags: tuple[str, ...]
    away: bool = False

    def left_out(self, people: Sequence[Candidate]) -> dict[int, LeftOut]:
        reasons = {}
        for person in people:
            tags = self._tags_of(person)
            if tags == person.tags:
                reasons[person.pk] = LeftOut.HAS_NO_TAG if self.away else LeftOut.HAS_TAG
            elif len(tags) > MOST and not self.away:
                reasons[person.pk] = LeftOut.FULL
        return reasons

    def carry_out(self, people: Sequence[Candidate], bulk: BulkStep) -> None:
        for person in people:
            person.tags = self._tags_of(person)
        Candidate.objects.bulk_update(people, ["tags"])

    def _tags_of(self, person: Candidate) -> list[str]:
        change = without_tags if self.away else with_tags
        return change(person.tags, self.tags)

    def facts(self) -> dict[str, Any]:
        return {"tags": list(self.tags), "away": self.away}


@dataclass(frozen=True)
class ToOwner(Step):
    """Somebody else looks after them from now on."""

    kind = BulkKind.OWNER
    to: User
    why: str = ""

    def left_out(self, people: Sequence[Candidate]) -> dict[int, LeftOut]:
        return {person.pk: LeftOut.THEIRS for person in people if person.owner_id == self.to.pk}

    def carry_out(self, people: Sequence[Candidate], bulk: BulkStep) -> None:
        for person in people:
            record(
                EventKind.CANDIDATE_HANDED_OVER,
                by=bulk.by,
                at=bulk.at,
                candidate=person,
                text=self.why,
                giver=person.owner.full_name,
                taker=self.to.full_name,
            )
        Candidate.objects.filter(pk__in=[person.pk for person in people]).update(owner=self.to)

    def facts(self) -> dict[str, Any]:
        return {"to": self.to.pk, "name": self.to.full_name}
