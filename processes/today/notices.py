"""What stands above the rows of Today: letters and reports in trouble, messages to be read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Value

from mailings.models import Letter
from processes.attention import on_assignments
from processes.models import HoldingMessage, Report


@dataclass(frozen=True)
class Notices:
    letters_in_trouble: int = 0
    holding: int = 0
    reports_not_rendered: int = 0


def notices(owners: Q, leaders: Q) -> Notices:
    """How many of each there are, in one query."""
    kinds = {
        "letters_in_trouble": Letter.objects.in_trouble(),
        "holding": HoldingMessage.objects.to_be_read(owners),
        "reports_not_rendered": Report.objects.not_rendered().filter(on_assignments(leaders)),
    }
    rows = (
        kind.order_by().annotate(what=Value(name)).values("what").annotate(number=Count("pk"))
        for name, kind in kinds.items()
    )
    first, *others = rows
    return Notices(**{row["what"]: row["number"] for row in first.union(*others, all=True)})
