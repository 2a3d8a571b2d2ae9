"""Who is free for the next interim order, and how fresh that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from accounts.money import Currency, currency_of
from candidates.models import Candidate
from processes.models import Availability, Terms

RATES = {Currency.SEK: 9500, Currency.PLN: 1700, Currency.EUR: 850, Currency.GBP: 620}
LAST_SAID = (2, 5, 9, 14, 20, 26, 37, 48)  # days ago


def say_when_free(people: Sequence[Candidate], *, at: datetime, luck: Random) -> None:
    """Each has told whoever looks after them; most agreed to be asked every month."""
    for number, candidate in enumerate(people):
        said_at = at - timedelta(days=LAST_SAID[number % len(LAST_SAID)], minutes=7 * number)
        said_at = candidate.owner.working_hours().next_open(said_at)
        free = (at + timedelta(days=luck.choice((-4, 10, 24, 45)))).date()
        currency = currency_of(candidate.country)
        rate = RATES.get(currency, 800)
        terms = Terms(
            free,
            luck.choice((3, 4, 5, 5, None)),
            candidate.city,
            luck.random() < 0.5,
            Decimal(rate + luck.randrange(-3, 4) * (rate // 40)),
            currency,
        )
        Availability.objects.note(candidate, terms, by=candidate.owner, at=min(said_at, at))
        if luck.random() < 0.7:
            Availability.objects.agree(candidate, by=candidate.owner, at=min(said_at, at))
