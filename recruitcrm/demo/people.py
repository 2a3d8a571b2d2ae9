"""Four hundred candidates: by trade and country, some of them by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from accounts.models import User
from accounts.money import PaidPer
from accounts.places import language_of
from candidates.models import Candidate
from recruitcrm.demo.cast import Cast, address
from recruitcrm.demo.companies import COMPANIES
from recruitcrm.demo.names import CITIES, FIRST, agreed, last_names
from recruitcrm.demo.orders import ORDERS, Order
from recruitcrm.demo.trades import MONEY, RATES, TRADES
from recruitcrm.demo.words import ABOUT

SOURCES = ("Own search", "LinkedIn", "Recommended", "Job advertisement", "Fair", "Applied before")
PHONES = {"SE": "+46 70 174 0{:03}", "PL": "+48 22 555 0{:03}"}
PHONES |= {"NL": "+31 20 555 0{:03}", "GB": "+44 7700 900{:03}"}
ALSO_SPEAK = ("de", "fr", "fi", "uk", "es")
# The people whom the first assignments are about.
HEADLINES = {
    "Amira Lundqvist": "Payroll manager, interim",
    "Jonas Krantz": "Senior HR, ex head of payroll",
    "Rolf Ek": "Payroll manager, Axfood",
    "Lena Norberg": "Payroll lead at Nordvik Energi",
    "Hanna Vik": "Interim, available 1 Dec",
    "Karin Sjö": "Interim payroll, 12 years",
    "Tim Westra": "Payroll consultant",
    "Pia Borg": "Payroll lead, Skanska",
    "Marek Olszewski": "HR operations, freelance",
    "Ida Hult": "Head of payroll, Region Gävleborg",
    "Ewa Malinowska": "Data engineer, retail",
    "Tomasz Pawlak": "UX lead, education",
    "Anouk de Vries": "Group controller, ports",
}
Pools = dict[tuple[str, str], list[Candidate]]


def country_of(order: Order) -> str:
    return next(company.country for company in COMPANIES if company.name == order.company)


def gather_people(cast: Cast, luck: Random, count: int, at: datetime) -> Pools:
    """The candidates of each trade and country, those with a name in the story first."""
    made: Pools = defaultdict(list)
    names = {country: new_names(country, luck) for country in FIRST}
    used: set[str] = set()
    for order in ORDERS:
        for name in order.named:
            used.add(name)
            place = (order.trade, country_of(order))
            made[place].append(candidate(name, *place, cast, luck, at))
    places = [(order.trade, country_of(order)) for order in ORDERS for _n in range(order.people)]
    luck.shuffle(places)
    while sum(map(len, made.values())) < count:
        place = places[sum(map(len, made.values())) % len(places)]
        name = next(name for name in names[place[1]] if name not in used)
        used.add(name)
        made[place].append(candidate(name, *place, cast, luck, at))
    everybody = [person for people in made.values() for person in people]
    for number, person in enumerate(everybody):  # nobody has another's telephone
        person.phone = PHONES[person.country].format(number % 1000)
    Candidate.objects.bulk_create(everybody)
    return made


def new_names(country: str, luck: Random) -> Iterator[str]:
    firsts, lasts = FIRST[country].split(), last_names(country)
    pairs = [(first, last) for first in firsts for last in lasts]
    luck.shuffle(pairs)
    for first, last in pairs:
        yield f"{first} {agreed(first, last, country)}"


def candidate(
    name: str, trade: str, country: str, cast: Cast, luck: Random, at: datetime
) -> Candidate:
    about = TRADES[trade]
    first, _blank, last = name.partition(" ")
    low, high = about.pay
    pay = luck.randint(low, high) * RATES[country] // 100 * 100
    said = luck.random() < 0.6 or name in HEADLINES
    since = luck.randint(0, 800)
    return Candidate(
        first_name=first,
        last_name=last,
        headline=HEADLINES.get(name) or luck.choice(about.headlines),
        employer=luck.choice(about.employers),
        email=address(name, "people.example"),
        city=luck.choice(CITIES[country]),
        country=country,
        language=language_of(country),
        skills=luck.sample(about.skills, luck.randint(2, min(5, len(about.skills)))),
        available_on=(at + timedelta(days=luck.randint(60, 200))).date()
        if luck.random() < 0.4
        else None,
        expects=f"{MONEY[country]} {pay:,} a month" if said else "",
        expects_from=pay if said else None,
        expects_currency=MONEY[country] if said else "",
        expects_per=PaidPer.MONTH if said else "",
        languages=[
            *dict.fromkeys((language_of(country), "en", *luck.sample(ALSO_SPEAK, since % 2)))
        ],
        wants_kinds=luck.choice(([], ["permanent"], ["interim"], ["permanent", "interim"])),
        about=luck.choice(ABOUT),
        source=luck.choice(SOURCES),
        owner=someone_there(cast, country, luck),
        created_at=at - timedelta(days=since, minutes=luck.randint(0, 400)),
    )


def someone_there(cast: Cast, country: str, luck: Random) -> User:
    """A recruiter who works in the candidate's country; for Britain any of them."""
    there = [user for user in cast.recruiters() if user.country == country]
    return luck.choice(there or cast.recruiters())
