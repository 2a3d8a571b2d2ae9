"""When the words for somebody who waits in vain are prepared (K3): data and pure arithmetic."""

from __future__ import annotations

from datetime import datetime, time

from accounts.working_time import WorkingHours, local_moment

# Working days before the word is due: time to read them before silence grows too long, and on
# the very day on which news was promised, for until then there may be some.
DAYS_BEFORE = {"candidate_silence": 1, "next_word": 0}


def preparing_time(kind: str, due_at: datetime, hours: WorkingHours) -> datetime | None:
    """As work begins that day, the debtor's; None for a word that no message can stand in for."""
    if kind not in DAYS_BEFORE:
        return None
    day = hours.local_day(hours.add_days(due_at, -DAYS_BEFORE[kind]))
    return hours.next_open(local_moment(day, time(0), hours.zone))
