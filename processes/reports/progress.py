"""Whether anything has moved in the time that a report covers; a week without says so (C5)."""

from __future__ import annotations

from processes.models.event import EventKind
from processes.reports.funnel import FURTHER
from processes.reports.rows import Rows


def something_moved(rows: Rows) -> bool:
    """Besides people who are found and presented, which the funnel counts.

    People who answered or went further with the client, the client's answer, a meeting booked, a
    step of the schedule done, a decision, a company that the search has come to.
    """
    booked = rows.new_events(EventKind.MEETING_BOOKED)
    return (
        any(rows.new_events(EventKind.CLIENT_ANSWERED))
        or any(event["with_client"] == "true" for event in booked)
        or any(rows.is_new(row.done_at) for row in rows.activities)
        or any(rows.is_new(row.decided_at) for row in rows.obstacles)
        or any(rows.is_new(at) for at, _talk in rows.first_spoke.values())
        or any(rows.is_new(row.reached_at(stage)) for row in rows.journeys for stage in FURTHER)
        or (rows.is_search and any(rows.is_new(row.state_since) for row in rows.target_companies))
    )
