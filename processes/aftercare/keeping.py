"""The plan of aftercare of a placement: written once, moved with its days, and let go at its end.

Events do all of it (processes/follow_ups/mechanism.py): whoever agrees on a placement, moves its
start or notes that somebody has left need not think of the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from processes.aftercare.dating import days_of, give_days, local_day, next_round, words_of
from processes.aftercare.planning import ENDS, GUARANTEE_END, TRIAL_END, PlanLine
from processes.models.aftercare_template import AftercareTemplate, PlanKind
from processes.models.event import Event, EventKind
from processes.models.follow_up import FollowUp
from processes.models.touchpoint import Touchpoint
from processes.sides import Side
from processes.stages import Stage

if TYPE_CHECKING:
    from processes.models.placement import Placement


def follow(event: Event, given: Iterable[FollowUp]) -> None:
    """What the event does to plans; ``given`` are the words that it has settled."""
    step = STEPS.get(event.kind)
    if event.kind == EventKind.STAGE_MOVED and event.facts.get("from") == Stage.PLACED:
        step = let_go
    if step is not None:
        placement = placement_of(event)
        if placement is not None:
            step(placement, event)
    for word in given:
        if word.touchpoint is not None and word.touchpoint.yearly:
            come_again(word.touchpoint, event)


def placement_of(event: Event) -> Placement | None:
    from processes.models.placement import Placement

    found = Placement.objects.filter(candidacy=event.candidacy_id)
    # Two that change the same plan at once: the second waits, and finds what the first has left.
    return (
        found.select_related("candidacy__assignment__owner", "candidacy__assignment__client")
        .select_for_update(no_key=True, of=("self",))
        .first()
    )


def write(placement: Placement, event: Event) -> None:
    """The plan for both sides; agreed anew, it is taken up again and moved to the new days."""
    kind = PlanKind.of(placement.candidacy.assignment.kind)
    points = list(placement.touchpoints.order_by("round", "pk"))
    known = {(point.side, point.line) for point in points}
    points += [
        of_line(line, side, placement, event)
        for line in AftercareTemplate.objects.lines_of(kind)
        for side in sides_of(placement)
        if line.side in ("", side) and (side, line.key) not in known
    ]
    arrange(placement, points, event, left_at=left_at(placement, event) if known else None)


def sides_of(placement: Placement) -> list[str]:
    """Both; about the client's own candidate only the client, who speaks with them (C8)."""
    both = placement.candidacy.may_be_contacted
    return list(Side.values) if both else [Side.CLIENT.value]


def of_line(line: PlanLine, side: str, placement: Placement, event: Event) -> Touchpoint:
    return Touchpoint(
        placement=placement,
        side=side,
        line=line.key,
        texts=line.texts,
        anchor=line.anchor,
        offset=line.offset,
        unit=line.unit,
        within=line.within,
        asks=line.asks,
        gesture=line.gesture,
        yearly=line.yearly,
        planned_by=event,
    )


def left_at(placement: Placement, event: Event) -> datetime | None:
    """When they left who are placed anew now: what was said before was of another time."""
    ends = Event.objects.standing().filter(
        candidacy=placement.candidacy_id,
        kind__in=[EventKind.LEFT, EventKind.CANDIDACY_ENDED],
        at__lte=event.at,
    )
    return ends.order_by("-at").values_list("at", flat=True).first()


def moved(placement: Placement, event: Event) -> None:
    """Gives what is still to come its days anew; nobody's plan is moved who has left."""
    if placement.candidacy.is_in_play:
        arrange(placement, list(placement.touchpoints.order_by("round", "pk")), event)


def back(placement: Placement, event: Event) -> None:
    """They have not left after all: what was let go and is still to come is to come again."""
    if placement.candidacy.stage == Stage.PLACED:
        moved(placement, event)


def arrange(
    placement: Placement,
    points: list[Touchpoint],
    event: Event,
    left_at: datetime | None = None,
) -> None:
    """What is still to come gets the days of the placement; what was done stays as it was.

    Where an end is later now than when it was spoken of, it is spoken of again before the new one.
    """
    days, today = days_of(placement), local_day(placement, event.at)
    given, owed = words_of(placement)
    last = {(point.side, point.line): point for point in points}
    said_at_trial = {key_of(point) for point in points if point.anchor == TRIAL_END}
    one_end = days.trial_ends_on == days.guarantee_ends_on
    changed = []
    for point in points:
        window = point.window(days)
        if one_end and point.anchor == GUARANTEE_END and key_of(point) in said_at_trial:
            window = None  # both end on one day, which is spoken of once
        done_at = given.get(point.pk)
        if done_at is None:
            if give_days(point, window, event, today, owed.get(point.pk)):
                changed.append(point)
        elif last[point.side, point.line] is point and window is not None:
            again = point.anchor in ENDS and window.opens_on > local_day(placement, done_at)
            if again or (left_at is not None and done_at <= left_at):
                new = next_round(point, event)
                give_days(new, window, event, today)
                changed.append(new)
    Touchpoint.objects.bulk_create([point for point in changed if point.pk is None])
    Touchpoint.objects.bulk_update(
        [point for point in changed if point.pk is not None],
        ["opens_on", "due_on", "opens_at", "dropped_at", "planned_by"],
    )


def key_of(point: Touchpoint) -> tuple[str, int, str]:
    """Whom it is owed to, and how far from its day."""
    return (point.side, point.offset, point.unit)


def come_again(point: Touchpoint, event: Event) -> None:
    """A yearly one was given: the next is planned, once."""
    new = next_round(point, event)
    placement = point.placement
    give_days(new, new.window(days_of(placement)), event, local_day(placement, event.at))
    Touchpoint.objects.bulk_create([new], ignore_conflicts=True)


def let_go(placement: Placement, event: Event) -> None:
    """They have left, or never came: nothing that is still to come makes sense any more.

    What is owed now the rules drop (``dropped_by``).
    """
    placement.touchpoints.undone().standing().update(dropped_at=event.at, opens_at=None)


def let_past_rest(placement: Placement, before: datetime) -> None:
    """History was imported: nobody waits now for what should have been said long ago."""
    day = local_day(placement, before)
    placement.touchpoints.undone().filter(due_on__lt=day).update(dropped_at=before, opens_at=None)


STEPS: dict[str, Callable[[Placement, Event], None]] = {
    EventKind.PLACED: write,
    EventKind.PLACEMENT_CHANGED: moved,
    EventKind.EXTENSION_ANSWERED: moved,
    EventKind.CANDIDACY_ENDED: let_go,
    EventKind.LEFT: let_go,
    EventKind.CANDIDACY_REOPENED: back,
}
