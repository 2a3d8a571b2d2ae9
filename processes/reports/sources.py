"""One row behind a number of a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Source:
    """When, what or who, a remark, and where to read more; ``is_new``: since the last report."""

    at: datetime | None
    text: str
    url: str = ""
    note: str = ""
    is_new: bool = False
