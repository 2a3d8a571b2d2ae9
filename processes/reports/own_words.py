"""What the recruiter has written into a report: comments, decisions wanted, the next steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from processes.models.report import Report


@dataclass(frozen=True)
class Decision:
    """Something wanted from the client, by when, and what waiting costs.

    ``at``: the exact moment, where the timeline knows one; ``is_late``: it has passed.
    """

    text: str
    on: date | None = None
    cost: str = ""
    at: datetime | None = None
    is_late: bool = False


@dataclass(frozen=True)
class Action:
    """A step of next week: what, who does it, and on which day (``at``: with the hour)."""

    text: str
    owner: str = ""
    on: date | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class OwnWords:
    """The recruiter's words as typed; None for what is left to the timeline to propose."""

    comments: Mapping[str, str] = field(default_factory=dict)
    decisions: Sequence[Decision] | None = None
    actions: Sequence[Action] | None = None

    @classmethod
    def of(cls, report: Report) -> OwnWords:
        """As stored with the report; a row without a text says nothing."""
        decisions, actions = report.decisions, report.actions
        return cls(
            comments=report.comments,
            decisions=None
            if decisions is None
            else [
                Decision(row["text"], day(row.get("on")), row.get("cost", ""))
                for row in told(decisions)
            ],
            actions=None
            if actions is None
            else [
                Action(row["text"], row.get("owner", ""), day(row.get("on")))
                for row in told(actions)
            ],
        )


def told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row.get("text", "").strip()]


def day(typed: str | None) -> date | None:
    """The day of an ISO text; none where there is none, or no such day."""
    try:
        return date.fromisoformat(typed or "")
    except ValueError:
        return None
