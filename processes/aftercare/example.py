"""What a plan comes to: each line with the day it would have for somebody who starts today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _t

from processes.aftercare.planning import MONTH, Days, PlanLine, shifted, window
from processes.models import Anchor, PlanKind
from processes.sides import Side

TRIAL, GUARANTEE, CONTRACT = 6, 6, 6  # months, in the example


@dataclass(frozen=True)
class Shown:
    place: int
    line: PlanLine
    day: date | None

    @property
    def key(self) -> str:
        return self.line.key

    @property
    def text(self) -> str:
        return self.line.said_in(get_language() or "en")

    @property
    def when(self) -> str:
        return in_words(self.line)

    @property
    def side(self) -> str:
        return str(Side(self.line.side).label) if self.line.side else ""


def example(lines: Sequence[PlanLine], kind: str, at: datetime) -> list[Shown]:
    """In the order of the template; ``day`` is empty where the example has no such day."""
    today = timezone.localtime(at).date()
    days = Days(
        today,
        trial_ends_on=shifted(today, TRIAL, MONTH) if kind == PlanKind.PERMANENT else None,
        guarantee_ends_on=shifted(today, GUARANTEE, MONTH),
        ends_on=shifted(today, CONTRACT, MONTH) if kind == PlanKind.INTERIM else None,
    )
    found = []
    for place, line in enumerate(lines):
        open_for = window(line, days)
        found.append(Shown(place, line, open_for.opens_on if open_for else None))
    return found


def in_words(line: PlanLine) -> str:
    """ "14 days before the last day of the trial period"."""
    said = {"count": abs(line.offset), "day": Anchor(line.anchor).label}
    if not line.offset and line.anchor == Anchor.TRIAL_MIDDLE:
        return _t("in the middle of the trial period")
    if not line.offset:
        return _t("on %(day)s") % said
    if line.unit == MONTH:
        after = ngettext(
            "%(count)d month after %(day)s", "%(count)d months after %(day)s", line.offset
        )
        before = ngettext(
            "%(count)d month before %(day)s", "%(count)d months before %(day)s", -line.offset
        )
    else:
        after = ngettext("%(count)d day after %(day)s", "%(count)d days after %(day)s", line.offset)
        before = ngettext(
            "%(count)d day before %(day)s", "%(count)d days before %(day)s", -line.offset
        )
    words = (before if line.offset < 0 else after) % said
    return _t("%(when)s, again and again") % {"when": words} if line.yearly else words
