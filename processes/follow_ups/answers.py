"""Which events answer which words: settle them, or make them moot."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from django.db.models import Q

from processes.follow_ups.rule import When
from processes.follow_ups.rules import RULES
from processes.models.event import Event
from processes.models.follow_up import FollowUp

if TYPE_CHECKING:
    from processes.models.candidacy import Candidacy
    from processes.models.touchpoint import Touchpoint

Ending = Literal["settled", "dropped"]


def is_among(event: Event, whens: Iterable[When]) -> bool:
    return any(event.matches(when) for when in whens)


def ending(event: Event, word: FollowUp) -> Ending | None:
    """What the event does to a word that it concerns."""
    rule = word.rule
    if any(event.matches(when) and reaches(event, word, when) for when in rule.settled_by):
        return "settled"
    of_another = event.candidacy_id not in (None, word.candidacy_id)
    return "dropped" if is_among(event, rule.dropped_by) and not of_another else None


def reaches(event: Event, word: FollowUp, when: When) -> bool:
    """Whether the event reached the one to whom, or told the obstacle of which, a word is owed."""
    if word.touchpoint is not None and not gives(event, word.touchpoint):
        return False
    if word.obstacle_id is not None:
        told: int | None = event.facts.get("obstacle")
        return told == word.obstacle_id
    if word.kind == "offer_answer" and when.party and not is_decided(word, event.at):
        return False
    if word.rule.contact and when.party in {"contact", "client"}:
        return word.contact_id in (None, event.contact_id)
    return True


def is_decided(word: FollowUp, at: datetime) -> bool:
    """Whether there was an answer to the offer by then: before that, no talk tells the client."""
    if word.candidacy is None or word.candidacy.ended_at is not None:
        return True
    answered = word.candidacy.offers.standing()
    return bool(answered.filter(answered_at__lte=at).exists())


def gives(event: Event, point: Touchpoint) -> bool:
    """Whether this is the word the plan foresees: a talk, or answers where there are questions.

    Answers count for what opened on the same day, too: nobody is asked the same twice.
    """
    facts = event.facts
    if event.kind == "noted":
        return bool(facts.get("not_wanted") == point.pk)
    if event.kind == "gesture_made":
        return bool(facts.get("touchpoint") == point.pk)
    if event.kind != "care_answered":
        return not point.asks
    same_day = point.opens_on is not None and facts.get("opens_on") == point.opens_on.isoformat()
    return point.asks and (same_day or facts.get("touchpoint") == point.pk)


def one_each(words: list[FollowUp]) -> list[FollowUp]:
    """Of what a talk could give of a plan only what is due first, and what opened that day (A1).

    Words of no plan are all given by it.
    """
    first: dict[tuple[int | None, str], FollowUp] = {}
    for word in sorted(words, key=lambda word: (word.due_at, word.pk or 0)):
        if word.touchpoint is not None:
            first.setdefault((word.candidacy_id, word.kind), word)
    return [
        word
        for word in words
        if word.touchpoint is None
        or word.touchpoint.opens_on == opens_on(first[word.candidacy_id, word.kind])
    ]


def opens_on(word: FollowUp) -> date | None:
    return word.touchpoint.opens_on if word.touchpoint else None


def concerned(event: Event, kinds: list[str], placed: list[Candidacy]) -> Q | None:
    """The words of these kinds that an event may be about; None where there cannot be any.

    Those of its assignment, of its own candidate or of nobody in particular; and what is owed
    anywhere to this client, or to this candidate in one of the roles they were ``placed`` in.
    """
    found: list[Q] = []
    if event.assignment_id is not None:
        found.append(Q(assignment=event.assignment_id) & about(event))
    of_client = [kind for kind in ANYWHERE_TO_CLIENT if kind in kinds]
    if of_client and event.client_id is not None and event.candidate_id is None:
        found.append(Q(client=event.client_id, kind__in=of_client))
    if placed:
        found.append(Q(candidacy__in=placed, kind__in=ANYWHERE_TO_CANDIDATE))
    if not found:
        return None
    either = Q()
    for condition in found:
        either |= condition
    return either


def about(event: Event) -> Q:
    """Words of the event's own candidate, and those of nobody in particular."""
    if event.candidacy_id is not None:
        return Q(candidacy=None) | Q(candidacy=event.candidacy_id)
    if event.candidate_id is not None:
        return Q(candidacy=None) | Q(candidacy__candidate=event.candidate_id)
    return Q()


def later_events(words: list[FollowUp], after: Event) -> list[Event]:
    """Events after this one that may have answered these words: it was logged late, or undone."""
    return [event for event in events_since(words, after.at) if event.at > after.at]


def events_since(words: list[FollowUp], moment: datetime) -> list[Event]:
    """Events from this moment on that may have answered these words, one after the other."""
    kinds = {when.kind for word in words for when in (*word.rule.settled_by, *word.rule.dropped_by)}
    where = Q(pk=None)
    for word in words:
        if not word.rule.anywhere:
            where |= Q(assignment=word.assignment_id)
        elif word.candidacy is not None:
            where |= Q(candidate=word.candidacy.candidate_id)
        else:
            where |= Q(client=word.client_id)
    found = Event.objects.standing().filter(where, at__gte=moment, kind__in=kinds)
    return list(found.order_by("at", "pk"))


def unused(word: FollowUp, events: list[Event]) -> list[Event]:
    """Of these events those that may have given a touchpoint: in its time, and no other one.

    One talk gives one touchpoint of a side, and with it those that opened on the same day.
    """
    if word.touchpoint is None:
        return events
    others = FollowUp.objects.filter(
        settled_by__in=[event.pk for event in events], candidacy=word.candidacy_id, kind=word.kind
    ).exclude(Q(touchpoint=None) | Q(touchpoint__opens_on=word.touchpoint.opens_on))
    used = set(others.values_list("settled_by", flat=True)) if events else set()
    return [event for event in events if event.at >= word.opened_at and event.pk not in used]


def first_ending(word: FollowUp, events: list[Event]) -> tuple[Event, Ending] | None:
    """The first of these events that answers this word, or makes it moot."""
    for event in events:
        if concerns(event, word) and (what := ending(event, word)):
            return event, what
    return None


def concerns(event: Event, word: FollowUp) -> bool:
    if word.rule.anywhere and word.candidacy is not None:
        return event.candidate_id == word.candidacy.candidate_id
    if word.rule.anywhere:
        return event.client_id == word.client_id
    if event.assignment_id != word.assignment_id:
        return False
    if word.candidacy is None or event.candidate_id is None:
        return True
    return event.candidate_id == word.candidacy.candidate_id


ANYWHERE_TO_CLIENT = [rule.kind for rule in RULES if rule.anywhere and rule.per != "candidacy"]
ANYWHERE_TO_CANDIDATE = [rule.kind for rule in RULES if rule.anywhere and rule.per == "candidacy"]
