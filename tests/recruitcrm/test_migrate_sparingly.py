"""A changed model is drawn without its relatives, except for whoever is given all of them."""

from __future__ import annotations

from django.core.management.commands import migrate as djangos
from django.db import connection, migrations, models
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.test.utils import CaptureQueriesContext

from recruitcrm.management.commands import migrate
from recruitcrm.sparing_migrations import SparingExecutor, SparingState

CLIENT = migrations.CreateModel("Client", [("id", models.BigAutoField(primary_key=True))])
ORDER = migrations.CreateModel(
    "Order",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("client", models.ForeignKey("agency.Client", models.CASCADE)),
    ],
)
NAME = migrations.AddField("client", "name", models.TextField(default=""))


def of(*steps: Operation) -> Migration:
    class Steps(Migration):
        operations = list(steps)

    return Steps("steps", "agency")


def drawn() -> SparingState:
    state = SparingState()
    of(CLIENT, ORDER).mutate_state(state, preserve=False)
    assert state.apps.get_model("agency", "Order")
    return state


def walk(state: ProjectState, *steps: Operation) -> None:
    state.spare(of(*steps))  # type: ignore[attr-defined]
    of(*steps).mutate_state(state, preserve=False)


def test_our_migrate_goes_sparingly() -> None:
    assert djangos.MigrationExecutor is SparingExecutor  # type: ignore[attr-defined]
    assert issubclass(migrate.Command, djangos.Command)


def test_a_changed_model_is_drawn_without_its_relatives() -> None:
    state = drawn()
    order = state.apps.get_model("agency", "Order")
    walk(state, NAME)
    assert state.apps.get_model("agency", "Client")._meta.get_field("name")
    assert state.apps.get_model("agency", "Order") is order


def test_what_was_before_a_step_stays_as_it_was() -> None:
    state = drawn()
    before = state.clone()
    walk(state, NAME)
    names = [field.name for field in before.apps.get_model("agency", "Client")._meta.fields]
    assert names == ["id"]


def test_a_program_is_given_models_that_know_each_other() -> None:
    state = drawn()
    walk(state, NAME)
    walk(state, migrations.RunPython(migrations.RunPython.noop))
    client = state.apps.get_model("agency", "Client")
    order = state.apps.get_model("agency", "Order")
    assert order._meta.get_field("client").related_model is client
    assert [found.related_model for found in client._meta.related_objects] == [order]


def test_who_refers_to_a_key_is_drawn_with_it() -> None:
    state = drawn()
    walk(state, NAME)
    walk(state, migrations.AlterField("client", "id", models.TextField(primary_key=True)))
    client = state.apps.get_model("agency", "Client")
    order = state.apps.get_model("agency", "Order")
    assert order._meta.get_field("client").rel_db_type(connection) == "text"
    assert order._meta.get_field("client").related_model is client


def test_a_table_that_refers_to_a_changed_one_is_made(db: None) -> None:
    """Forwards and backwards, as PostgreSQL is told."""
    state = SparingState()
    whole = of(CLIENT, NAME, ORDER)
    with CaptureQueriesContext(connection) as asked:
        with connection.schema_editor() as editor:
            state.spare(whole)
            whole.apply(state, editor)
        with connection.schema_editor() as editor:
            whole.unapply(SparingState(), editor)
    said = [query["sql"] for query in asked if "agency" in query["sql"]]
    assert any('REFERENCES "agency_client" ("id")' in sql for sql in said)
    assert said[-1] == 'DROP TABLE "agency_client" CASCADE'
