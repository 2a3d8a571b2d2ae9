"""Due times and reminder steps in force: the table's, over them the agency's, then the client's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from clients.models import Client
from processes.follow_ups.rule import Due, Rule, Step
from processes.follow_ups.rules import BY_KIND
from processes.models.follow_up_policy import FollowUpPolicy


@dataclass(frozen=True)
class InForce:
    """How long a word may take, and who is reminded when it runs late."""

    due: Due
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Policies:
    """What differs from the table, read in one query; the agency's stand under no client."""

    rows: dict[tuple[str, int | None], FollowUpPolicy]

    @classmethod
    def of(cls, kinds: Iterable[str], clients: Iterable[int]) -> Policies:
        wanted = FollowUpPolicy.objects.filter(
            Q(client=None) | Q(client__in=set(clients)), kind__in=set(kinds)
        )
        return cls({(policy.kind, policy.client_id): policy for policy in wanted})

    def in_force(self, kind: str, client_id: int | None) -> InForce:
        rule = BY_KIND[kind]
        in_force = InForce(rule.due, rule.steps)
        for level in (None, client_id):
            if policy := self.rows.get((kind, level)):
                in_force = overridden(rule, in_force, policy)
        return in_force


def overridden(rule: Rule, wider: InForce, policy: FollowUpPolicy) -> InForce:
    """The wider one with what the policy changes; without steps of its own those of the wider."""
    steps = wider.steps if policy.steps is None else ladder(rule, policy.steps)
    return InForce(policy.due, steps)


def in_force(kinds: Iterable[str], client_id: int | None) -> dict[str, InForce]:
    """For each of these kinds what counts for this client; one query."""
    kinds = list(kinds)
    policies = Policies.of(kinds, [client_id] if client_id else [])
    return {kind: policies.in_force(kind, client_id) for kind in kinds}


def ladder(rule: Rule, days: Iterable[int]) -> tuple[Step, ...]:
    """The rule's steps so many working days after the due time.

    Of what we owe the owner always hears at once, and ``days`` says when the lead does; of what
    a client owes each of the days is a letter. A step keeps its name by its place, so that one
    that was taken stays taken when its days are changed.
    """
    if rule.chases:
        return tuple(
            Step(f"contact_{2 * place}", "contact", after) for place, after in enumerate(days)
        )
    at_once = tuple(step for step in rule.steps if step.to == "owner")
    return (*at_once, *(Step("lead", "lead", after) for after in days))


def changeable_days(steps: Iterable[Step]) -> list[int]:
    """What ``ladder`` makes these steps of."""
    return [step.days for step in steps if step.to != "owner"]


def wider(kind: str, client_id: int | None) -> InForce:
    """What would count without a policy of one's own: the agency's, for the agency the table's."""
    if client_id is not None:
        return in_force([kind], None)[kind]
    rule = BY_KIND[kind]
    return InForce(rule.due, rule.steps)


def write(kind: str, client_id: int | None, wanted: InForce) -> None:
    """Makes this count from now on; where it does so anyway, no policy is kept."""
    without = wider(kind, client_id)
    own = FollowUpPolicy.objects.filter(kind=kind, client=client_id)
    if wanted == without:
        own.delete()
        return
    due = wanted.due
    steps = None if wanted.steps == without.steps else changeable_days(wanted.steps)
    FollowUpPolicy.objects.update_or_create(
        kind=kind,
        client=Client.objects.get(pk=client_id) if client_id else None,
        defaults={
            "days": due.days,
            "hours": due.hours,
            # A day that was promised has no amount, and ends like every other.
            "end_of_day": due.end_of_day or not (due.days or due.hours),
            "steps": steps,
        },
    )
