"""Stories that many tests begin with: written by their verbs once, then put back as they were.

What a story makes of the database is kept as the text of one SQL statement, and its objects as
they were. It is put back in milliseconds where it is told again of the same people, in a database
that holds just the stories it was told after; anywhere else it is told anew. So are stories that
read the clock, leave files, or hand out more than rows and what holds rows.
"""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any, TypeVar
from unittest.mock import patch

from django.conf import settings
from django.db import connection, models
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import get_language

Tell = TypeVar("Tell", bound=Callable[..., Any])
Rows = dict[str, dict[str, str]]  # by table and primary key: the row as SQL
# Who is signed in is no part of a story.
SIGNED_IN = {"django_session", "usersessions_usersession", "last_login"}
LEFT_OUT = {
    "shared_cache",
    "django_migrations",
    "django_content_type",
    "auth_permission",
    *SIGNED_IN,
}
OF_ROWS = ("INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "ROLLBACK")
WRITING = (*OF_ROWS, "ANALYZE", "ALTER", "CREATE", "DROP")
SIGNING_IN = re.compile(
    r'(INSERT INTO|UPDATE|DELETE FROM) "(django_session|usersessions_usersession)"'
    r'|UPDATE "accounts_user" SET "last_login" = \S+ WHERE'
)
# As they are, they say what they are.
PLAIN = (str, int, float, bytes, Decimal, date, datetime, time, timedelta, Enum, type, FunctionType)
OF_EACH_TEST = {"MEDIA_ROOT", "default_settings", "SETTINGS_MODULE", "_deleted"}


class Remembered(type):
    """A class of stories; each is known by its class and by what it is told about."""

    def __call__(cls, *about: Any, **more: Any) -> Any:
        return told(cls, super().__call__, about, more)


def remembered(tell: Tell) -> Tell:
    """A function that tells a story."""

    @functools.wraps(tell)
    def again(*about: Any, **more: Any) -> Any:
        return told(tell, tell, about, more)

    return again  # type: ignore[return-value]


@dataclass
class Kept:
    """What a story has made of a database that held just its ``base``."""

    key: Hashable
    rows: Rows
    story: Any = None
    about: Any = ()
    statement: str = ""

    def put_back(self, about: Any) -> Any:
        global here
        with connection.cursor() as cursor:
            cursor.execute(self.statement)
        here = self
        WRITES.clear()
        known: dict[int, Any] = {}
        beside(self.about, about, known)
        return copy.deepcopy(self.story, known)


KEPT: dict[Hashable, Kept] = {}
TWICE: set[Hashable] = set()  # told once: the next time it is kept
WRITES: list[str] = []  # since a story was put back or kept
here: Kept | None = None  # what the database holds if nobody has written since
is_unseen = False
test: Any = None  # pytest's


def begin(item: Any) -> None:
    """Before each test."""
    global here, is_unseen, test
    here, is_unseen, test = None, True, item
    WRITES.clear()


def told(name: Any, tell: Callable[..., Any], about: Any, more: dict[str, Any]) -> Any:
    watch_writes()
    base = where()
    try:
        said = (name, ways(), said_of((about, more)))
        key = (base.key, said) if base else None
    except CannotSay:
        key = None
    if key in KEPT:
        return KEPT[key].put_back((about, more))
    if base is None or key is None:
        return tell(*about, **more)
    if key not in TWICE:
        TWICE.add(key)
        return tell(*about, **more)
    with patch.object(timezone, "now", wraps=timezone.now) as clock:
        story = tell(*about, **more)
    is_of_rows = all(sql.startswith(OF_ROWS) for sql in WRITES)
    if WRITES and is_of_rows and not clock.called and not has_files():
        keep(key, base, story, (about, more))
    return story


def keep(key: Hashable, base: Kept, story: Any, about: Any) -> None:
    global here
    try:
        said_of(story)
    except CannotSay:
        return
    after = rows()
    statement = "\n".join(changes(base.rows, after))
    kept_story, kept_about = copy.deepcopy((story, about))
    here = KEPT[key] = Kept(key, after, kept_story, kept_about, statement)
    WRITES.clear()


def where() -> Kept | None:
    """What the database is known to hold."""
    global here, is_unseen
    if WRITES:
        return None
    if is_unseen:
        try:
            here = None if is_begun() else empty()
        except RuntimeError:  # pytest-django: it may not be asked yet
            return None
        is_unseen = False
    return here


@cache
def empty() -> Kept:
    return Kept((), rows())


def watch_writes() -> None:
    if note_write not in connection.execute_wrappers:
        connection.execute_wrappers.append(note_write)


def note_write(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if sql.startswith(WRITING) and not SIGNING_IN.match(sql):
        WRITES.append(sql)
    return execute(sql, params, many, context)


def is_begun() -> bool:
    """Whether somebody has written to this database before the people of the stories came."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM accounts_agency) OR EXISTS (SELECT FROM accounts_user)"
        )
        return bool(cursor.fetchone()[0])


def has_files() -> bool:
    return any(Path(settings.MEDIA_ROOT).glob("**/*"))


def ways() -> Hashable:
    """The language, the settings that this test has changed, and what it has patched."""
    holder: Any = vars(settings)["_wrapped"]
    changed = vars(holder) if hasattr(holder, "default_settings") else {}
    said = sorted((name, repr(one)) for name, one in changed.items() if name not in OF_EACH_TEST)
    return get_language(), tuple(said), tuple(patched())


def patched() -> Iterator[Hashable]:
    """But for the clock, which what is remembered has not read."""
    patches = getattr(test, "funcargs", {}).get("monkeypatch")
    if patches is None:
        return
    for of, name, _before in patches._setattr:
        if (of, name) != (timezone, "now"):
            yield repr(of), name, way_of(getattr(of, name, None))
    for of, name, _before in patches._setitem:
        yield id(of), name, way_of(of.get(name))


def way_of(now: Any) -> str:
    """The same for the function of a fixture in all its tests, and another one in each test."""
    name = getattr(now, "__qualname__", "") or repr(now)
    return f"{test.nodeid}: {name}" if name.startswith("test_") else name


class CannotSay(Exception):
    """That is more than rows and what holds rows."""


def said_of(one: Any) -> Hashable:
    """Equal for what is equal now, in all that a story can see of it."""
    if one is None or isinstance(one, PLAIN):
        return one
    if isinstance(one, models.Model):
        return type(one), said_of(own_fields(one))
    if isinstance(one, FieldFile):
        return one.name
    if isinstance(one, dict):
        return tuple((name, said_of(part)) for name, part in one.items())
    if isinstance(one, list | tuple):
        return type(one), tuple(said_of(part) for part in one)
    if isinstance(one, set | frozenset):
        return frozenset(said_of(part) for part in one)
    if is_dataclass(one) or isinstance(type(one), Remembered):
        return type(one), said_of(vars(one))
    raise CannotSay(type(one))


def own_fields(row: models.Model) -> dict[str, Any]:
    return {
        name: said for name, said in vars(row).items() if name[0] != "_" and name not in SIGNED_IN
    }


def beside(kept: Any, now: Any, known: dict[int, Any]) -> None:
    """Walks what a story was told about, as kept and as in hand, which becomes what was kept."""
    if id(kept) in known:
        return
    if isinstance(kept, models.Model):
        known[id(kept)] = now
        vars(now).update(own_fields(kept))  # what the story has made of it
        near, now_near = kept._state.fields_cache, now._state.fields_cache
        for name, part in near.items():
            if name in now_near:
                beside(part, now_near[name], known)
        for name in near.keys() - now_near.keys():
            now_near[name] = copy.deepcopy(near[name], known)
    elif isinstance(kept, dict):
        for name, part in kept.items():
            beside(part, now[name], known)
    elif isinstance(kept, list | tuple):
        for part, part_now in zip(kept, now, strict=True):
            beside(part, part_now, known)
    elif is_dataclass(kept) or isinstance(type(kept), Remembered):
        known[id(kept)] = now
        beside(vars(kept), vars(now), known)


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
        key, columns = known[table]
        new = {pk: row for pk, row in found.items() if before[table].get(pk) != row}
        changed = (before[table].keys() - found.keys()) | (new.keys() & before[table].keys())
        if changed:
            names = ", ".join(f"'{pk}'" for pk in changed)
            yield f"DELETE FROM {table} WHERE {key} IN ({names});"
        if new:
            said = ",\n".join(f"({row})" for row in new.values())
            into = f"{table} ({', '.join(columns)}) OVERRIDING SYSTEM VALUE"
            yield f"INSERT INTO {into} VALUES {said}{unless_there};"
    yield "SET LOCAL session_replication_role = origin;"
