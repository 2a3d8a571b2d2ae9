"""After the signature: calls that the plan foresees, a start that moves, and a resignation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from processes.conversations import Conversation, log_conversation
from processes.models import CareAnswer, Event, EventKind, FollowUp, Leaving, Placement
from processes.models.care_answer import How, Said
from processes.people import Person
from tests.processes.simulation.agency import moment

if TYPE_CHECKING:
    from accounts.models import User
    from tests.processes.simulation.clock import Clock
    from tests.processes.simulation.watch import Watch

DAY = timedelta(days=1)
STARTS, TRIAL, GUARANTEE = 60, 90, 120  # days after signing, and after the start
REACHED = 0.85
SIDES = ("candidate", "client")
MOVES, RESIGNS = 1, 0  # which placement of the year


def sign(placement_number: int, placement: Placement, clock: Clock, by: User) -> None:
    """One start is put off by two weeks; another resigns on the last day of the trial period."""
    assert placement.trial_ends_on is not None
    zone = by.working_hours().zone
    if placement_number == MOVES:
        heard = moment(placement.starts_on - 5 * DAY, 11, zone)
        clock.put(heard, partial(move, placement, by))
    if placement_number == RESIGNS:
        clock.put(moment(placement.trial_ends_on, 16, zone), partial(resign, placement, by))


def move(placement: Placement, by: User, at: datetime) -> None:
    """Five days before the first day, which both sides have been rung about by then."""
    placement.refresh_from_db()
    placement.move_start(placement.starts_on + 14 * DAY, by=by, at=at)


def resign(placement: Placement, by: User, at: datetime) -> None:
    """On the very last day of the trial period (A2)."""
    placement.refresh_from_db()
    last = placement.trial_ends_on
    assert last is not None
    Leaving.objects.note(placement, ended_by=SIDES[0], left_on=last, reason="stays", by=by, at=at)


def ring(word: FollowUp, luck: Random, *, by: User, at: datetime) -> None:
    """What the plan foresees, on the phone; whoever is not reached is rung again another day."""
    assert word.touchpoint is not None and word.candidacy is not None
    reached = luck.random() < REACHED
    if word.touchpoint.asks and reached:
        CareAnswer.objects.keep(
            word.touchpoint,
            Said(luck.randint(3, 5)),
            how=How.PHONE,
            by=by,
            contact=word.contact,
            at=at,
        )
        return
    whom = (
        Person(contact=word.contact) if word.contact else Person(candidate=word.candidacy.candidate)
    )
    said = Conversation(EventKind.CALLED, whom, at, assignment=word.assignment, reached=reached)
    log_conversation(said, by=by)


@dataclass
class CareAudit:
    """The year's plans once more, reckoned by hand from the days of each placement."""

    watch: Watch
    ends_at: datetime

    def __post_init__(self) -> None:
        self.answers: dict[tuple[int, str], list[Event]] = defaultdict(list)
        for event in Event.objects.filter(kind="care_answered").order_by("at"):
            assert event.candidacy_id is not None
            self.answers[event.candidacy_id, event.facts["side"]].append(event)

    def expect(self, holds: bool, words: str) -> None:
        self.watch.expect(holds, self.ends_at, words)

    def touchpoints(self) -> int:
        """Every placement got every touchpoint, on its day, for both sides; how many were owed."""
        owed = 0
        for placement in Placement.objects.select_related("candidacy__assignment__owner"):
            zone = placement.candidacy.assignment.owner.working_hours().zone
            until = placement.candidacy.ended_at or self.ends_at
            for line, day in by_hand(placement):
                for side in SIDES:
                    words = FollowUp.objects.filter(
                        touchpoint__placement=placement,
                        touchpoint__line=line,
                        touchpoint__side=side,
                    ).exclude(dropped_by__kind="placement_changed")
                    wanted = max(moment(day, 0, zone), placement.agreed_at) <= until
                    name = f"{line} of {placement.candidacy} to the {side}"
                    found = list(words)
                    self.expect(len(found) == wanted, f"{name}: {len(found)} words")
                    for word in found:
                        owed += 1
                        on_its_day = word.opened_at.astimezone(zone).date() == day
                        self.expect(on_its_day, f"{name} opened {word.opened_at}, not {day}")
                        late = word.is_open and word.due_at < self.ends_at - 7 * DAY
                        self.expect(not late, f"{name} was never given")
        return owed

    def trials(self) -> int:
        """Both sides were asked in the fourteen days before each trial period's last day."""
        ended = 0
        for placement in Placement.objects.filter(trial_ends_on__lt=self.ends_at.date()):
            last = placement.trial_ends_on
            assert last is not None
            ended += 1
            for side in SIDES:
                days = [event.at.date() for event in self.answers[placement.candidacy_id, side]]
                asked = any(last - 14 * DAY <= day <= last for day in days)
                self.expect(asked, f"the {side} of {placement} was not asked before {last}")
        return ended


def by_hand(placement: Placement) -> Iterator[tuple[str, date]]:
    """When each touchpoint of a permanent role opens."""
    start, trial, guarantee = (
        placement.starts_on,
        placement.trial_ends_on,
        placement.guarantee_ends_on,
    )
    assert trial is not None and guarantee is not None
    yield "before_first_day", start - 7 * DAY
    yield "first_day", start
    yield "first_week", start + DAY
    yield "weeks_3_4", start + 15 * DAY
    yield "trial_middle", start + (trial - start).days // 2 * DAY
    yield "before_trial_end", trial - 14 * DAY
    yield "after_trial", trial + DAY
    yield "before_guarantee_end", guarantee - 14 * DAY
    yield "after_guarantee", guarantee + DAY
