"""How PostgreSQL writes the trail of changes: the triggers that the models and told.py ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models

from accounts.models import Action, TrailEntry
from accounts.trail.told import LEFT_OUT, Told, told

SCHEMA = "trail"  # where all functions lie
# PostgreSQL's bits of a trigger's kind (pg_trigger.tgtype).
ROW, BEFORE, INSERT, DELETE, UPDATE, TRUNCATE = 1, 2, 4, 8, 16, 32
PAIRS = 50  # a function of PostgreSQL takes a hundred arguments
ENTRIES = TrailEntry._meta.db_table
WRITTEN = "at, action, what, by_id, address, source, row, facts"
# Who acts, as accounts/trail/acting.py has said; where nobody has, the program's name is a source.
ACTING = (
    "nullif(current_setting('recruitcrm.actor', true), '')::bigint, "
    "nullif(current_setting('recruitcrm.address', true), '')::inet, "
    "left(coalesce(nullif(current_setting('recruitcrm.source', true), ''), "
    "current_setting('application_name')), 64)"
)
FROM_STATEMENT = """
BEGIN
    {insert}
    SELECT {entry}, {row}, {facts}
    FROM rows;
    RETURN NULL;
END
"""
FROM_ROW = """
DECLARE
    facts jsonb := {facts};
BEGIN
    IF facts <> '{{}}' THEN
        {insert}
        VALUES ({entry}, OLD.{row}, facts);
    END IF;
    RETURN NULL;
END
"""
FROM_TABLE = """
BEGIN
    {insert}
    VALUES ({entry}, NULL, '{{}}');
    RETURN NULL;
END
"""


@dataclass(frozen=True)
class Trigger:
    """One trigger with its function, as it must be in the database."""

    table: str
    event: str
    kind: int
    clause: str
    body: str
    columns: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return f"trail_{self.event}"

    @property
    def sql(self) -> str:
        function = f"{SCHEMA}.{quoted(f'{self.table}_{self.event}')}"
        return (
            f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql "
            f"AS $trail${self.body}$trail$;\n"
            f"CREATE TRIGGER {self.name} {self.clause} EXECUTE FUNCTION {function}();\n"
        )


def trailed() -> list[type[models.Model]]:
    """All models whose changes are in the trail, with those between two of them."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.label_lower not in LEFT_OUT
    ]


def wanted(schema: str) -> list[Trigger]:
    """The triggers that the models ask for; ``schema``: where the tables lie."""
    return [trigger for model in trailed() for trigger in _triggers(model, schema)]


def _triggers(model: type[models.Model], schema: str) -> Iterator[Trigger]:
    """Added and removed rows statement by statement, changed ones row by row.

    A trigger for statements cannot be asked for certain columns only: it would be called for, and
    compare long texts at, every lease of a letter. A trigger for rows is not even looked at then.
    """
    table = model._meta.db_table
    on = f"ON {quoted(schema)}.{quoted(table)}"
    insert = f"INSERT INTO {quoted(schema)}.{quoted(ENTRIES)} ({WRITTEN})"
    key, others = _columns(model)
    values = [(name, quoted(name)) for name, how in others.items() if how is Told.VALUE]

    def body(shape: str, action: Action, facts: str = "") -> str:
        entry = f"statement_timestamp(), '{action}', '{model._meta.label_lower}', {ACTING}"
        return shape.format(insert=insert, entry=entry, row=quoted(key), facts=facts)

    for action, kind, event, alias in (
        (Action.ADDED, INSERT, "INSERT", "NEW"),
        (Action.REMOVED, DELETE, "DELETE", "OLD"),
    ):
        clause = f"AFTER {event} {on} REFERENCING {alias} TABLE AS rows FOR EACH STATEMENT"
        shape = body(FROM_STATEMENT, action, _object(values))
        yield Trigger(table, action.value, kind, clause, shape)

    watched = {key: Told.VALUE} | others
    clause = f"AFTER UPDATE OF {', '.join(map(quoted, watched))} {on} FOR EACH ROW"
    changes = _object([(name, _change(name, how)) for name, how in watched.items()])
    shape = body(FROM_ROW, Action.CHANGED, changes)
    yield Trigger(table, Action.CHANGED.value, ROW | UPDATE, clause, shape, frozenset(watched))

    # Before: a test that empties the trail as well does away with this entry too.
    clause = f"BEFORE TRUNCATE {on} FOR EACH STATEMENT"
    shape = body(FROM_TABLE, Action.EMPTIED)
    yield Trigger(table, Action.EMPTIED.value, BEFORE | TRUNCATE, clause, shape)


def _columns(model: type[models.Model]) -> tuple[str, dict[str, Told]]:
    """The key of a table, which is a number, and how much is told of its other columns."""
    key = model._meta.pk
    assert isinstance(key, models.IntegerField), f"The key of {model} is no number: leave it out."
    fields = [field for field in model._meta.local_concrete_fields if field is not key]
    others = {str(field.column): told(field) for field in fields}
    return str(key.column), {name: how for name, how in others.items() if how is not Told.NOTHING}


def _change(name: str, how: Told) -> str:
    old, new = f"OLD.{quoted(name)}", f"NEW.{quoted(name)}"
    change = f"jsonb_build_array({old}, {new})" if how is Told.VALUE else "true"
    return f"CASE WHEN {old} IS DISTINCT FROM {new} THEN {change} END"


def _object(pairs: Sequence[tuple[str, str]]) -> str:
    """The expression of a JSON object without what is null."""
    parts = [
        "jsonb_build_object(" + ", ".join(f"'{name}', {value}" for name, value in some) + ")"
        for some in _by_the(PAIRS, pairs)
    ]
    return f"jsonb_strip_nulls({' || '.join(parts)})" if parts else "'{}'::jsonb"


def _by_the(size: int, pairs: Sequence[tuple[str, str]]) -> Iterable[Sequence[tuple[str, str]]]:
    return (pairs[start : start + size] for start in range(0, len(pairs), size))


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
