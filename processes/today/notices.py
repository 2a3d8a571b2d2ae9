"""What stands above the rows of Today: letters that could not be sent, messages to be read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Value

from mailings.models import Letter
from processes.models import HoldingMessage


@dataclass(frozen=True)
class Notices:
    letters_in_trouble: int = 0
    holding: int = 0


def notices(owners: Q) -> Notices:
    """How many of each there are, in one query."""
    in_trouble, to_be_read = Letter.objects.in_trouble(), HoldingMessage.objects.to_be_read(owners)
    rows = (
        kind.order_by().annotate(what=Value(name)).values("what").annotate(number=Count("pk"))
        for name, kind in (("letters_in_trouble", in_trouble), ("holding", to_be_read))
    )
    first, second = rows
    return Notices(**{row["what"]: row["number"] for row in first.union(second, all=True)})
