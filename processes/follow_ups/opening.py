"""Whom a new word is owed to, who owes it, and where nobody waits for it at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from candidates.models import NewsRhythm
from clients.models import Client
from processes.follow_ups.answers import ANYWHERE_TO_CANDIDATE, is_among
from processes.follow_ups.rule import Rule
from processes.follow_ups.rules import BY_KIND
from processes.models.event import Event
from processes.models.follow_up import FollowUp
from processes.stages import Stage

if TYPE_CHECKING:
    from processes.models.assignment import Assignment
    from processes.models.candidacy import Candidacy


def prepared(rule: Rule, event: Event, placed: list[Candidacy]) -> list[FollowUp]:
    """The follow-ups without due times; none where nobody owes them or nobody is owed them.

    ``placed`` are the roles that the event's candidate has taken, where it is a word to them.
    """
    if rule.kind == "keep_in_touch_candidate":
        ours = [candidacy for candidacy in placed if candidacy.may_be_contacted]
        return [keep_in_touch_candidate(rule, event, candidacy) for candidacy in ours]
    if own := OWN_WAYS.get(rule.kind):
        return own(rule, event)
    assignment = event.assignment
    if assignment is None or not is_waited_for(rule, event, assignment):
        return []
    contact = contact_of(rule, event, assignment)
    if rule.per == "contact" and contact is None and rule.contact != "met":
        return []
    word = new(rule, event, assignment.client)
    word.assignment, word.contact_id = assignment, contact
    word.owner = assignment.owner
    if rule.per == "candidacy":
        word.candidacy = event.candidacy
    if rule.per == "obstacle":
        word.obstacle_id = event.facts.get("obstacle")
    if rule.due.on == "next_on" and event.by is not None:  # whoever promised it
        word.owner = event.by
    return [word]


def is_waited_for(rule: Rule, event: Event, assignment: Assignment) -> bool:
    """Whether anybody waits for this word as things stand."""
    after_closing = rule.owed == "candidate" or rule.kind == "left_client"
    if not assignment.is_open and (rule.clock or not after_closing):
        return False
    if rule.per == "obstacle":
        return "obstacle" in event.facts
    if rule.kind == "dates_agreed":
        return bool(assignment.missing_dates)
    if rule.per != "candidacy":
        return True
    candidacy = event.candidacy
    if candidacy is None:
        return False
    if rule.owed == "candidate" and not candidacy.may_be_contacted:  # the client speaks with them
        return False
    if rule.kind == "candidate_silence" and not wants_signs_of_life(candidacy):
        return False
    if rule.kind in DEBRIEFS and not wants_debrief(rule, candidacy):
        return False
    return rule.owes != "client" or candidacy.is_in_play


def wants_debrief(rule: Rule, candidacy: Candidacy) -> bool:
    """While it is open how it ends (K5); the client's own candidate hears from the client (C8)."""
    if rule.owed == "candidate" and candidacy.is_clients_own:
        return False
    return candidacy.is_in_play and candidacy.stage != Stage.PLACED


def wants_signs_of_life(candidacy: Candidacy) -> bool:
    """In talks with us, not placed yet, and has not asked to hear from us with news only (K3)."""
    if not candidacy.is_in_play or candidacy.stage == Stage.PLACED:
        return False
    if candidacy.candidate.news_rhythm == NewsRhythm.ONLY_NEWS:
        return False
    return candidacy.is_in_talks


def contact_of(rule: Rule, event: Event, assignment: Assignment) -> int | None:
    """Whom of the client's people the word concerns (C1: who ordered, and another who decides)."""
    orderer, decider = assignment.ordered_by_id, assignment.decider_id
    if rule.contact == "decider":
        return None if decider == orderer else decider
    return {"": None, "orderer": orderer, "met": event.contact_id, "chased": decider or orderer}[
        rule.contact
    ]


def new(rule: Rule, event: Event, client: Client) -> FollowUp:
    return FollowUp(kind=rule.kind, client=client, opened_by=event, opened_at=event.at)


def missed_call(rule: Rule, event: Event) -> list[FollowUp]:
    """Whoever rang is rung back, whatever it was about (C7)."""
    assert event.client is not None, "the rule asks for a call of the client's"
    word = new(rule, event, event.client)
    word.assignment, word.contact = event.assignment, event.contact
    word.owner = event.assignment.owner if event.assignment else event.client.owner
    return [word]


def keep_in_touch(rule: Rule, event: Event) -> list[FollowUp]:
    """With a client for whom nothing runs (A3); while something does, other words are owed."""
    if event.client is None or (event.assignment is not None and event.assignment.is_open):
        return []
    # Whoever closes the other last one at this moment waits here, and finds this one closed.
    client = Client.objects.select_for_update(no_key=True, of=("self",)).get(pk=event.client.pk)
    if client.assignments.filter(closed_at__isnull=True).exists():
        return []
    word = new(rule, event, event.client)
    word.owner = event.client.owner
    return [word]


def keep_in_touch_candidate(rule: Rule, event: Event, candidacy: Candidacy) -> FollowUp:
    """With everybody whom we placed, for each role that they took (A3)."""
    word = new(rule, event, candidacy.assignment.client)
    word.assignment, word.candidacy = candidacy.assignment, candidacy
    word.owner = candidacy.assignment.owner
    return word


def care_alert(rule: Rule, event: Event) -> list[FollowUp]:
    """To one side of a placement, which is mostly made when the assignment is closed (A2)."""
    candidacy = event.candidacy
    if candidacy is None or not candidacy.is_in_play:
        return []
    word = new(rule, event, candidacy.assignment.client)
    word.assignment, word.candidacy = candidacy.assignment, candidacy
    word.owner = candidacy.assignment.owner
    return [word]


def placed_of(event: Event) -> list[Candidacy]:
    """The roles in which the event's candidate was placed, where the event is a word to them."""
    from processes.models.candidacy import Candidacy

    rules = [BY_KIND[kind] for kind in ANYWHERE_TO_CANDIDATE]
    if event.candidate_id is None or not any(
        is_among(event, (*rule.opened_by, *rule.settled_by)) for rule in rules
    ):
        return []
    placed = Candidacy.objects.in_play().filter(candidate=event.candidate_id, stage=Stage.PLACED)
    return list(placed.select_related("candidate", "assignment__client", "assignment__owner"))


DEBRIEFS = ("debrief_candidate", "debrief_client")
OWN_WAYS: dict[str, Callable[[Rule, Event], list[FollowUp]]] = {
    "missed_call": missed_call,
    "keep_in_touch": keep_in_touch,
    "care_alert": care_alert,
    "care_alert_candidate": care_alert,
}
