"""Debriefs after meetings, both sides on the phone, and what else is going on (K5, K6)."""

from __future__ import annotations

from datetime import date, datetime
from random import Random

from accounts.models import User
from clients.models import Contact
from processes.models import Candidacy, Debrief, Meeting, OtherProcess

WARMED = (
    "The tour of the house, and that the team asked as much as it told.",
    "The case: an hour with a real month-end, and somebody who listened.",
    "That two days at home stand in the contract.",
    "To meet whoever does the job today, without the manager in the room.",
)
COOLED = (
    "Nobody could say who decides on the systems.",
    "Forty minutes late, and then questions from a list.",
    "The way to work: an hour and ten, three days a week.",
    "The manager talked of the last one in this role, at length.",
)
NEXT = (
    "Wants to see the contract before the weekend.",
    "Would like to meet the two juniors.",
    "Rings back on Thursday after talking at home.",
)
IN_CONFIDENCE = (
    "The present employer has asked them to stay, and they have not said no yet.",
    "Would come for less if the title was right.",
)
CLIENT_WARMED = (
    "Saw through the case in ten minutes, and said why it went wrong.",
    "Asked about the people before asking about the system.",
)
CLIENT_COOLED = (
    "Not yet sure of the hands-on part.",
    "Wonders whether the notice is really three months.",
)
CLIENTS_CONFIDENCE = (
    "The budget has room that they would rather not say.",
    "The one who decides leaves the company in spring.",
)
EMPLOYERS = ("A competitor", "A bank in the city", "The present employer", "A municipality")
STAGES = (OtherProcess.Stage.TALKING, OtherProcess.Stage.LAST_ROUND, OtherProcess.Stage.OFFER)


def debrief_candidate(
    candidacy: Candidacy, meeting: Meeting, *, now: int, by: User, at: datetime, luck: Random
) -> None:
    """What the candidate says; ``now`` is the interest, 1 to 5."""
    was = candidacy.interest or 4
    Debrief.objects.take(
        candidacy,
        side="candidate",
        meeting=meeting,
        before=was,
        after=now,
        warmed=luck.choice(WARMED) if now >= was or luck.random() < 0.5 else "",
        cooled=luck.choice(COOLED) if now < was or luck.random() < 0.3 else "",
        next_step=luck.choice(NEXT),
        confidential=luck.choice(IN_CONFIDENCE) if luck.random() < 0.3 else "",
        by=by,
        at=at,
    )


def hear_of_others(
    candidacy: Candidacy,
    *,
    several: bool,
    answers_on: date,
    by: User,
    at: datetime,
    luck: Random,
) -> None:
    """What else is going on: the first has a day, another is still in talks."""
    for number, employer in enumerate(luck.sample(EMPLOYERS, 2 if several else 1)):
        stage = STAGES[2] if number == 0 else luck.choice(STAGES[:2])
        day = None if number else answers_on
        OtherProcess.objects.note(candidacy, employer, stage=stage, answers_on=day, by=by, at=at)


def debrief_client(
    candidacy: Candidacy,
    meeting: Meeting,
    contact: Contact,
    *,
    answer: str,
    now: int,
    by: User,
    at: datetime,
    luck: Random,
) -> None:
    """What the client says of the candidate, with its answer in the same call."""
    Debrief.objects.take(
        candidacy,
        side="client",
        contact=contact,
        meeting=meeting,
        before=4,
        after=now,
        answer=answer,
        warmed=luck.choice(CLIENT_WARMED),
        cooled=luck.choice(CLIENT_COOLED) if now < 4 else "",
        confidential=luck.choice(CLIENTS_CONFIDENCE) if luck.random() < 0.3 else "",
        by=by,
        at=at,
    )
