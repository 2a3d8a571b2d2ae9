"""What keeps the agency top of mind: gestures, rhythms, who rang first; and its role catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from accounts.models import User
from accounts.money import currency_of
from clients.models import Client
from processes.called_first import note_moving_on
from processes.came_by import CameBy, MovedOn
from processes.models import Assignment, Candidacy, Gesture
from processes.role_catalogue.starter import take_over
from processes.stages import Stage
from processes.top_of_mind.rhythm import choose_rhythm

DAY = timedelta(days=1)
GIVEN = (
    ("A princess cake for the first week", 320),
    ("A book on leading through change", 249),
    ("Flowers, a year after the first day", 395),
    ("Coffee and buns for the whole shift", 480),
)
CAME = (CameBy.THEY_RANG, CameBy.WE_RANG, CameBy.THEY_RANG, CameBy.TENDER, CameBy.THEY_RANG)
# A brief headed by one role that describes another: what the brief check is for.
ANOTHER_ROLE = (
    "You run our monthly payroll for 600 people from timesheets to payment, check tax and social "
    "security contributions, report pension, interpret the collective agreement and answer "
    "questions about payslips. You own the payroll system and the year-end statements."
)


def begin_catalogue(admin: User, *, at: datetime) -> None:
    """The starter catalogue, taken over on the first day."""
    take_over(by=admin, at=at)


def open_brief_of_another_role(client: Client, *, at: datetime) -> Assignment:
    """Headed HR manager, described as payroll, and paid below what is usual for either."""
    decider = client.contacts.filter(decides=True, is_active=True).order_by("pk").first()
    return Assignment.objects.open_one(
        client=client,
        title="HR manager",
        kind="permanent",
        owner=client.owner,
        by=client.owner,
        at=at,
        ordered_by=decider,
        decider=decider,
        brief=ANOTHER_ROLE,
        must_haves=["Has run payroll for 500", "Knows the collective agreement", "Calm in audits"],
        pay_from=Decimal(40_000),
        pay_to=Decimal(45_000),
        pay_currency="SEK",
        pay_per="month",
        came_by=CameBy.THEY_RANG,
    )


def keep_top_of_mind(*, at: datetime) -> None:
    """At the end of the story: gestures, own rhythms, how orders came, and who wants to move on."""
    placed = list(
        Candidacy.objects.filter(stage=Stage.PLACED, ended_at=None)
        .select_related("candidate", "assignment__client", "assignment__owner")
        .order_by("pk")[:8]
    )
    make_gestures(placed, at=at)
    for client, weeks in zip(Client.objects.order_by("pk"), (8, 6), strict=False):
        choose_rhythm(client, weeks, at=at)
    for candidacy in placed[:1]:
        choose_rhythm(candidacy.candidate, 10, at=at)
    for candidacy in placed[-1:]:
        note_moving_on(
            candidacy,
            MovedOn.THEY_RANG,
            by=candidacy.assignment.owner,
            at=candidacy.assignment.owner.working_hours().next_open(at - 4 * DAY),
            text="Would like to lead a team next, within a year. Rang us before anybody else.",
        )


def make_gestures(placed: Iterable[Candidacy], *, at: datetime) -> None:
    """To those who were placed and to whoever decided, in turn."""
    for place, candidacy in enumerate(placed):
        what, cost = GIVEN[place % len(GIVEN)]
        decider = candidacy.assignment.decider
        by = candidacy.assignment.owner
        day = by.working_hours().next_open(at - timedelta(days=9 * place + 4))
        to = decider if place % 2 and decider else candidacy.candidate
        Gesture.objects.make(
            what,
            to=to,
            given_on=day.date(),
            cost=Decimal(cost),
            currency=currency_of(candidacy.assignment.client.country),
            candidacy=candidacy,
            by=by,
            at=day,
        )


def came_by(place: int) -> str:
    """How the order at this place of the story came, for ``open_one(came_by=…)``."""
    return CAME[place % len(CAME)].value
