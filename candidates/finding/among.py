"""Those who stand somewhere, met without reading the row of each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db.models import QuerySet

from candidates.finding.orders import TABLE
from candidates.models.which_candidates import CandidateQuerySet


@dataclass(frozen=True)
class Among:
    """Ids of few people, from another table; and the condition for everything but being one.

    ``near``: a condition that an index of candidates answers by itself, and the others hold, too.
    """

    ids: QuerySet[Any, Any]
    others: CandidateQuerySet
    near: CandidateQuerySet | None = None

    def without_reading(self) -> tuple[str, tuple[Any, ...]]:
        """All of it, where rows are read only of those who are among them and near.

        Two lists of ids are compared for that. They may be long: to read a row takes far longer.
        """
        assert self.near is not None
        near, names = condition(self.near)
        ids, of_ids = self.ids.query.sql_with_params()
        others, values = condition(self.others)
        both = f"SELECT id FROM {TABLE} WHERE {near} AND id IN ({ids}) OFFSET 0"
        return f"{TABLE}.id IN ({both}) AND {others}", (*names, *of_ids, *values)


def condition(rows: CandidateQuerySet) -> tuple[str, tuple[Any, ...]]:
    """The condition alone, for the rows come from somewhere else when walking."""
    query = rows.query
    try:
        where, values = query.get_compiler("default").compile(query.where)
    except FullResultSet:
        return "true", ()
    except EmptyResultSet:
        return "false", ()
    return where, tuple(values)
