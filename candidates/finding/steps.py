"""Steps from page to page: a mark in the address is the id of whoever stands at the edge.

Of the best match only the newest are ranked, and the others follow them, newest first. Past those
who were ranked a mark also names the oldest of them, where the way back ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from candidates.finding.engine import Ids

BEYOND = "n"  # begins a mark past those who were ranked; alone, it is the way back to them
LONGEST = 18  # digits of an id


@dataclass(frozen=True)
class Step:
    """``edge``: from whom to go on; without one, from the end that lies in that direction.

    ``beyond``: the oldest of those who were ranked, where the page lies past them.
    """

    edge: int | None = None
    backwards: bool = False
    beyond: int | None = None

    def cut(self, ids: Ids) -> Ids:
        """On the way back, without those who were ranked."""
        if self.backwards and self.beyond in ids.ids:
            return replace(ids, ids=ids.ids[: ids.ids.index(self.beyond)], more=False)
        return ids

    def neighbours(self, ids: Ids) -> tuple[str, str]:
        """The marks of the page after these and of the one before; empty where there is none."""
        if not ids.ids:
            return "", ""
        page = ids.ids[::-1] if self.backwards else ids.ids
        onward = self.edge is not None if self.backwards else ids.more
        after = self.mark(page[-1]) if onward else ""
        if ids.last_ranked and not after:
            after = Step(beyond=ids.last_ranked).mark(ids.last_ranked)
        back = ids.more if self.backwards else self.edge is not None
        before = self.mark(page[0]) if back else ""
        if self.beyond and (not back or self.edge == self.beyond):
            before = BEYOND
        return after, before

    def mark(self, pk: int) -> str:
        return f"{BEYOND}{pk}-{self.beyond}" if self.beyond else f"{pk}"


def step_of(after: str, before: str, *, ranked: bool) -> Step:
    """What marks in an address mean; those that nobody wrote lead to the first page."""
    mark = before or after
    if not mark.startswith(BEYOND):
        edge = _id(mark)
        return Step(edge, backwards=bool(before and edge))
    if not ranked:
        return Step()
    if before == BEYOND:
        return Step(backwards=True)
    said, _dash, beyond = mark.removeprefix(BEYOND).partition("-")
    if _id(said) is None or _id(beyond) is None:
        return Step()
    return Step(_id(said), backwards=bool(before), beyond=_id(beyond))


def _id(digits: str) -> int | None:
    fits = digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST
    return int(digits) if fits else None
