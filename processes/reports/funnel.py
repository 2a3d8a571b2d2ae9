"""From search to shortlist: how many people have reached each stage, and who answered.

Pure counting. Everyone at a later stage has passed the earlier ones, so no step of the funnel is
larger than the one before it. A number is the length of the list it was counted from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from processes.reports.report_facts import Step
from processes.stages import IN_ORDER, Stage

SHOWN = IN_ORDER[: IN_ORDER.index(Stage.PRESENTED) + 1]
FURTHER = IN_ORDER[len(SHOWN) :]
PLACE = {str(stage): place for place, stage in enumerate(IN_ORDER)}


@dataclass(frozen=True)
class Journey:
    """A candidacy's way: (moment, stage) for each stage that it is known to have stood at.

    ``key`` is that of the candidacy, for whoever asks who was counted.
    """

    stood: tuple[tuple[datetime, str], ...]
    spoke: bool = False
    key: int = 0

    @cached_property
    def first_at(self) -> list[datetime | None]:
        """For each stage, in order, when it or a later one was first reached."""
        moments: list[datetime | None] = [None] * len(IN_ORDER)
        for at, stage in self.stood:
            for place in range(PLACE[stage] + 1):
                known = moments[place]
                if known is None or at < known:
                    moments[place] = at
        return moments

    def reached_at(self, stage: Stage) -> datetime | None:
        """When this stage or a later one was first reached."""
        return self.first_at[PLACE[stage]]


def who_reached(journeys: Iterable[Journey], stage: Stage) -> list[tuple[datetime, Journey]]:
    """Everyone who has stood at this stage or a later one, and since when."""
    return [(at, journey) for journey in journeys if (at := journey.reached_at(stage))]


def who_answered(journeys: Iterable[Journey]) -> list[Journey]:
    """Of those contacted, whoever spoke with us or went further."""
    return [
        journey
        for journey in journeys
        if journey.reached_at(Stage.CONTACTED)
        and (journey.spoke or journey.reached_at(Stage.INTERESTED))
    ]


def count_steps(
    journeys: Iterable[Journey], since: datetime, before: Iterable[Step] = ()
) -> tuple[Step, ...]:
    """The change is that to ``before``, which the client has read; else who came after ``since``.

    So the total is always the last report's and the change, whatever was undone or added late.
    """
    journeys = list(journeys)
    told = {step.stage: step.total for step in before}
    steps = []
    for stage in SHOWN:
        reached = who_reached(journeys, stage)
        total = len(reached)
        if stage.value in told:
            change = total - told[stage.value]
        else:
            change = sum(1 for at, _journey in reached if at > since)
        steps.append(Step(stage=stage.value, total=total, this_week=change))
    return tuple(steps)


def count_answers(journeys: Iterable[Journey]) -> tuple[int, int]:
    """People contacted, and those of them who answered: spoke with us, or went further."""
    journeys = list(journeys)
    return len(who_reached(journeys, Stage.CONTACTED)), len(who_answered(journeys))
