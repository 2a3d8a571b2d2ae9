"""A story that is put back is the one that was told (tests/remembered.py)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from processes.models import Assignment, Event, FollowUp
from tests import remembered
from tests.cast import MONDAY, Cast

pytestmark = pytest.mark.django_db
AT = MONDAY + timedelta(minutes=17)  # nobody else's story begins then


def what_is_there() -> list[object]:
    return [
        sorted(rows.values_list(*fields))
        for rows, fields in (
            (Assignment.objects.all(), ("title", "opened_at", "client__name")),
            (Event.objects.all(), ("kind", "at", "by__full_name")),
            (FollowUp.objects.all(), ("kind", "due_at", "contact__last_name")),
        )
    ]


def test_what_is_put_back_is_what_was_told(request: pytest.FixtureRequest) -> None:
    seen, ways = [], []
    for _time in range(4):
        remembered.begin(request.node)
        with transaction.atomic():
            cast = Cast()
            assignment = cast.payroll(at=AT)
            seen.append(what_is_there())
            ways.append(remembered.where() is not None)
            assert Assignment.objects.get() == assignment
            assert (assignment.client, assignment.owner) == (cast.nordvik, cast.nina)
            assert assignment.client is cast.nordvik
            transaction.set_rollback(True)
    assert (ways[0], ways[-1]) == (False, True)
    assert seen == [seen[0]] * 4
    assert [len(part) > 0 for part in seen[0]] == [True] * 3  # type: ignore[arg-type]


def test_where_somebody_has_written_it_is_told_anew(request: pytest.FixtureRequest) -> None:
    for _time in range(4):
        remembered.begin(request.node)
        with transaction.atomic():
            cast = Cast()
            cast.nordvik.name = "Nordvik"
            cast.nordvik.save()
            assert cast.payroll(at=AT).client.name == "Nordvik"
            assert remembered.where() is None
            transaction.set_rollback(True)
