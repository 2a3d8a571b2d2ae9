"""The role in whose name the portal reads can do nothing else, and the views are what told.py says.

Roles and schemas are changed within each test's transaction, and nobody else sees it.
"""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from portal.wall import building, checks, role
from portal.wall.building import NotOurs, ToldWrongly
from portal.wall.role import CannotMakeRole
from portal.wall.told import TOLD

pytestmark = pytest.mark.django_db
ROLE = "recruitcrm_portal"


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_as_migrate_makes_it_nothing_is_wrong():
    assert role.faults() == []
    assert run_checks(tags=["database"], databases=["default"]) == []
    assert building.is_standing()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (f"ALTER ROLE {ROLE} SUPERUSER", "is a superuser"),
        (f"ALTER ROLE {ROLE} BYPASSRLS", "may bypass row security"),
        (f"ALTER ROLE {ROLE} CREATEROLE", "may make roles or databases, or replicate"),
        (f"ALTER ROLE {ROLE} LOGIN", "can sign in by itself"),
        (f"GRANT pg_read_all_data TO {ROLE}", "is a member of another role"),
        (f"CREATE TABLE theirs (); ALTER TABLE theirs OWNER TO {ROLE}", "owns something"),
        (f"GRANT SELECT ON clients_client TO {ROLE}", "has rights on public.clients_client"),
        ("GRANT SELECT ON clients_client TO PUBLIC", "has rights on public.clients_client"),
        (f"GRANT SELECT (name) ON clients_client TO {ROLE}", "has rights on public.clients_client"),
        (f"GRANT DELETE ON portal.clients_client TO {ROLE}", "has rights on portal.clients_client"),
    ],
)
def test_a_role_that_could_pass_is_refused_at_the_start(statement: str, fault: str, monkeypatch):
    run(statement)
    assert f"The role {ROLE} {fault}." in role.faults()
    assert "portal.E001" in {
        found.id for found in run_checks(tags=["database"], databases=["default"])
    }
    monkeypatch.setattr(connection, "close", lambda: None)  # the test's transaction
    with pytest.raises(ImproperlyConfigured, match=fault):
        checks.refuse_without_wall()


def test_so_is_a_role_that_is_not_there(settings):
    settings.PORTAL_ROLE = "nobody_has_made_it"
    assert role.faults() == ["There is no role nobody_has_made_it: run manage.py migrate."]


def test_a_web_server_starts_while_the_database_is_away(monkeypatch):
    def away() -> list[str]:
        raise OperationalError

    monkeypatch.setattr(role, "faults", away)
    monkeypatch.setattr(connection, "close", lambda: None)
    checks.refuse_without_wall()


def test_the_role_is_made_where_there_is_none_and_only_once(settings):
    settings.PORTAL_ROLE = "another_portal"
    role.see_to()
    role.see_to()
    assert role.faults() == []


def test_the_first_migration_makes_it_before_anything_is_checked():
    run("DROP SCHEMA portal CASCADE", f"DROP ROLE {ROLE}")
    call_command("migrate", verbosity=0, skip_checks=False, stderr=StringIO())
    assert role.faults() == []
    assert building.is_standing()


def test_where_we_may_not_make_it_somebody_is_told_what_to_type(settings):
    settings.PORTAL_ROLE = "another_portal"
    run("CREATE ROLE weak LOGIN", "SET LOCAL SESSION AUTHORIZATION weak")
    with pytest.raises(CannotMakeRole) as refusal:
        role.see_to()
    assert 'CREATE ROLE "another_portal" NOLOGIN NOINHERIT;' in str(refusal.value)
    assert 'GRANT "another_portal" TO "recruitcrm";' in str(refusal.value)


def test_one_who_may_make_roles_but_is_no_superuser_makes_it_and_takes_it_on(settings):
    settings.PORTAL_ROLE = "another_portal"
    run("CREATE ROLE plain LOGIN CREATEROLE", "SET LOCAL SESSION AUTHORIZATION plain")
    role.see_to()
    run("SET LOCAL ROLE another_portal", "RESET ROLE")
    assert role.faults() == []


def test_one_that_somebody_else_has_made_and_granted_is_taken_as_it_is(settings):
    settings.PORTAL_ROLE = "another_portal"
    run("CREATE ROLE weak LOGIN", "CREATE ROLE another_portal NOLOGIN NOINHERIT")
    run("GRANT another_portal TO weak", "SET LOCAL SESSION AUTHORIZATION weak")
    role.see_to()


def test_the_views_are_built_once_and_anew_when_something_else_is_told(monkeypatch):
    assert building.build() is False
    told = tuple(replace(one, columns="id") if "MustHave" in one.model else one for one in TOLD)
    monkeypatch.setattr(building, "TOLD", told)
    assert not building.is_standing()
    call_command("migrate", verbosity=0)
    assert building.is_standing()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_viewdef('portal.processes_musthave'::regclass)")
        assert "''::character varying(160) AS text" in cursor.fetchone()[0]


def test_they_are_built_anew_where_a_restored_database_knew_no_such_role():
    run(f"REVOKE ALL ON ALL TABLES IN SCHEMA portal FROM {ROLE}")
    assert not building.is_standing()
    assert building.build() is True
    assert building.is_standing()


def test_a_column_that_is_told_and_is_not_there_is_named(monkeypatch):
    wrong = replace(TOLD[0], columns="id shoe_size")
    monkeypatch.setattr(building, "TOLD", (wrong,))
    with pytest.raises(ToldWrongly, match="Agency has no columns shoe_size"):
        building.build()
    twice = replace(TOLD[0], columns="id name", said={"name": "'x'"})
    monkeypatch.setattr(building, "TOLD", (twice,))
    with pytest.raises(ToldWrongly, match="tells name in two ways"):
        building.build()


def test_a_schema_of_somebody_else_is_left_alone():
    run("COMMENT ON SCHEMA portal IS 'the intranet'")
    with pytest.raises(NotOurs):
        building.drop()
    with pytest.raises(CommandError, match="RENAME"):
        call_command("migrate", "portal", verbosity=0, stdout=StringIO())
