"""One row of an imported table: its cells by our column names, read with reasons for refusal."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

DAY_FORMATS = (
    *("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y"),
    *("%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y"),
)
DAY_FIRST = ("%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y")
MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y")
CLOCK_FORMATS = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p")
PLAUSIBLE_YEARS = range(1970, 2101)
# The end of a working morning: a moment for what is known by its day only.
MIDDAY = time(12)


class BadCell(Exception):
    """Why a row cannot be taken in, and the column that says so."""

    def __init__(self, column: str, reason: str) -> None:
        self.column, self.reason = column, reason
        super().__init__(reason)


@dataclass(frozen=True)
class Row:
    """Cells by our column names; ``labels`` are what the file calls these columns."""

    file: str
    line: int
    cells: dict[str, str]
    labels: dict[str, str]
    day_first: bool = True

    @property
    def digest(self) -> str:
        """The same for the same words, whatever the order of columns or the encoding."""
        said = {column: cell for column, cell in self.cells.items() if cell}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def label(self, column: str) -> str:
        return self.labels.get(column, column)

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def several(self, column: str) -> list[str]:
        """What stands in one cell with ``;`` or commas between: two addresses, two numbers."""
        return [part for part in re.split(r"\s*[;,|\n]\s*", self.text(column)) if part]

    def first(self, column: str) -> str:
        return next(iter(self.several(column)), "")

    def needed(self, column: str) -> str:
        if not self.text(column):
            raise BadCell(column, _("This must not be empty."))
        return self.text(column)

    def word(self, column: str) -> str:
        """A status or kind, as it is looked up: lower case, signs as single blanks."""
        return " ".join(re.findall(r"\w+", self.text(column).casefold().replace("_", " ")))

    def paragraphs(self, *texts: str) -> str:
        """Those of the texts that say something, each once."""
        return "\n\n".join(dict.fromkeys(text for text in texts if text))

    def number(self, column: str) -> int | None:
        typed = self.text(column)
        if not typed:
            return None
        if not re.fullmatch(r"[0-9]{1,9}(\.0+)?", typed):
            raise BadCell(column, _("“%(typed)s” is not a whole number.") % {"typed": typed})
        return int(float(typed))

    def link(self, column: str) -> str:
        """A web address; where the scheme is left out, https."""
        typed = self.text(column)
        if not typed or re.match(r"https?://", typed):
            return typed
        if ":" in typed.partition("/")[0]:
            raise BadCell(column, _("“%(typed)s” is not a web address.") % {"typed": typed})
        return f"https://{typed}"

    def day(self, column: str, zone: ZoneInfo) -> date | None:
        moment = self.moment(column, zone)
        return moment.astimezone(zone).date() if moment else None

    def moment(self, column: str, zone: ZoneInfo) -> datetime | None:
        """In UTC; a time without a zone is one of ``zone``, a day alone counts from its midday."""
        typed = self.text(column)
        if not typed:
            return None
        moment = as_moment(typed, day_first=self.day_first)
        if moment is None or moment.year not in PLAUSIBLE_YEARS:
            raise BadCell(column, _("“%(typed)s” is not a date.") % {"typed": typed})
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        return moment.astimezone(UTC)


def as_moment(typed: str, *, day_first: bool) -> datetime | None:
    """A day or a moment, without a zone where none was written; None for what is neither."""
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        pass
    else:
        alone = len(typed) <= 10
        return datetime.combine(moment.date(), MIDDAY) if alone else moment
    formats = (*DAY_FORMATS, *(DAY_FIRST if day_first else MONTH_FIRST))
    for form in formats:
        if day := parsed(typed, form):
            return datetime.combine(day.date(), MIDDAY)
        for clock in CLOCK_FORMATS:
            if moment_found := parsed(typed, f"{form} {clock}"):
                return moment_found
    return None


def parsed(typed: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(typed, form)  # noqa: DTZ007 (the caller knows the zone)
    except ValueError:
        return None


def writes_day_first(cells: Iterable[str], *, otherwise: bool) -> bool:
    """Whether 03/04/2026 is in April, as the other dates of the file tell; else ``otherwise``."""
    for cell in cells:
        if found := re.match(r"(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b", cell):
            first, second = int(found[1]), int(found[2])
            if first > 12 >= second:
                return True
            if second > 12 >= first:
                return False
    return otherwise
