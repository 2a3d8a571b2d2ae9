"""Briefs: what was asked when an order came in, and how one changes while the search goes on."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Any

from accounts.models import User
from accounts.money import Currency, PaidPer
from clients.models import Contact
from processes.briefs.telling import untold
from processes.conversations import Conversation, log_conversation
from processes.models import Assignment, DatesEffect, EventKind
from processes.people import Person
from recruitcrm.demo.orders import Order

# "SEK 45,000–50,000 a month and nights"
PAY = re.compile(
    r"(?P<currency>[A-Z]{3}) (?P<low>[\d,]+)(–(?P<high>[\d,]+))?"
    r"( an? (?P<per>month|year|day|hour))?( and (?P<remark>.+))?"
)
OFFERS: dict[str, dict[str, str]] = {
    "payroll": {
        "development": "Builds the payroll team up from two to four",
        "flexibility": "Two days a week at home once the first month-end is done",
        "purpose": "Salaries that are right for people who keep the lights on",
    },
    "data": {
        "technology": "The warehouse is chosen and built by the team itself",
        "development": "Two conferences a year and a day a week for one's own ideas",
    },
    "finance": {
        "development": "Sits in the management team from the first day",
        "benefits": "A bonus of up to two months' pay",
    },
    "engineering": {
        "technology": "New line in 2027, drawn by the team",
        "benefits": "A car, and a pension one step above the agreement",
    },
    "care": {
        "flexibility": "Six weeks of one's own rota at a time",
        "purpose": "Time for patients: one nurse more on each shift since May",
    },
}
USUAL_OFFER = {
    "development": "A plan for the first two years, written together",
    "flexibility": "Hours of one's own between seven and seven",
}
MARKET: dict[str, dict[str, Any]] = {
    "Interim payroll manager": {
        "other_agencies": 1,
        "internal_candidate": "yes",
        "internal_words": "Lena Norberg in the payroll team. She is on our list, and compared.",
    },
    "Data engineer": {"other_agencies": 0, "own_search": "yes", "came_by": "we_rang"},
}
ASKED = {"own_search": "no", "internal_candidate": "no", "came_by": "they_rang"}
REMOTE_DAYS = {"payroll": 2, "data": 3, "design": 3, "finance": 1, "sales": 2}
TOLD = "A tenth more pay, as they decided. The dates stay; we ring those again who named the pay."


def brief_of(order: Order) -> dict[str, Any]:
    """Pay, place, offers and competition as they were asked: the rest of ``open_one``'s brief."""
    return {
        "brief": order.brief,
        "competition": order.competition,
        "remote_days": REMOTE_DAYS.get(order.trade, 0),
        "offers": OFFERS.get(order.trade, USUAL_OFFER),
        **pay_of(order.pay),
        **ASKED,
        **MARKET.get(order.title, {}),
    }


def pay_of(words: str) -> dict[str, Any]:
    """A range out of what was said; in Britain and the Netherlands people speak of years."""
    found = PAY.fullmatch(words)
    if found is None or found["currency"] not in Currency.values:
        return {"pay": words}
    low, high = (
        Decimal(found[name].replace(",", "")) if found[name] else None for name in ("low", "high")
    )
    return {
        "pay_from": low,
        "pay_to": high or low,
        "pay_currency": found["currency"],
        "pay_per": found["per"] or PaidPer.YEAR,
        "pay": found["remark"] or "",
    }


def raise_pay(assignment: Assignment, *, by: User, at: datetime) -> None:
    """The client pays a tenth more; from this moment they are owed what it does to the dates."""
    assignment.edit(
        by=by,
        at=at,
        contacts=assignment.contacts.all(),
        must_haves=[must.text for must in assignment.must_haves.all()],
        dates_effect=DatesEffect.STAY,
        dates_words="With the new pay we ask those again who said no to the old one",
        **{
            name: (amount * Decimal("1.1")).quantize(Decimal(1))
            for name in ("pay_from", "pay_to")
            if (amount := getattr(assignment, name)) is not None
        },
    )


def tell_change(assignment: Assignment, contact: Contact, *, by: User, at: datetime) -> None:
    """On the phone: what is new, and what it does to the dates."""
    new = untold(assignment)
    if new is None:
        return
    logged = log_conversation(
        Conversation(
            kind=EventKind.CALLED,
            person=Person(contact=contact),
            at=at,
            assignment=assignment,
            reached=True,
            text=TOLD,
        ),
        by=by,
    )
    new.version.tell(by=by, at=at, contact=contact, how="called", heard_in=logged.event)
