"""Which chores have anything to do: asked of all of them at once, in words written only once.

Almost always the answer is none, and Django would take longer to write the question of each
chore anew than PostgreSQL to answer all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction

if TYPE_CHECKING:
    from recruitcrm.chores import Chore

# Stands in a question for the moment at which it is asked; nothing has ever been due then.
THE_MOMENT = datetime(1871, 7, 3, 5, 11, 13, 170_923, tzinfo=UTC)


class NotInOneWord(Exception):
    """The question has to be written for each moment."""


def with_something_due(chores: Iterable[Chore], at: datetime) -> set[str]:
    """The names of chores that are worth looking at: others have nothing due at ``at``.

    Where one of the questions goes wrong, all: each is looked at by itself then.
    """
    names, questions, parameters = set[str](), list[str](), list[Any]()
    for chore in chores:
        try:
            sql, values = question(chore)
        except Exception:  # said by the look at this chore alone
            names.add(chore.name)
            continue
        questions.append(f"SELECT %s WHERE EXISTS ({sql})")
        parameters += [chore.name, *(at if value == THE_MOMENT else value for value in values)]
    if not questions:
        return names
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(questions), parameters)
            return names.union(name for (name,) in cursor.fetchall())
    except (OperationalError, InterfaceError):
        raise
    except DatabaseError:
        return {chore.name for chore in chores}


@cache
def question(chore: Chore) -> tuple[str, tuple[Any, ...]]:
    """What is due of a chore, with its parameters; raises where it is not the same each time."""
    if chore.asked_anew:
        raise NotInOneWord
    sql, values = chore.due(THE_MOMENT).order_by().values_list("pk").query.sql_with_params()
    if any(isinstance(value, date) and value != THE_MOMENT for value in values):
        raise NotInOneWord  # something was reckoned from the moment
    return sql, values
