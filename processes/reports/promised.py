"""What was promised for the time that a report covers, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from processes.models.event import EventKind
from processes.reports.report_facts import Promised, State
from processes.reports.rows import Rows


def promised(rows: Rows) -> tuple[Promised, ...]:
    return tuple(line for line, _at in lines(rows))


def lines(rows: Rows) -> Iterator[tuple[Promised, datetime | None]]:
    """The steps due in the time covered or done in it, those still late, and the weekly call.

    Each with the moment at which it was done.
    """
    after = rows.day(rows.since)
    if rows.since == rows.assignment.opened_at:
        after -= timedelta(days=1)  # what was due on the first day belongs to the first report
    for row in rows.activities:
        was_promised = after < (row.first_due_on or row.due_on) <= rows.today
        if row.done_at and row.done_at <= rows.until:
            if was_promised or rows.is_new(row.done_at):
                yield (
                    Promised(row.text, "done", rows.day(row.done_at), texts=row.texts),
                    row.done_at,
                )
        elif row.due_on <= rows.today:
            is_late = row.due_on < rows.today
            state: State = "late" if is_late else "today"
            yield Promised(row.text, state, row.due_on, texts=row.texts), None
        elif was_promised:
            yield Promised(row.text, "moved", row.due_on, texts=row.texts), None
    calls = [
        event["at"]
        for event in rows.new_events(EventKind.CALLED, EventKind.MET)
        if event["contact_id"] and event["reached"]
    ]
    last = max(calls, default=None)
    called_on = rows.day(last) if last else None
    yield Promised("", "done" if calls else "late", called_on, is_call=True), last
