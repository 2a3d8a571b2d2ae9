"""From search to shortlist: how many people have reached each stage, and who answered.

Pure counting. Everyone at a later stage has passed the earlier ones, so no step of the funnel is
larger than the one before it, in all or for a week.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from processes.reports.report_facts import Step
from processes.stages import IN_ORDER, Stage

SHOWN = IN_ORDER[: IN_ORDER.index(Stage.PRESENTED) + 1]


@dataclass(frozen=True)
class Journey:
    """A candidacy's way: (moment, stage) for each stage that it is known to have stood at."""

    stood: tuple[tuple[datetime, str], ...]
    spoke: bool = False

    def reached_at(self, stage: Stage) -> datetime | None:
        """When this stage or a later one was first reached."""
        place = IN_ORDER.index(stage)
        return min(
            (at for at, stood in self.stood if IN_ORDER.index(Stage(stood)) >= place),
            default=None,
        )


def count_steps(journeys: Iterable[Journey], since: datetime) -> tuple[Step, ...]:
    journeys = list(journeys)
    steps = []
    for stage in SHOWN:
        moments = [at for journey in journeys if (at := journey.reached_at(stage))]
        steps.append(
            Step(
                stage=stage.value,
                total=len(moments),
                this_week=sum(1 for at in moments if at > since),
            )
        )
    return tuple(steps)


def count_answers(journeys: Iterable[Journey]) -> tuple[int, int]:
    """People contacted, and those of them who answered: spoke with us, or went further."""
    contacted = [journey for journey in journeys if journey.reached_at(Stage.CONTACTED)]
    answered = [
        journey for journey in contacted if journey.spoke or journey.reached_at(Stage.INTERESTED)
    ]
    return len(contacted), len(answered)
