"""The story: twelve weeks of an agency's life, in the order of time, up to a given moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from accounts.models import Agency
from accounts.working_time import WorkingHours
from mailings.pdf import allow_rendering
from recruitcrm.demo.afterwards import tell_of_others
from recruitcrm.demo.agenda import Agenda, let_tick
from recruitcrm.demo.cast import Cast, gather
from recruitcrm.demo.coming_in import tell_of_coming_in
from recruitcrm.demo.desk import Desk
from recruitcrm.demo.files import add_documents
from recruitcrm.demo.orders import ORDERS, Order
from recruitcrm.demo.people import Pools, country_of, gather_people
from recruitcrm.demo.shortlist import Course
from recruitcrm.demo.top_of_mind import begin_catalogue

WEEKS = 12
PEOPLE = 400
# Words left owing at the end: late ones, and ones of the last day.
NINA, OTHERS = (2, 5), (1, 3)
# Local times at which the ticker is let loose; between them nothing becomes due that cannot wait.
TICKS = (7.5, 9.1, 11.1, 13.1, 15.0, 15.1, 16.9)
Say = Callable[[str], None]


@transaction.atomic
def tell(
    *,
    at: datetime,
    seed: int,
    say: Say,
    people: int = PEOPLE,
    orders: tuple[Order, ...] = ORDERS,
    weeks: int = WEEKS,
) -> None:
    """Fills an empty database with the demo agency; the same every time for a seed and a moment."""
    luck = Random(seed)  # noqa: S311 (a story, not a secret)
    begins_at = at - timedelta(weeks=weeks, days=3)
    with letters_kept_here():
        allow_rendering()
        cast = gather(begins_at)
        begin_catalogue(cast.staff["Ada Askvik"], at=begins_at)
        pools = gather_people(cast, luck, people, begins_at)
        say(f"{len(cast.clients)} clients, {people} candidates")
        agenda = Agenda(at, luck)
        hours = Agency.current().working_hours()
        plan_orders(agenda, cast, pools, orders, at)
        plan_days(agenda, cast, hours, begins_at, at)
        agenda.run(told_by_weeks(hours, say))
        tell_of_others(cast, pools, luck, at=at)
        add_documents(cast, luck, at)
        tell_of_coming_in(cast, at=at)


def plan_orders(
    agenda: Agenda, cast: Cast, pools: Pools, orders: tuple[Order, ...], at: datetime
) -> None:
    taken: dict[tuple[str, str], int] = {}
    for order in sorted(orders, key=lambda order: -order.days_ago):
        place = (order.trade, country_of(order))
        pool = pools[place]
        named = [person for person in pool if person.full_name in order.named]
        others = [person for person in pool if not any(person.full_name in o.named for o in ORDERS)]
        begin = taken.get(place, 0) % max(len(others), 1)
        taken[place] = begin + order.people
        found = (others + others)[begin : begin + order.people - len(named)]
        course = Course(order, cast, [*named, *dict.fromkeys(found)], agenda)
        agenda.put(opening(order, course, at), course.open)


def opening(order: Order, course: Course, at: datetime) -> datetime:
    hours = course.owner.working_hours()
    day = at - timedelta(days=order.days_ago)
    morning = day.astimezone(hours.zone).replace(hour=9, minute=10 + len(order.title), second=0)
    return hours.next_open(morning.replace(microsecond=0))


def plan_days(
    agenda: Agenda, cast: Cast, hours: WorkingHours, begins_at: datetime, at: datetime
) -> None:
    """Every working day: the ticker's rounds, and everybody at their desk."""
    zone = ZoneInfo(hours.time_zone)
    desks = [
        Desk(user, agenda, NINA if user.full_name == "Nina Lind" else OTHERS)
        for user in cast.recruiters()
    ]
    day = begins_at.astimezone(zone).replace(hour=12, minute=0, second=0, microsecond=0)
    while day <= at + timedelta(days=1):
        if hours.is_working_day(day.date()):
            for clock in TICKS:
                minute = round(clock % 1 * 60)
                agenda.put(day.replace(hour=int(clock), minute=minute), let_tick)
        for desk in desks:
            if desk.who.working_hours().is_working_day(day.date()):
                desk.plan(day)
        day += timedelta(days=1)


def told_by_weeks(hours: WorkingHours, say: Say) -> Callable[[datetime], None]:
    """Says at which week the story is, once for each."""
    said: set[tuple[int, int]] = set()

    def tell_week(moment: datetime) -> None:
        day = hours.local_day(moment)
        week = day.isocalendar()[:2]
        if week not in said:
            said.add(week)
            say(f"week {week[1]}, from {day:%d %B}")

    return tell_week


@contextmanager
def letters_kept_here() -> Iterator[None]:
    """Nobody of the demo has a mailbox: its letters end on the mailbox page, whatever is set."""
    goes_out = settings.MAIL_GOES_OUT
    settings.MAIL_GOES_OUT = False
    try:
        yield
    finally:
        settings.MAIL_GOES_OUT = goes_out
