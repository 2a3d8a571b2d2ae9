"""Whether the database records the trail as the models ask for, and making it so.

Triggers are derived data, like an index: `manage.py migrate` takes them away before it alters
tables and makes them anew whenever they are not what recording.py wants.
"""

from __future__ import annotations

from django.db import connection, transaction

from accounts.models import Action, TrailEntry, TrailSeal
from accounts.trail.recording import (
    ACTING,
    BEFORE,
    DELETE,
    ENTRIES,
    SCHEMA,
    TRUNCATE,
    UPDATE,
    WRITTEN,
    Trigger,
    wanted,
)

# The locks of the trail itself, which migration 0009 makes: name and kind, on each table.
LOCKS = {
    "trail_is_append_only": BEFORE | DELETE | UPDATE,
    "trail_is_not_emptied": BEFORE | TRUNCATE,
}
LOCKED = (TrailEntry._meta.db_table, TrailSeal._meta.db_table)
SET_UP = f"""
    INSERT INTO {ENTRIES} ({WRITTEN})
    VALUES (clock_timestamp(), %s, '', {ACTING}, NULL, jsonb_build_object('triggers', %s::int))
"""  # noqa: S608
HERE = """
    SELECT relname, tgname, tgtype, tgenabled::text, prosrc, ARRAY(
        SELECT attname::text FROM pg_attribute WHERE attrelid = tgrelid AND attnum = ANY (tgattr)
    )
    FROM pg_trigger
    JOIN pg_class ON pg_class.oid = tgrelid
    JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE NOT tgisinternal AND tgname LIKE 'trail\\_%%' AND relnamespace = %s::regnamespace
"""
ENABLED = "O"


def install() -> None:
    """Makes the triggers as the models ask for, and writes into the trail that it did."""
    triggers = _wanted()
    with transaction.atomic(), connection.cursor() as cursor:
        remove()
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        cursor.execute("".join(trigger.sql for trigger in triggers))
        cursor.execute(SET_UP, [Action.SET_UP, len(triggers)])


def remove() -> None:
    """Takes the triggers away, so that migrations may alter tables; `install` follows."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def differences(*, of_locks: bool = True) -> list[str]:
    """Where the database does not record as the models ask for; empty if nowhere.

    ``of_locks``: also where the trail itself could be changed, which `install` does not mend.
    """
    wrong = []
    here = _here()
    for trigger in _wanted():
        found = here.pop((trigger.table, trigger.name), None)
        if found != (trigger.kind, ENABLED, trigger.body, trigger.columns):
            wrong.append(_sentence(trigger.table, trigger.name, is_there=found is not None))
    for table in LOCKED:
        for name, kind in LOCKS.items():
            lock = here.pop((table, name), None)
            if of_locks and (lock is None or lock[:2] != (kind, ENABLED)):
                wrong.append(_sentence(table, name, is_there=lock is not None))
    wrong += [f"{table}: nobody asked for the trigger {name}" for table, name in here]
    return sorted(wrong)


def _sentence(table: str, name: str, *, is_there: bool) -> str:
    return f"{table}: the trigger {name} is {'not as it should be' if is_there else 'missing'}"


def _wanted() -> list[Trigger]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return wanted(cursor.fetchone()[0])


def _here() -> dict[tuple[str, str], tuple[int, str, str, frozenset[str]]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        cursor.execute(HERE, cursor.fetchone())
        return {
            (table, name): (kind, enabled, body, frozenset(columns))
            for table, name, kind, enabled, body, columns in cursor.fetchall()
        }
