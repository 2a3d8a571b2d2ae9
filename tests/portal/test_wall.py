"""Behind the wall PostgreSQL itself shows a contact what they may see, and nothing else."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DataError, InternalError, ProgrammingError, connection, transaction

from accounts.models import Agency
from clients.models import Contact
from portal.wall.building import table_of
from portal.wall.crossing import NotAboutAnAssignment, behind_the_wall
from portal.wall.told import TOLD
from processes.models import Assignment, Candidacy, Report
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def settings_now() -> tuple[str, ...]:
    names = ("role", "search_path", "transaction_read_only", "recruitcrm.assignments")
    asked = ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in names)
    return ask(f"SELECT {asked}")[0]


def ask(statement: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def refused() -> pytest.RaisesExc[ProgrammingError]:
    return pytest.raises(ProgrammingError, match="permission denied")


def test_the_role_lasts_as_long_as_the_wall_within_another_transaction(cast: Cast):
    before = settings_now()
    with behind_the_wall(cast.sara.pk):
        assert settings_now()[0] == "recruitcrm_portal"
    assert settings_now() == before
    assert before[0] == "none"


@pytest.mark.django_db(transaction=True)
def test_and_outside_of_one():
    with behind_the_wall(1):
        assert settings_now()[:3] == ("recruitcrm_portal", 'portal, "$user", public', "on")
    assert settings_now()[:3] == ("none", '"$user", public', "off")
    assert not connection.in_atomic_block


def test_whatever_goes_wrong_in_there_it_ends(cast: Cast):
    before = settings_now()
    with pytest.raises(DataError), behind_the_wall(cast.sara.pk):
        ask("SELECT 1 / 0")
    assert settings_now() == before
    with (
        pytest.raises(Assignment.DoesNotExist),
        transaction.atomic(),
        behind_the_wall(cast.sara.pk),
    ):
        Assignment.objects.get(pk=1)
    assert settings_now() == before


def test_what_was_written_before_it_stays_and_is_read(cast: Cast):
    mine = cast.payroll()
    with behind_the_wall(cast.sara.pk):
        assert [row.title for row in Assignment.objects.all()] == [mine.title]
    assert Assignment.objects.filter(pk=mine.pk).exists()


def test_nothing_can_be_written(cast: Cast):
    mine = cast.payroll()
    with refused(), behind_the_wall(cast.sara.pk):
        Assignment.objects.filter(pk=mine.pk).update(title="Mine")
    with refused(), behind_the_wall(cast.sara.pk):
        Assignment.objects.select_for_update().first()
    with pytest.raises(InternalError, match="read-only"), behind_the_wall(cast.sara.pk):
        ask("RESET role")  # whoever leaves the role still writes nothing
        Assignment.objects.filter(pk=mine.pk).update(title="Mine")


def test_an_agency_that_nobody_has_named_is_not_written_by_reading():
    with behind_the_wall(1):
        assert Agency.current().name == "recruitcrm"
    assert not Agency.objects.exists()


def test_tables_that_are_not_told_cannot_be_asked(cast: Cast):
    told = {told.model for told in TOLD}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label in told or not model._meta.managed:
            continue
        with refused(), behind_the_wall(cast.sara.pk):
            model._base_manager.exists()


def test_nor_can_the_tables_behind_the_views(cast: Cast):
    with refused(), behind_the_wall(cast.sara.pk):
        ask("SELECT title FROM public.processes_assignment")


def test_every_view_is_read_by_its_model(cast: Cast):
    cast.presented(cast.jonas, cast.payroll())
    with behind_the_wall(cast.sara.pk):
        for told in TOLD:
            list(apps.get_model(told.model)._base_manager.all())


def test_nobody_finds_anything_without_saying_who_reads(cast: Cast):
    cast.payroll()
    everybodys = {"accounts.Agency", "mailings.Attachment", "processes.ReportSchedule"}
    for told in TOLD:
        if told.model not in everybodys:
            assert ask(f'SELECT * FROM portal."{table_of(told)}"') == [], told.model


def test_a_contact_finds_the_assignments_that_name_them(cast: Cast):
    mine, others = cast.payroll(), cast.data_engineer()
    found = {}
    for contact in (cast.sara, cast.hugo, cast.peter):
        with behind_the_wall(contact.pk):
            found[contact.pk] = set(Assignment.objects.values_list("pk", flat=True))
    assert found[cast.sara.pk] == {mine.pk}
    assert found[cast.peter.pk] <= {others.pk}


def test_whoever_has_left_finds_none_nor_does_anybody_of_a_client_that_was_closed(cast: Cast):
    cast.payroll()
    Contact.objects.filter(pk=cast.sara.pk).update(is_active=False)
    with behind_the_wall(cast.sara.pk):
        assert not Assignment.objects.exists()
    Contact.objects.filter(pk=cast.sara.pk).update(is_active=True)
    type(cast.nordvik).objects.filter(pk=cast.nordvik.pk).update(closed_at="2026-11-20 09:00Z")
    with behind_the_wall(cast.sara.pk):
        assert not Assignment.objects.exists()


def test_a_page_about_one_assignment_finds_no_other(cast: Cast):
    one, other = cast.payroll(), cast.payroll()
    shown = cast.presented(cast.jonas, other)
    assert shown.presented_at
    cast.jonas.refresh_from_db()
    one.add(cast.jonas, by=cast.nina, at=shown.added_at)
    with behind_the_wall(cast.sara.pk, about=Assignment(pk=one.pk)):
        assert [row.pk for row in Assignment.objects.all()] == [one.pk]
        mine = Candidacy.objects.select_related("candidate").get()
        assert (mine.candidate.first_name, mine.candidate.headline) == ("", "")
    with behind_the_wall(cast.sara.pk, about=Assignment(pk=other.pk)):
        assert Candidacy.objects.get().candidate.first_name == cast.jonas.first_name
    with behind_the_wall(cast.sara.pk, about=Report(pk=987654)):
        assert not Assignment.objects.exists()
    with pytest.raises(NotAboutAnAssignment), behind_the_wall(cast.sara.pk, about=cast.nina):
        pass  # pragma: no cover


def test_one_statement_crosses_it(cast: Cast, django_assert_num_queries):
    with django_assert_num_queries(4) as asked, behind_the_wall(cast.sara.pk):
        pass
    words = [question["sql"].split()[0] for question in asked.captured_queries]
    assert words == ["SAVEPOINT", "WITH", "ROLLBACK", "RELEASE"]
