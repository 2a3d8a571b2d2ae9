"""The demo's pieces: one client is unhappy, and some consultants are free."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from processes.models import Availability
from recruitcrm.demo.caring import let_differ
from recruitcrm.demo.consultants import say_when_free
from tests.cast import NOW, Cast
from tests.processes.care.story import ASKED, alerts, asked, says

pytestmark = pytest.mark.django_db


def test_one_client_is_to_be_rung(cast: Cast) -> None:
    placement = asked(cast)
    says(placement, "candidate", 5)
    assert let_differ(placement, at=ASKED + timedelta(hours=6)) is not None
    assert alerts(placement) == [("client", "low")]
    assert let_differ(placement, at=ASKED + timedelta(hours=7)) is None


def test_consultants_have_said_when_they_are_free(cast: Cast) -> None:
    people = [cast.amira, cast.jonas, cast.ewa]
    say_when_free(people, at=NOW, luck=Random(1))  # noqa: S311 (a story)
    assert Availability.objects.open().count() == len(people)
    assert all(one.noted_at <= NOW for one in Availability.objects.all() if one.noted_at)
