"""A link tapped twice at once, and a call beside it: one answer is kept, the other is told."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import RequestFactory

from accounts.models import LinkIsOver, SignedLink
from processes.aftercare.opening import open_touchpoint
from processes.care.asking import ask
from processes.forms.care import CareLinkForm
from processes.models import AnsweredAlready, CareAnswer, CareQuestion, FollowUp, care_answer
from processes.views.care_link import keep
from tests.cast import Cast
from tests.processes.aftercare.story import agreed
from tests.processes.care.story import ASKED, asked, question, says

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(first: Callable[[], object], second: Callable[[], object]) -> list[Exception]:
    """The second begins while the first has not ended; what it was refused with."""
    refused: list[Exception] = []

    def run() -> None:
        try:
            second()
        except (AnsweredAlready, LinkIsOver) as error:
            refused.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        first()
        other = threading.Thread(target=run)
        other.start()
        other.join(0.3)
        assert other.is_alive()  # it waits for us
    other.join(10)
    assert not other.is_alive()
    return refused


def test_two_that_answer_the_same_leave_one_answer_and_one_use_of_the_link() -> None:
    cast = Cast()
    placement = asked(cast)
    refused = at_once(lambda: says(placement, "client", 4), lambda: says(placement, "client", 1))
    assert [type(one) for one in refused] == [AnsweredAlready]
    assert CareAnswer.objects.get().going_well == 4
    link, _address = SignedLink.objects.issue(
        "care_link", 7, language="en", until=ASKED.replace(year=2030), at=ASKED
    )
    again = SignedLink.objects.get(pk=link.pk)
    refused = at_once(lambda: link.use(at=ASKED), lambda: again.use(at=ASKED))
    assert [type(one) for one in refused] == [LinkIsOver]


def test_whoever_answers_by_link_during_the_call_waits_and_is_told(monkeypatch) -> None:
    """Each side of it locks the same things in the same order."""
    cast = Cast()
    placement = asked(cast)
    point = question(placement)
    ask(point, by=cast.nina, at=ASKED)
    link = SignedLink.objects.get()
    refused: list[Exception] = []

    def answer_by_link() -> None:
        request = RequestFactory().post("/", {"going_well": "3"})
        request.at = ASKED  # type: ignore[attr-defined]
        form = CareLinkForm(request.POST)
        assert form.is_valid()
        try:
            keep(CareQuestion.objects.get(), form, link, request)  # type: ignore[arg-type]
        except Exception as error:
            refused.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=answer_by_link)
    talk = care_answer.talked

    def while_they_talk(*args, **kwargs):
        other.start()
        other.join(0.3)
        return talk(*args, **kwargs)

    monkeypatch.setattr(care_answer, "talked", while_they_talk)
    says(placement, "candidate", 5)
    other.join(10)
    assert [type(one) for one in refused] == [LinkIsOver]
    assert CareAnswer.objects.get().going_well == 5


def test_no_word_opens_while_somebody_moves_or_ends_the_placement() -> None:
    cast = Cast()
    placement = agreed(cast)
    due = question(placement)
    at_once(lambda: placement.in_force(), lambda: open_touchpoint(due.pk, ASKED))
    assert FollowUp.objects.waiting().get(touchpoint=due)
