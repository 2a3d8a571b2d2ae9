"""One row behind a number of a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from processes.models.event import Event


@dataclass(frozen=True)
class Source:
    """When, what or who, a remark, and where to read more; ``is_new``: since the last report."""

    at: datetime | None
    text: str
    url: str = ""
    note: str = ""
    is_new: bool = False


def what_happened(event: Event | None) -> str:
    """An event behind a number in a few words: "Call by Nina Lind"; nothing of none."""
    if event is None:
        return ""
    if event.by is None:
        return str(event.get_kind_display())
    said = {"what": event.get_kind_display(), "who": event.by.full_name}
    return _("%(what)s by %(who)s") % said
