"""Who reads the weekly report, and in which language."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from processes.models import ReportRecipient, ReportSchedule
from processes.readers import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def payroll(cast):
    return cast.payroll()


@pytest.fixture
def schedule(payroll) -> ReportSchedule:
    return ReportSchedule.objects.create(assignment=payroll)


def test_nobody_chosen_is_whoever_ordered_and_decides_each_in_their_language(
    cast, payroll, schedule
):
    cast.hugo.language = "sv"
    cast.hugo.save()
    assert set(schedule.readers_of(payroll)) == {Reader(cast.sara, "en"), Reader(cast.hugo, "sv")}


def test_a_language_chosen_here_counts_before_the_contacts_own(cast, payroll, schedule):
    schedule.chosen.create(contact=cast.sara, language="pl")
    schedule.chosen.create(contact=cast.hugo)
    assert set(schedule.readers_of(payroll)) == {Reader(cast.sara, "pl"), Reader(cast.hugo, "en")}


def test_whoever_left_or_has_no_address_reads_nothing(cast, payroll, schedule):
    schedule.chosen.create(contact=cast.sara)
    schedule.chosen.create(contact=cast.hugo)
    cast.leaves(cast.sara)
    assert schedule.contacts_of(payroll) == [cast.hugo]
    cast.hugo.email = ""
    cast.hugo.save()
    assert schedule.readers_of(payroll) == []


def test_the_agencys_default_goes_to_whoever_ordered_and_decides(cast, payroll):
    default = ReportSchedule.objects.made_for_agency()
    default.chosen.create(contact=cast.peter)
    assert set(default.contacts_of(payroll)) == {cast.sara, cast.hugo}
    assert set(ReportSchedule().contacts_of(payroll)) == {cast.sara, cast.hugo}


def test_readers_take_two_queries(cast, payroll, schedule, django_assert_num_queries):
    schedule.chosen.create(contact=cast.sara)
    with django_assert_num_queries(2):
        schedule.readers_of(payroll)


def test_nobody_is_chosen_twice_nor_in_a_language_that_we_do_not_write(cast, schedule):
    schedule.chosen.create(contact=cast.sara)
    for wrong in ({"contact": cast.sara}, {"contact": cast.hugo, "language": "fi"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            schedule.chosen.create(**wrong)


def test_a_worker_of_the_last_version_chooses_somebody_as_it_always_did(cast, schedule):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO processes_reportschedule_recipients (reportschedule_id, contact_id)"
            " VALUES (%s, %s)",
            [schedule.pk, cast.sara.pk],
        )
    chosen = ReportRecipient.objects.get()
    assert (chosen.contact, chosen.language, chosen.reads) == (cast.sara, "", "en")
