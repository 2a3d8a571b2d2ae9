"""The role in whose name the portal reads: made once, and checked at every start."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from portal.wall.building import SCHEMA

# What the role must not be, with the words that say so. The rights are those on this database.
FAULTS = """
    SELECT rolsuper, rolbypassrls, rolcreaterole OR rolcreatedb OR rolreplication, rolcanlogin,
        EXISTS (SELECT FROM pg_auth_members WHERE member = role.oid),
        EXISTS (SELECT FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass
            AND refobjid = role.oid AND deptype = 'o'),
        ARRAY(SELECT nspname || '.' || relname FROM pg_class
            JOIN pg_namespace space ON space.oid = relnamespace
            WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
            AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\\_t%%'
            AND CASE WHEN nspname = %(schema)s
                THEN has_table_privilege(role.oid, pg_class.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
                ELSE has_table_privilege(role.oid, pg_class.oid,
                        'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
                    OR has_any_column_privilege(role.oid, pg_class.oid, 'SELECT, INSERT, UPDATE')
                END
            ORDER BY 1 LIMIT 5)
    FROM pg_roles role WHERE rolname = %(role)s"""
WORDS = (
    "is a superuser",
    "may bypass row security",
    "may make roles or databases, or replicate",
    "can sign in by itself",
    "is a member of another role",
    "owns something",
)


class CannotMakeRole(Exception):
    """The product's own role may not make the portal's; the text says what to type."""


def faults() -> list[str]:
    """Why the role could read or write past the wall; a missing role has a fault too."""
    role = settings.PORTAL_ROLE
    with connection.cursor() as cursor:
        cursor.execute(FAULTS, {"role": role, "schema": SCHEMA})
        row = cursor.fetchone()
    if row is None:
        return [f"There is no role {role}: run manage.py migrate."]
    *answers, tables = row
    found = [words for yes, words in zip(answers, WORDS, strict=True) if yes]
    if tables:
        found.append(f"has rights on {', '.join(tables)}")
    return [f"The role {role} {words}." for words in found]


def see_to() -> None:
    """Makes the role and lets us take it on; does nothing where that is so.

    Raises ``CannotMakeRole`` with the statements for somebody who may.
    """
    role = connection.ops.quote_name(settings.PORTAL_ROLE)
    create = f"CREATE ROLE {role} NOLOGIN NOINHERIT"
    try:
        if not exists():
            run(create)
        if not may_take_it():
            run(f"GRANT {role} TO CURRENT_USER")
    except DatabaseError as refusal:
        if exists() and may_take_it():  # somebody else has made it at this moment
            return
        us = connection.ops.quote_name(connection.settings_dict["USER"])
        why = str(refusal).strip()
        raise CannotMakeRole(
            f"The database refuses to make the role in whose name the portal reads ({why}). Let "
            "somebody who may make roles type this, then migrate again:\n\n"
            f"  {create};\n  GRANT {role} TO {us};\n"
        ) from refusal


def exists() -> bool:
    return bool(ask("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)"))


def may_take_it() -> bool:
    """Whether ``SET ROLE`` would be allowed; before PostgreSQL 16 every member may."""
    means = "SET" if connection.pg_version >= 160000 else "MEMBER"  # type: ignore[attr-defined]
    return bool(ask(f"SELECT pg_has_role(session_user, %s, '{means}')"))


def ask(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question, [settings.PORTAL_ROLE])
        row = cursor.fetchone()
    assert row is not None
    return row[0]


@transaction.atomic
def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
