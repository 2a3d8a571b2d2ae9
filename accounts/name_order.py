"""Lists in order of name, a page at a time: a page is found by its neighbour, never by counting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet, Value
from django.db.models.functions import Concat

M = TypeVar("M", bound=Model)
PAGE = 50
NEAR = 3000  # names that are looked through one by one before all that fit are collected


@dataclass(frozen=True)
class NamePage(Generic[M]):
    """Rows in order of name; ``after`` and ``before`` are the ids a neighbouring page starts at."""

    rows: list[M]
    after: int | None
    before: int | None


def page_of_names(
    rows: QuerySet[M],
    *,
    after: str = "",
    before: str = "",
    scattered: bool = False,
    size: int = PAGE,
) -> NamePage[M]:
    """The rows that follow the row with id ``after``, or lead up to ``before``, else the first.

    The address holds an id and not a name, for addresses end in logs. A row that is gone since
    begins the list anew. ``scattered``: see ``first_names``.
    """
    edge = _edge(rows, before or after)
    backwards = bool(before) and edge is not None
    found = first_names(rows, size + 1, edge=edge, backwards=backwards, scattered=scattered)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
        return NamePage(found, after=_id(found, -1), before=_id(found, 0) if more else None)
    return NamePage(
        found, after=_id(found, -1) if more else None, before=_id(found, 0) if edge else None
    )


def first_names(
    rows: QuerySet[M],
    count: int,
    *,
    edge: tuple[str, int] | None = None,
    backwards: bool = False,
    scattered: bool = False,
) -> list[M]:
    """The first ``count`` rows in order of name, beyond ``edge`` if there is one.

    ``scattered``: the rows are found by something that has nothing to do with their names. Then
    what is common is soon met by walking through the names, and dear to collect and sort; with
    what is rare it is the other way round, and PostgreSQL often guesses wrongly which one it has
    before it. So a few thousand names are walked through, and only then everything is collected.
    """
    everybody = rows.model._default_manager.all()
    if edge is not None:
        beyond = _beyond(*edge, backwards=backwards)
        rows, everybody = rows.filter(beyond), everybody.filter(beyond)
    order = ("-plain_name", "-pk") if backwards else ("plain_name", "pk")
    if not scattered:
        return list(rows.order_by(*order)[:count])
    # Asked for apart, so that PostgreSQL sees how little lies before it.
    names = everybody.order_by(*order).values_list("plain_name", flat=True)
    bound = next(iter(names[NEAR : NEAR + 1]), None)
    if bound is None:
        return list(rows.order_by(*order)[:count])
    near = rows.filter(**{"plain_name__gt" if backwards else "plain_name__lt": bound})
    found = list(near.order_by(*order)[:count])
    if len(found) == count:
        return found
    # No index serves this expression: what fits is collected by its own index, then sorted.
    name = Concat("plain_name", Value(""))
    return list(rows.order_by(name.desc() if backwards else name.asc(), order[1])[:count])


def _edge(rows: QuerySet[M], pk: str) -> tuple[str, int] | None:
    if not pk.isdecimal() or len(pk) > 18:
        return None
    everybody = rows.model._default_manager.filter(pk=int(pk))
    return everybody.values_list("plain_name", "pk").first()


def _beyond(name: str, pk: int, *, backwards: bool) -> Q:
    """The bare comparison of names comes first: it is the one an index can start at."""
    if backwards:
        return Q(plain_name__lte=name) & ~Q(plain_name=name, pk__gte=pk)
    return Q(plain_name__gte=name) & ~Q(plain_name=name, pk__lte=pk)


def _id(rows: list[M], place: int) -> int | None:
    return rows[place].pk if rows else None
