"""Receipt at once (K1): whoever applies hears by mail that the application has arrived."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailings.delivery import deliver
from mailings.models import Letter
from processes.models import Candidacy
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import owed, stockholm


def apply(cast: Cast, at=MONDAY) -> Candidacy:
    return cast.payroll().add(cast.jonas, by=None, at=at, applied=True)


def receipts() -> list[Letter]:
    return list(Letter.objects.filter(kind="acknowledgement"))


def test_it_is_written_with_the_application(cast: Cast) -> None:
    candidacy = apply(cast)
    (letter,) = receipts()
    assert (letter.to, letter.reply_to) == (cast.jonas.email, cast.nina.email)
    assert "Interim payroll manager" in letter.subject
    assert "Monday 23 November" in letter.text  # by when the answer comes
    assert owed("acknowledgement").is_open
    deliver(letter.pk, at=MONDAY)
    event = candidacy.events.get(kind="letter_sent")
    assert owed("acknowledgement").settled_by == event
    assert owed("application").is_open


def test_in_the_language_of_whoever_applied(cast: Cast) -> None:
    cast.jonas.language = "pl"
    cast.jonas.save()
    apply(cast)
    (letter,) = receipts()
    assert letter.language == "pl"
    assert "23 listopada" in letter.text


def test_at_night_too(cast: Cast) -> None:
    night = stockholm(16, 23)
    apply(cast, at=night)
    (letter,) = receipts()
    assert letter.send_at == night


def test_twice_it_is_one_letter(cast: Cast) -> None:
    candidacy = apply(cast)
    later = MONDAY + timedelta(hours=1)
    candidacy.assignment.add(cast.jonas, by=None, at=later, applied=True)
    assert len(receipts()) == 1


def test_somebody_we_found_ourselves_gets_none(cast: Cast) -> None:
    cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)
    assert receipts() == []


@pytest.mark.parametrize("address", ["", "ask at the desk"])
def test_without_an_address_it_is_for_somebody_to_call(cast: Cast, address: str) -> None:
    cast.jonas.email = address
    cast.jonas.save()
    apply(cast)
    assert receipts() == []
    assert owed("acknowledgement").is_open


def test_an_agency_may_want_none(cast: Cast) -> None:
    cast.agency.acknowledges = False
    cast.agency.save()
    apply(cast)
    assert receipts() == []
    assert owed("acknowledgement").is_open
