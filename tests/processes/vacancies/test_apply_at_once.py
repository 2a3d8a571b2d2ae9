"""Somebody presses twice, or applies while the vacancy is withdrawn: one application, or none."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from candidates.models import Candidate
from processes.models import Application
from processes.vacancies.receiving import NotPublished
from tests.cast import NOW, Cast
from tests.processes.vacancies.story import Story, apply

pytestmark = pytest.mark.django_db(transaction=True)


def while_it_waits(first: Callable[[], object], second: Callable[[], object]) -> list[Exception]:
    """Does the second while the first is under way; what went wrong with it."""
    wrong: list[Exception] = []

    def go() -> None:
        try:
            second()
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        first()
        other = threading.Thread(target=go)
        other.start()
        other.join(0.2)
        assert other.is_alive()  # it waits for us
    other.join(10)
    return wrong


def test_two_presses_are_one_application() -> None:
    story = Story(Cast())
    wrong = while_it_waits(lambda: apply(story.vacancy), lambda: apply(story.vacancy))
    assert wrong == []
    assert Application.objects.count() == 1
    assert Candidate.objects.filter(email="maja@people.example").count() == 1


def test_nobody_slips_in_while_it_is_withdrawn() -> None:
    story = Story(Cast())
    wrong = while_it_waits(
        lambda: story.vacancy.withdraw(by=story.cast.rasmus, at=NOW), lambda: apply(story.vacancy)
    )
    assert [type(error) for error in wrong] == [NotPublished]
    assert not Application.objects.exists()
