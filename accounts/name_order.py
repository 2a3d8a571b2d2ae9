"""Lists in order of name, a page at a time: a page is found by its neighbour, never by counting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
PAGE = 50


@dataclass(frozen=True)
class NamePage(Generic[M]):
    """Rows in order of name; ``after`` and ``before`` are the ids a neighbouring page starts at."""

    rows: list[M]
    after: int | None
    before: int | None


def page_of_names(
    rows: QuerySet[M], *, after: str = "", before: str = "", size: int = PAGE
) -> NamePage[M]:
    """The rows that follow the row with id ``after``, or lead up to ``before``, else the first.

    The address holds an id and not a name, for addresses end in logs. A row that is gone since
    begins the list anew.
    """
    backwards = bool(before)
    edge = _edge(rows, before or after)
    if edge is not None:
        rows = rows.filter(_beyond(*edge, backwards=backwards))
    order = ("-plain_name", "-pk") if backwards and edge else ("plain_name", "pk")
    found = list(rows.order_by(*order)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards and edge:
        found.reverse()
        return NamePage(found, after=_id(found, -1), before=_id(found, 0) if more else None)
    return NamePage(
        found, after=_id(found, -1) if more else None, before=_id(found, 0) if edge else None
    )


def _edge(rows: QuerySet[M], pk: str) -> tuple[str, int] | None:
    if not pk.isdecimal() or len(pk) > 18:
        return None
    everything = rows.model._default_manager.filter(pk=int(pk))
    return everything.values_list("plain_name", "pk").first()


def _beyond(name: str, pk: int, *, backwards: bool) -> Q:
    """The bare comparison of names comes first: it is the one an index can start at."""
    if backwards:
        return Q(plain_name__lte=name) & ~Q(plain_name=name, pk__gte=pk)
    return Q(plain_name__gte=name) & ~Q(plain_name=name, pk__lte=pk)


def _id(rows: list[M], place: int) -> int | None:
    return rows[place].pk if rows else None
