"""A template as an assignment that is ordered now would have it, for the page of templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zlib import crc32

from django.utils.translation import get_language

from accounts.models import Agency
from processes.schedules.planning import Order, TemplateLine, planned


@dataclass(frozen=True)
class Shown:
    """A line of a template with its place, and its day in the example."""

    place: int
    line: TemplateLine
    text: str
    day: date

    @property
    def key(self) -> str:
        """The same wherever it stands, so that the focus goes with it."""
        said = f"{sorted(self.line.texts.items())} {self.line.milestone}"
        return f"{crc32(said.encode()):x}"


def example(lines: Sequence[TemplateLine], weeks: int, at: datetime) -> list[Shown]:
    """Each line with the day it gets where an assignment is ordered now."""
    hours = Agency.current().working_hours()
    order = Order(opened_at=at, opened_on=hours.local_day(at), weeks=weeks, hours=hours)
    steps = planned(lines, order, get_language() or "en")
    return [
        Shown(place, line, step["text"], step["due_on"])
        for place, (line, step) in enumerate(zip(lines, steps, strict=True))
    ]
