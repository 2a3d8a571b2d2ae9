"""C1: whoever decides is called within one working day, also where HR ordered."""

from __future__ import annotations

from datetime import datetime

from clients.models import Contact
from processes.models import Assignment, FollowUp
from tests.cast import Cast
from tests.processes.follow_ups.words import call_contact, is_overdue, owed, stockholm

DUE = stockholm(17, 9)


def test_a_call_before_it_is_due_keeps_the_word(cast: Cast) -> None:
    payroll = cast.payroll()
    follow_up = owed("first_call_decider")
    assert (follow_up.contact, follow_up.due_at) == (cast.sara, DUE)
    called = call_contact(payroll, cast.sara, stockholm(16, 14))
    follow_up.refresh_from_db()
    assert (follow_up.settled_by, follow_up.settled_at) == (called, called.at)


def test_at_the_due_moment_it_is_not_late_yet(cast: Cast) -> None:
    payroll = cast.payroll()
    assert not is_overdue(owed("first_call_decider"), DUE)
    call_contact(payroll, cast.sara, DUE)
    assert owed("first_call_decider").settled_at == DUE


def test_calling_twice_changes_nothing(cast: Cast) -> None:
    payroll = cast.payroll()
    first = call_contact(payroll, cast.sara, stockholm(16, 14))
    call_contact(payroll, cast.sara, stockholm(16, 15))
    assert owed("first_call_decider").settled_by == first


def test_it_runs_late_until_the_call(cast: Cast) -> None:
    payroll = cast.payroll()
    assert is_overdue(owed("first_call_decider"), stockholm(17, 9, 1))
    call_contact(payroll, cast.sara, stockholm(18, 9))
    assert owed("first_call_decider").settled_at == stockholm(18, 9)
    assert not is_overdue(owed("first_call_decider"), stockholm(18, 10))


def test_a_call_to_somebody_else_does_not_count(cast: Cast) -> None:
    payroll = cast.payroll()
    call_contact(payroll, cast.hugo, stockholm(16, 14))
    assert owed("first_call_decider").is_open


def test_one_person_who_orders_and_decides_is_called_once(cast: Cast) -> None:
    cast.payroll(ordered_by=cast.sara, decider=cast.sara)
    assert owed("first_call_orderer").contact == cast.sara
    assert not FollowUp.objects.filter(kind="first_call_decider").exists()


def decides_now(payroll: Assignment, decider: Contact, at: datetime) -> None:
    """The brief is edited: somebody else decides."""
    musts = [must.text for must in payroll.must_haves.all()]
    people = payroll.contacts.all()
    payroll.edit(by=payroll.owner, at=at, contacts=people, must_haves=musts, decider=decider)


def test_whoever_is_named_later_is_called_too(cast: Cast) -> None:
    payroll = cast.payroll(decider=None)
    assert not FollowUp.objects.filter(kind="first_call_decider").exists()
    decides_now(payroll, cast.sara, stockholm(18, 9))
    follow_up = owed("first_call_decider")
    assert (follow_up.contact, follow_up.due_at) == (cast.sara, stockholm(19, 9))


def test_whoever_no_longer_decides_waits_for_no_first_call(cast: Cast) -> None:
    payroll = cast.payroll()
    eva = Contact.objects.create(client=cast.nordvik, first_name="Eva")
    decides_now(payroll, eva, stockholm(16, 15))
    waiting = FollowUp.objects.waiting().get(kind="first_call_decider")
    assert waiting.contact == eva
    assert FollowUp.objects.get(kind="first_call_decider", contact=cast.sara).dropped_at


def test_whoever_has_talked_with_us_already_needs_no_first_call(cast: Cast) -> None:
    payroll = cast.payroll(decider=None)
    call_contact(payroll, cast.sara, stockholm(17, 10))
    decides_now(payroll, cast.sara, stockholm(18, 9))
    assert not FollowUp.objects.filter(kind="first_call_decider").exists()
