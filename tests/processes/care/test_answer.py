"""The three questions answered on the phone: kept once, a talk as well, and settled by it (A1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from processes.care.asking import ask
from processes.models import AnsweredAlready, CareAnswer, Event, FollowUp
from processes.models.care_answer import NotAskedYet
from tests.cast import Cast
from tests.processes.aftercare.story import point
from tests.processes.care.story import ASKED, alerts, asked, question, says

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("side", ["candidate", "client"])
def test_an_answer_on_the_phone_gives_the_word_and_was_a_talk(cast: Cast, side: str) -> None:
    placement = asked(cast)
    answer = says(placement, side, 4, better="A desk by the window")
    word = FollowUp.objects.get(touchpoint=question(placement, side))
    assert word.settled_by == answer.event
    assert answer.event.facts["going_well"] == 4
    assert "window" not in f"{answer.event.text}{answer.event.facts}"  # it is in the answer alone
    call = placement.candidacy.assignment.events.get(kind="called")
    assert (call.contact, call.candidate) == (
        (None, cast.jonas) if side == "candidate" else (cast.sara, None)
    )


def test_the_other_side_is_still_owed_its_question(cast: Cast) -> None:
    placement = asked(cast)
    says(placement, "candidate", 4)
    assert FollowUp.objects.get(touchpoint=question(placement, "client")).is_open


def test_twice_is_refused_and_changes_nothing(cast: Cast) -> None:
    placement = asked(cast)
    says(placement, "candidate", 4)
    with pytest.raises(AnsweredAlready):
        says(placement, "candidate", 1, ASKED + timedelta(hours=1))
    assert CareAnswer.objects.get().going_well == 4


def test_before_its_time_nothing_is_answered(cast: Cast) -> None:
    placement = asked(cast)
    with pytest.raises(NotAskedYet):
        says(placement, "candidate", 4, line="half_year")
    assert not placement.candidacy.events.filter(kind="care_answered").exists()


def test_late_it_is_still_an_answer(cast: Cast) -> None:
    placement = asked(cast)
    late = ASKED + timedelta(days=30)
    says(placement, "candidate", 4, late)
    word = FollowUp.objects.get(touchpoint=question(placement))
    assert word.settled_at == late > word.due_at


@pytest.mark.parametrize("going_well", [0, 6])
def test_it_goes_from_one_to_five(cast: Cast, going_well: int) -> None:
    placement = asked(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        says(placement, "candidate", going_well)


def test_an_answer_on_the_phone_ends_the_link_of_the_letter(cast: Cast) -> None:
    from accounts.models import SignedLink

    placement = asked(cast)
    ask(question(placement), by=cast.nina, at=ASKED)
    says(placement, "candidate", 4)
    assert SignedLink.objects.get().withdrawn_at == ASKED


def test_only_colleagues_who_see_the_assignment_see_its_answers(cast: Cast) -> None:
    placement = asked(cast)
    says(placement, "candidate", 4)
    assignment = placement.candidacy.assignment
    assert CareAnswer.objects.visible_to(cast.rasmus).count() == 1
    type(assignment).objects.filter(pk=assignment.pk).update(confidential=True)
    assert not CareAnswer.objects.visible_to(cast.rasmus).exists()
    assert CareAnswer.objects.visible_to(cast.nina).count() == 1
    assert point(placement, "weeks_3_4").answer.side == "candidate"


@pytest.mark.parametrize("side", ["candidate", "client"])
def test_undone_with_its_call_nothing_was_answered(cast: Cast, side: str) -> None:
    placement = asked(cast)
    says(placement, side, 1)
    assert alerts(placement) == [(side, "low")]
    call = Event.objects.get(kind="called", reached=True)
    call.undo(by=cast.nina, at=call.recorded_at)
    assert not alerts(placement) and not CareAnswer.objects.exists()
    assert FollowUp.objects.waiting().filter(touchpoint=question(placement, side)).exists()
    call.undo(by=cast.nina, at=call.recorded_at)  # twice
    says(placement, side, 4, ASKED + timedelta(minutes=5))
    assert CareAnswer.objects.get().going_well == 4
    assert not FollowUp.objects.waiting().filter(touchpoint=question(placement, side)).exists()
