"""What must never be of a schedule's versions and templates, PostgreSQL refuses."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from processes.models import Assignment, ScheduleEdition, ScheduleTemplate, ScheduleVersion
from processes.schedules.sending import send, take_further
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    payroll = cast.payroll()
    send(payroll, by=cast.nina, at=NOW)
    return payroll


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("one_schedule_version_per_number", {"number": 1, "frozen_at": NOW, "facts": {}}),
        ("a_frozen_schedule_has_facts", {"number": 3, "frozen_at": NOW}),
        ("letters_carry_a_frozen_schedule", {"number": 3, "letters_at": NOW}),
        ("a_sent_schedule_was_frozen", {"number": 3, "sent_at": NOW}),
        ("one_open_version_of_a_schedule", {"number": 3}),
    ],
)
def test_a_version(payroll: Assignment, cast: Cast, name: str, fields: dict[str, Any]) -> None:
    row = {"assignment": payroll, "made_at": NOW, "send_at": NOW, "try_after": NOW}
    row |= {"ring_after": NOW, "made_by": cast.nina}
    if name == "one_open_version_of_a_schedule":
        ScheduleVersion.objects.create(**row, number=2)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ScheduleVersion.objects.create(**row, **fields)


def test_one_edition_per_language(payroll: Assignment) -> None:
    version = payroll.schedule_versions.get()
    take_further(version.pk, at=NOW)
    edition = version.editions.get()
    edition.pk = None
    with (
        pytest.raises(IntegrityError, match="one_edition_per_schedule_version_and_language"),
        transaction.atomic(),
    ):
        edition.save()
    assert ScheduleEdition.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("a_schedule_template_is_for_a_known_kind", {"kind": "sabbatical", "lines": [{}]}),
        ("a_schedule_template_has_a_line", {"kind": "search", "lines": []}),
        ("one_schedule_template_per_kind", {"kind": "interim", "lines": [{}]}),
    ],
)
def test_a_template(cast: Cast, name: str, fields: dict[str, Any]) -> None:
    row = {"changed_by": cast.ada, "changed_at": NOW}
    ScheduleTemplate.objects.create(kind="interim", lines=[{}], **row)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ScheduleTemplate.objects.create(**row, **fields)
