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
    SELECT set_config('recruitcrm.contact', coalesce(({{who}})::text, ''), true),
        set_config('recruitcrm.assignments', coalesce((
            SELECT string_agg(theirs.id::text, ',') FROM processes_assignment theirs
            JOIN clients_contact them ON them.client_id = theirs.client_id
            JOIN clients_client client ON client.id = them.client_id
            WHERE them.id = ({{who}}) AND them.is_active AND client.closed_at IS NULL
            AND (theirs.decider_id = them.id OR theirs.ordered_by_id = them.id OR EXISTS (
                SELECT FROM processes_assignment_contacts named
                WHERE named.assignment_id = theirs.id AND named.contact_id = them.id))
            {{about}}), ''), true),
        set_config('search_path', '{SCHEMA}, ' || current_setting('search_path'), true),
        set_config('transaction_read_only', 'on', true),
        set_config('role', %(role)s, true)"""
WHO = {
    True: "SELECT id FROM clients_contact WHERE user_id = %(reader)s",
    False: "SELECT %(reader)s::bigint",
}


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
    return ENTER.format(who=WHO[signed_in], about=only)
