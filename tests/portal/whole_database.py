"""Every row of every table as PostgreSQL prints it, to see that nothing of it changes."""

from __future__ import annotations

from django.db import connection

# The one thing that reading adds: the trail's note that it was read.
NOTED = "accounts_trailentry", "WHERE action <> 'read'"


def whole_database() -> dict[str, list[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [table for (table,) in cursor.fetchall()]
        return {table: rows(cursor, table) for table in tables}


def rows(cursor: object, table: str) -> list[str]:
    those = NOTED[1] if table == NOTED[0] else ""
    cursor.execute(f'SELECT it::text FROM "{table}" it {those} ORDER BY 1')  # type: ignore[attr-defined]
    return [row for (row,) in cursor.fetchall()]  # type: ignore[attr-defined]
