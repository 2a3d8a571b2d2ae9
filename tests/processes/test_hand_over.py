"""Handing one word over to a colleague, who owes it from then on."""

from __future__ import annotations

import pytest

from processes.models import Event, Reminder, SettledMeanwhile
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_contact, owed, stockholm


def test_the_colleague_owes_it_and_the_timeline_says_so(cast: Cast) -> None:
    cast.payroll()
    word = owed("first_call_decider")
    due = word.due_at
    word.hand_over(cast.rasmus, by=cast.nina, at=MONDAY, why="He knows her")
    assert (owed("first_call_decider").owner, owed("first_call_decider").due_at) == (
        cast.rasmus,
        due,
    )
    event = Event.objects.get(kind="follow_up_handed_over")
    assert (event.text, event.contact, event.facts["giver"], event.facts["taker"]) == (
        "He knows her",
        cast.sara,
        "Nina Lind",
        "Rasmus Holm",
    )


def test_whoever_has_it_already_is_refused(cast: Cast) -> None:
    cast.payroll()
    with pytest.raises(ValueError, match="already"):
        owed("first_call_decider").hand_over(cast.nina, by=cast.lea, at=MONDAY)
    assert not Event.objects.filter(kind="follow_up_handed_over").exists()


def test_whoever_has_left_and_whoever_works_elsewhere_is_refused(cast: Cast) -> None:
    cast.payroll()
    cast.rasmus.is_active = False
    for stranger in (cast.rasmus, cast.sits_in_portal(cast.sara)):
        with pytest.raises(ValueError, match="does not work here"):
            owed("first_call_decider").hand_over(stranger, by=cast.nina, at=MONDAY)


def test_what_somebody_settled_meanwhile_stays_with_its_owner(cast: Cast) -> None:
    payroll = cast.payroll()
    seen = owed("first_call_decider")
    call_contact(payroll, cast.sara, stockholm(16, 11))
    with pytest.raises(SettledMeanwhile):
        seen.hand_over(cast.rasmus, by=cast.nina, at=stockholm(16, 12))
    assert owed("first_call_decider").owner == cast.nina


def test_given_to_somebody_it_does_not_return_with_whoever_was_away(cast: Cast) -> None:
    cast.payroll()
    word = owed("first_call_decider")
    word.owner, word.stands_in_for = cast.lea, cast.nina
    word.save()
    word.hand_over(cast.rasmus, by=cast.lea, at=MONDAY)
    assert owed("first_call_decider").stands_in_for is None


def test_their_digest_tells_them_of_what_is_late(cast: Cast) -> None:
    cast.payroll()
    word = owed("first_call_decider")
    for step in ("owner", f"lead_{cast.lea.pk}"):
        Reminder.objects.create(follow_up=word, step=step, at=stockholm(18, 8))
    word.hand_over(cast.rasmus, by=cast.nina, at=stockholm(18, 9))
    assert list(word.reminders.values_list("step", flat=True)) == [f"lead_{cast.lea.pk}"]
