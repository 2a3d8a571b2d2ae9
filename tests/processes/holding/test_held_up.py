"""A holding message that a mail server, or a hold on all mail, has kept back for a while (K3)."""

from __future__ import annotations

import pytest

from mailings.models import Letter
from processes.holding.sending import send
from tests.cast import Cast
from tests.processes.follow_ups.words import owed, stockholm
from tests.processes.holding.words import goes, prepared

pytestmark = pytest.mark.django_db


def sent(cast: Cast, at_hour: int) -> Letter:
    candidacy = cast.presented(cast.jonas, cast.payroll())
    return send(prepared(candidacy), by=cast.nina, at=stockholm(20, at_hour))


def test_what_somebody_sends_in_the_evening_goes_at_once(cast: Cast) -> None:
    letter = sent(cast, 20)
    assert goes(letter, stockholm(20, 20, 1)).sent_at


def test_held_up_into_the_night_it_waits_for_the_morning_of_a_working_day(cast: Cast) -> None:
    letter = sent(cast, 16)
    letter = goes(letter, stockholm(20, 22))
    assert (letter.sent_at, letter.try_after) == (None, stockholm(23, 8))
    assert goes(letter, stockholm(23, 8)).sent_at


def test_beyond_the_day_that_it_names_it_is_no_longer_true(cast: Cast) -> None:
    letter = sent(cast, 16)
    assert "Monday 30 November" in letter.text
    assert goes(letter, stockholm(30, 9)).cancelled_because == "not_accepted"
    assert owed("candidate_silence").is_open
