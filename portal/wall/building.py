"""Schema ``portal``: a view for each table that the portal reads, made from told.py.

Each has the name and the columns of its table, so that the ordinary models read it. It is derived
data: dropped before the tables change, made again afterwards (``manage.py migrate``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from portal.wall.telling import Told
from portal.wall.told import TOLD

SCHEMA = "portal"
MARK = "made by recruitcrm from portal/wall/told.py, "
COLUMNS = """
    SELECT relname, attname, format_type(atttypid, atttypmod), attnotnull
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = current_schema()::regnamespace AND relname = ANY (%s)
    AND attnum > 0 AND NOT attisdropped ORDER BY relname, attnum"""
# What stands in a column that is not told and may not be null, by the beginning of its type.
EMPTY = (
    ("boolean", "false"),
    ("smallint", "0"),
    ("integer", "0"),
    ("bigint", "0"),
    ("numeric", "0"),
    ("double", "0"),
    ("timestamp", "'1970-01-01 00:00+00'"),
    ("time", "'00:00'"),
    ("date", "'1970-01-01'"),
    ("interval", "'0'"),
    ("json", "'{}'"),
    ("uuid", "'00000000-0000-0000-0000-000000000000'"),
    ("inet", "'0.0.0.0'"),
)


class NotOurs(Exception):
    """There is a schema of this name which something else has made."""


class ToldWrongly(Exception):
    """told.py names something that is not there."""


def table_of(told: Told) -> str:
    return str(apps.get_model(told.model)._meta.db_table)


def columns() -> dict[str, dict[str, tuple[str, bool]]]:
    """Type and whether it is never null, of every column of the tables that are told."""
    found: dict[str, dict[str, tuple[str, bool]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [[table_of(told) for told in TOLD]])
        for table, column, kind, never_null in cursor.fetchall():
            found.setdefault(table, {})[column] = kind, never_null
    return found


def view(told: Told, there: dict[str, tuple[str, bool]]) -> str:
    """The statement that makes the view of one table."""
    plain = set(told.columns.split())
    if unknown := (plain | set(told.said)) - set(there):
        raise ToldWrongly(f"{told.model} has no columns {', '.join(sorted(unknown))}")
    if twice := plain & set(told.said):
        raise ToldWrongly(f"{told.model} tells {', '.join(sorted(twice))} in two ways")
    shown = ",\n    ".join(
        f'it."{name}"'
        if name in plain
        else f'{said(told.said.get(name), kind, never_null)} AS "{name}"'
        for name, (kind, never_null) in there.items()
    )
    table = table_of(told)
    return (
        f'CREATE VIEW {SCHEMA}."{table}" WITH (security_barrier) AS SELECT\n    {shown}\n'
        f'FROM "{table}" it {told.joins}\nWHERE {told.rows}'
    )


def said(expression: str | None, kind: str, never_null: bool) -> str:
    """The expression in the column's type, or what stands there when nothing is told."""
    empty = next((value for begins, value in EMPTY if kind.startswith(begins)), "''")
    if kind.endswith("[]"):
        empty = "'{}'"
    nothing = f"{empty if never_null else 'NULL'}::{kind}"
    if expression is None:
        return nothing
    return (
        f"coalesce(({expression})::{kind}, {nothing})" if never_null else f"({expression})::{kind}"
    )


def statements() -> Iterator[str]:
    """All that makes the schema, in order."""
    role, there = connection.ops.quote_name(settings.PORTAL_ROLE), columns()
    yield f"CREATE SCHEMA {SCHEMA}"
    for told in TOLD:
        yield view(told, there.get(table_of(told), {}))
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {role}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {role}"


def mark(made: list[str]) -> str:
    return MARK + hashlib.sha256("\n".join(made).encode()).hexdigest()


def mark_found() -> str | None:
    """The comment on the schema that is there; None where there is no schema."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(obj_description(oid, 'pg_namespace'), '') FROM pg_namespace "
            "WHERE nspname = %s",
            [SCHEMA],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def is_standing() -> bool:
    """Whether the views are there and granted, as told.py and the tables say now."""
    try:
        return stands(list(statements()))
    except ToldWrongly:  # the tables are not those of this code yet
        return False


def stands(made: list[str]) -> bool:
    return mark_found() == mark(made) and is_granted()


def is_granted() -> bool:
    """Not so in a database that was restored where the role was not there yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_and(has_schema_privilege(role.oid, pg_namespace.oid, 'USAGE') "
            "AND has_table_privilege(role.oid, pg_class.oid, 'SELECT')) "
            "FROM pg_roles role, pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace "
            "WHERE rolname = %s AND nspname = %s",
            [settings.PORTAL_ROLE, SCHEMA],
        )
        row = cursor.fetchone()
    return bool(row and row[0])


@transaction.atomic
def drop() -> None:
    """Nobody reads in the portal until it is built again. Raises ``NotOurs``."""
    found = mark_found()
    if found is None:
        return
    if not found.startswith(MARK):
        raise NotOurs(
            f"The database has a schema {SCHEMA} which recruitcrm has not made. Rename it: "
            f"ALTER SCHEMA {SCHEMA} RENAME TO {SCHEMA}_of_others"
        )
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


@transaction.atomic
def build() -> bool:
    """The views as they have to be; False where they are already. The role is there."""
    made = list(statements())
    if stands(made):
        return False
    drop()
    with connection.cursor() as cursor:
        for statement in made:
            cursor.execute(statement)
        cursor.execute(f"COMMENT ON SCHEMA {SCHEMA} IS %s", [mark(made)])
    return True
