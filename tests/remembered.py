"""Stories that many tests begin with: written by their verbs once, then put back as they were.

The rows that a story has made or changed are kept as the text of one SQL statement, and its
objects as they were. A story that is told about the same people, with nothing else written
meanwhile, is put back in milliseconds; any other is told anew.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models

Rows = dict[str, dict[str, str]]  # by table and primary key: the row as SQL
NOT_FLUSHED = {"candidates_name_word"}  # no model's table: Django's flush leaves it alone
LEFT_OUT = {"django_migrations", "django_content_type", "auth_permission"}


class Remembered(type):
    """A class of stories; each is known by its class and by the story that it is told about."""

    def __call__(cls, *about: Any) -> Any:
        watch_writes()
        kept = KEPT.get(cls)
        if kept and kept.may_be_put_back(about):
            return kept.put_back(about)
        if kept or not all(is_as_kept(one) for one in about) or (not about and is_begun()):
            return super().__call__(*about)
        before = rows()
        story = super().__call__(*about)
        KEPT[cls] = Kept.of(story, about, before, rows())
        WRITES.clear()
        return story


@dataclass
class Kept:
    story: Any
    about: tuple[Any, ...]
    statement: str

    @classmethod
    def of(cls, story: Any, about: tuple[Any, ...], before: Rows, after: Rows) -> Kept:
        kept, kept_about = copy.deepcopy((story, about))
        return cls(kept, kept_about, "\n".join(changes(before, after)))

    def may_be_put_back(self, about: tuple[Any, ...]) -> bool:
        if not about:
            return not is_begun()
        return all(is_as_kept(one) for one in about)

    def put_back(self, about: tuple[Any, ...]) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(self.statement)
        WRITES.clear()
        known = {}
        for kept, one in zip(self.about, about, strict=True):
            known[id(kept)] = one
            for part, now in rows_in(kept, one):
                known[id(part)] = now
                vars(now).update(own_fields(part))  # what the story has made of them
        return copy.deepcopy(self.story, known)


KEPT: dict[type, Kept] = {}
WRITES: list[str] = []  # since a story was put back or kept


def watch_writes() -> None:
    if note_write not in connection.execute_wrappers:
        connection.execute_wrappers.append(note_write)


def note_write(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if sql.startswith(("INSERT", "UPDATE", "DELETE", "TRUNCATE", "MERGE")):
        WRITES.append(sql)
    return execute(sql, params, many, context)


def is_begun() -> bool:
    """Whether somebody has written to this database before the people of the stories came."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM accounts_agency) OR EXISTS (SELECT FROM accounts_user)"
        )
        return bool(cursor.fetchone()[0])


def is_as_kept(one: Any) -> bool:
    """Whether these people are as they were put back, in the database and in hand."""
    kept = KEPT.get(type(one))
    return kept is not None and not WRITES and fields(one) == fields(kept.story)


def fields(story: Any) -> dict[str, Any]:
    return {
        name: own_fields(part) if isinstance(part, models.Model) else part
        for name, part in vars(story).items()
    }


def own_fields(row: models.Model) -> dict[str, Any]:
    return {name: said for name, said in vars(row).items() if name[0] != "_"}


def rows_in(kept: Any, one: Any) -> Iterator[tuple[models.Model, models.Model]]:
    """The rows of a story, each beside the one that stands for it now."""
    for name, part in vars(kept).items():
        if isinstance(part, models.Model):
            yield part, vars(one)[name]


def rows() -> Rows:
    found: Rows = {}
    with connection.cursor() as cursor:
        for table, (key, columns) in tables().items():
            said = ", ', ', ".join(f"quote_nullable({column}::text)" for column in columns)
            cursor.execute(f"SELECT {key}::text, concat({said}) FROM {table}")
            found[table] = dict(cursor.fetchall())
    return found


@cache
def tables() -> dict[str, tuple[str, list[str]]]:
    """Of each table its primary key and the columns that can be written."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT format('%I', t.relname),
                   min(format('%I', a.attname)) FILTER (WHERE a.attnum = k.indkey[0]),
                   array_agg(format('%I', a.attname) ORDER BY a.attnum)
            FROM pg_class t
            JOIN pg_index k ON k.indrelid = t.oid AND k.indisprimary
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0
            WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r'
              AND NOT a.attisdropped AND a.attgenerated = ''
            GROUP BY t.relname
            """
        )
        return {
            table: (key, columns)
            for table, key, columns in cursor.fetchall()
            if table not in LEFT_OUT
        }


def changes(before: Rows, after: Rows, *, or_nothing: bool = False) -> Iterator[str]:
    """What makes of the rows before those after; triggers, with their trail, have had their say.

    With ``or_nothing``, rows that are there already stay as they are.
    """
    unless_there = " ON CONFLICT DO NOTHING" if or_nothing else ""
    yield "SET LOCAL session_replication_role = replica;"
    known = tables()
    for table, found in after.items():
        gone = before[table].keys() - found.keys()
        assert not gone, f"A story that takes rows of {table} away cannot be kept."
        new = {pk: row for pk, row in found.items() if before[table].get(pk) != row}
        if not new:
            continue
        key, columns = known[table]
        changed = new.keys() & before[table].keys()
        if table in NOT_FLUSHED:  # a test that was no transaction has left its rows there
            changed = set(new)
        if changed:
            names = ", ".join(f"'{pk}'" for pk in changed)
            yield f"DELETE FROM {table} WHERE {key} IN ({names});"
        said = ",\n".join(f"({row})" for row in new.values())
        into = f"{table} ({', '.join(columns)}) OVERRIDING SYSTEM VALUE"
        yield f"INSERT INTO {into} VALUES {said}{unless_there};"
    yield "SET LOCAL session_replication_role = origin;"
