"""What stands in the way of five of the searches."""

from __future__ import annotations

from dataclasses import dataclass

from processes.models import Obstacle
from processes.stages import Reason


@dataclass(frozen=True)
class Snag:
    """An obstacle: found so many working days after the order; told and decided, or not yet.

    With a reason, the evidence counts those who named it among all who said no. ``ways``: two to
    choose from, or none.
    """

    after: int
    kind: str
    title: str
    evidence: str
    effect: str
    proposal: str
    reason: Reason | None = None
    told: bool = True
    decision: str = ""
    outcome: str = ""
    ways: tuple[str, str] = ("", "")


REMOTE = Snag(
    9,
    Obstacle.Kind.REMOTE_WORK,
    "Remote work decides",
    "{named} of the {all} who said no wanted two days a week from home.",
    "The search goes on with half of the market.",
    "Offer two days at home: most of them would talk to us again.",
    Reason.REMOTE_WORK,
    ways=("Two days a week at home.", "Nobody at home, and a frame ten per cent higher."),
)
SALARY = Snag(
    11,
    Obstacle.Kind.SALARY,
    "Salary below the market",
    "{named} of {all} who said no named the salary; they ask for 24 to 27 thousand.",
    "The two strongest have stopped talking to us.",
    "Raise the frame: training somebody costs half a year of a colleague whom you have not got.",
    Reason.SALARY,
    told=False,
    ways=(
        "Raise the frame by twelve per cent.",
        "Take a junior and train them for half a year.",
    ),
)
MOVING = Snag(
    8,
    Obstacle.Kind.RELOCATION,
    "Nobody moves to the night shift",
    "{named} of {all} who said no live far away and would not move for nights.",
    "The shortlist would be two people instead of three.",
    "Pay for the train and start the shift at eight: a flat would cost three times as much.",
    Reason.RELOCATION,
    ways=(
        "Pay for the train and start the shift at eight.",
        "Keep the hours, and pay for a flat near the plant.",
    ),
    decision="The shift starts at eight from January; the train is paid for the first year.",
    outcome="Those who live nearest are talking to us again.",
)
NAME = Snag(
    14,
    Obstacle.Kind.EMPLOYER,
    "People have read about the strike",
    "{named} of {all} who said no mentioned the strike in spring before anything else.",
    "Every second call begins with an explanation.",
    "Let the operations director write two honest paragraphs that we may send beforehand.",
    Reason.EMPLOYER,
    decision="Marek writes them this week.",
)
CARE = Snag(
    20,
    Obstacle.Kind.CRITERION,
    "Few have led two homes at once",
    "Of 31 people with the diploma 4 have led more than one home.",
    "The search would take until spring.",
    "Take somebody who has led one large home, with Ingrid as mentor.",
    decision="One large home is enough, if it has more than sixty places.",
    outcome="Eleven more people came into question.",
)
