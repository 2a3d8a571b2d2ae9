"""Reading behind the wall: what is asked in there, PostgreSQL answers as the portal's role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model

from accounts.models import User
from portal.wall.building import SCHEMA, table_of
from portal.wall.told import TOLD

# One statement, and each setting lasts until the transaction or its savepoint is rolled back. The
# role comes last: what stands before it is still read by us.
ENTER = f"""
    WITH them AS (
        SELECT id, client_id, user_id, is_active FROM clients_contact WHERE {{who}}
    ), theirs AS MATERIALIZED (
        SELECT theirs.id, owner_id, decider_id, ordered_by_id FROM processes_assignment theirs
        JOIN them ON them.client_id = theirs.client_id
        WHERE them.is_active
        AND EXISTS (SELECT FROM clients_client WHERE id = them.client_id AND closed_at IS NULL)
        AND (decider_id = them.id OR ordered_by_id = them.id OR EXISTS (
            SELECT FROM processes_assignment_contacts named
            WHERE named.assignment_id = theirs.id AND named.contact_id = them.id))
        {{about}}
    )
    SELECT {{settings}},
        set_config('search_path', '{SCHEMA}, ' || current_setting('search_path'), true),
        set_config('transaction_read_only', 'on', true),
        set_config('role', %(role)s, true)"""
SETTINGS = {
    "contact": "SELECT id FROM them",
    "client": "SELECT client_id FROM them",
    "assignments": "SELECT id FROM theirs",
    "users": """SELECT owner_id FROM theirs UNION SELECT user_id FROM them
        UNION SELECT user_id FROM processes_assignment_team
        WHERE assignment_id IN (SELECT id FROM theirs)""",
    "contacts": """SELECT decider_id FROM theirs UNION SELECT ordered_by_id FROM theirs
        UNION SELECT id FROM them""",
}
WHO = {True: "user_id = %(reader)s", False: "id = %(reader)s"}


class NotAboutAnAssignment(Exception):
    """told.py does not say to which assignment such a row belongs."""


@contextmanager
def behind_the_wall(reader: int | User, *, about: Model | None = None) -> Iterator[None]:
    """What the models read in here is what this contact (by key, or who signs in) may see.

    ``about``: a row that the page is about; then only what belongs to its assignment is there.
    Nothing can be written. Whatever is read lazily must be read in here, pages rendered too. All
    of it ends with a rollback, also within a transaction, and whatever went wrong.
    """
    values = {
        "role": settings.PORTAL_ROLE,
        "reader": reader.pk if isinstance(reader, User) else reader,
        "about": about.pk if about else None,
    }
    statement = entering(isinstance(reader, User), about._meta.label if about else "")
    with transaction.atomic():
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
            yield
        finally:
            transaction.set_rollback(True)


@cache
def entering(signed_in: bool, about: str) -> str:
    """The statement for a kind of reader and a kind of row."""
    only = ""
    if about:
        told = next((told for told in TOLD if told.model == about and told.assignment), None)
        if told is None:
            raise NotAboutAnAssignment(about)
        only = (
            f"AND theirs.id = (SELECT {told.assignment} "
            f"FROM {table_of(told)} it WHERE it.id = %(about)s)"
        )
    values = ",\n        ".join(
        f"set_config('recruitcrm.{name}', array_to_string(ARRAY({keys}), ','), true)"
        for name, keys in SETTINGS.items()
    )
    return ENTER.format(who=WHO[signed_in], about=only, settings=values)
