"""A brief as plain facts, and what of a change between two of them the client may read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from processes.models.assignment import Assignment

PAY = ("pay_from", "pay_to", "pay_currency", "pay_per")
# What a client hears of when it changes, in the order in which it is told.
TOLD = (
    *("title", "kind", "must_haves", "brief", "pay", "place", "remote_days"),
    *("starts_on", "positions", "target_weeks", "offers"),
)
OURS = (  # kept with each version; the client told us, and nobody tells it back to them
    *("competition", "other_agencies", "own_search", "internal_candidate", "internal_words"),
    *("presentation_on", "meetings_on", "decision_on"),
)
# Of these the client reads that they are new, not what they say: recruiters write them for
# themselves and their colleagues.
UNSAID = frozenset({"brief"})


class Change(TypedDict, total=False):
    """One thing that is new; ``before`` and ``after`` are left out where they are ours."""

    what: str
    before: Any
    after: Any


def snapshot(assignment: Assignment) -> dict[str, Any]:
    """The whole brief as it stands, JSON-able; people by their names."""
    facts: dict[str, Any] = {
        name: plain(getattr(assignment, name))
        for name in (*TOLD, *PAY, *OURS)
        if name != "must_haves"
    }
    facts["must_haves"] = [must.text for must in assignment.must_haves.order_by("position")]
    for name in ("ordered_by", "decider"):
        somebody = getattr(assignment, name)
        facts[name] = somebody.full_name if somebody else ""
    return facts


def plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value


def changes_between(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """What a client may read of what has changed."""
    found: list[Change] = []
    for what in TOLD:
        if what == "pay":
            found += pay_change(before, after)
        elif before.get(what) != after.get(what):
            change = Change(what=what)
            if what not in UNSAID:
                change |= Change(before=before.get(what), after=after.get(what))
            found.append(change)
    return found


def pay_change(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """The range is the client's own; the remark beside it may be ours, and is only named."""
    ranges = [{name: facts.get(name) for name in PAY} for facts in (before, after)]
    if ranges[0] != ranges[1]:
        return [Change(what="pay", before=ranges[0], after=ranges[1])]
    return [Change(what="pay")] if before.get("pay") != after.get("pay") else []
