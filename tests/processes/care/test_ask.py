"""The letter with the three questions: one a touchpoint, by hand or by itself (A1)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from accounts.models import Agency
from mailings.delivery import deliver
from mailings.models import Letter
from processes.care.asking import AskedAlready, NothingToAsk, ask, ask_by_itself
from processes.care.chores import do_question, due_questions
from processes.models import CareQuestion, Placement
from processes.words import NoAddress
from tests.cast import Cast
from tests.processes.aftercare.story import local, tick
from tests.processes.care.story import ASKED, asked, question, says

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def letters() -> list[str]:
    return sorted(Letter.objects.filter(kind="care_asked").values_list("to", flat=True))


def test_one_letter_for_each_touchpoint(cast: Cast) -> None:
    placement = asked(cast)
    ask(question(placement), by=cast.nina, at=ASKED)
    with pytest.raises(AskedAlready):
        ask(question(placement), by=cast.nina, at=ASKED + HOUR)
    ask(question(placement, "client"), by=cast.nina, at=ASKED)
    assert letters() == [cast.jonas.email, cast.sara.email]


def test_one_that_was_stopped_may_be_written_anew(cast: Cast) -> None:
    placement = asked(cast)
    ask(question(placement), by=cast.nina, at=ASKED).cancel(at=ASKED)
    ask(question(placement), by=cast.nina, at=ASKED + HOUR)
    assert len(letters()) == 2


def test_somebody_else_at_the_client_may_be_asked(cast: Cast) -> None:
    placement = asked(cast)
    ask(question(placement, "client"), to=cast.hugo, by=cast.nina, at=ASKED)
    assert letters() == [cast.hugo.email]


@pytest.mark.parametrize("why", ["not yet", "answered", "left"])
def test_nobody_is_asked_what_nobody_waits_for(cast: Cast, why: str) -> None:
    placement = asked(cast)
    point = question(placement, line="half_year" if why == "not yet" else "weeks_3_4")
    if why == "answered":
        says(placement, "candidate", 4)
    elif why == "left":
        leaves(cast, placement)
    with pytest.raises(NothingToAsk):
        ask(point, by=cast.nina, at=ASKED)
    assert letters() == []


def test_without_an_address_somebody_rings(cast: Cast) -> None:
    placement = asked(cast)
    cast.jonas.email = ""
    cast.jonas.save()
    with pytest.raises(NoAddress):
        ask(question(placement), by=cast.nina, at=ASKED)


def test_it_is_written_in_the_readers_language(cast: Cast) -> None:
    placement = asked(cast)
    starts = {"en": "How is it", "sv": "Hur går", "pl": "Jak się układa", "nl": "Hoe gaat"}
    for language, start in starts.items():
        type(cast.jonas).objects.update(language=language)
        letter = ask(question(placement), by=cast.nina, at=ASKED)
        assert letter.subject.startswith(start)
        assert "{" not in letter.text
        assert "Interim payroll manager" in letter.text
        letter.cancel(at=ASKED)


def test_that_it_went_is_on_the_timeline_and_gives_no_word(cast: Cast) -> None:
    placement = asked(cast)
    letter = ask(question(placement, "client"), by=cast.nina, at=ASKED)
    deliver(letter.pk, at=ASKED)
    event = placement.candidacy.events.get(kind="care_asked")
    assert (event.contact, event.facts["side"]) == (cast.sara, "client")
    assert question(placement, "client").follow_ups.get().is_open


def leaves(cast: Cast, placement: Placement) -> None:
    placement.candidacy.finish(
        "withdrawn", reason="other_offer", said_no="candidate", by=cast.nina, at=ASKED
    )


def test_a_letter_on_its_way_to_somebody_who_has_left_does_not_go(cast: Cast) -> None:
    placement = asked(cast)
    letter = ask(question(placement), by=cast.nina, at=ASKED)
    leaves(cast, placement)
    deliver(letter.pk, at=ASKED + HOUR)
    letter.refresh_from_db()
    assert letter.sent_at is None
    assert letter.cancelled_at is not None


@pytest.fixture
def by_itself(cast: Cast) -> None:
    Agency.objects.update(asks_how_it_goes=True)


def sent_by(at: datetime) -> list[str]:
    """The chores as the ticker does them."""
    tick(at)
    for pk in due_questions(at).values_list("pk", flat=True):
        CareQuestion.objects.filter(pk=pk).update(next_at=at + timedelta(seconds=30))
        do_question(pk, at)
    return letters()


BOTH = ["jonas.krantz@people.example", "sara.berg@nordvik.example"]


@pytest.mark.usefixtures("by_itself")
class TestByItself:
    def test_early_nothing_goes(self, cast: Cast) -> None:
        asked(cast, ASKED - timedelta(days=1))
        assert sent_by(ASKED - timedelta(days=1)) == []

    def test_on_time_both_sides_are_asked(self, cast: Cast) -> None:
        asked(cast, ASKED - timedelta(days=1))
        assert sent_by(ASKED) == BOTH

    def test_twice_is_once(self, cast: Cast) -> None:
        asked(cast, ASKED - timedelta(days=1))
        sent_by(ASKED)
        for pk in CareQuestion.objects.values_list("pk", flat=True):
            assert ask_by_itself(pk, ASKED + HOUR) is None
        assert sent_by(ASKED + HOUR) == BOTH

    def test_late_they_go_when_people_work(self, cast: Cast) -> None:
        asked(cast, ASKED - timedelta(days=1))
        assert sent_by(local(12, 22, 22)) == []
        assert sent_by(local(12, 23, 9)) == BOTH

    def test_whoever_was_rung_before_gets_none(self, cast: Cast) -> None:
        placement = asked(cast, local(12, 22, 6))
        says(placement, "candidate", 4, local(12, 22, 8))
        assert sent_by(ASKED) == [cast.sara.email]

    def test_without_an_address_it_is_left_to_somebody_who_rings(self, cast: Cast) -> None:
        cast.jonas.email = ""
        cast.jonas.save()
        asked(cast, ASKED - timedelta(days=1))
        assert sent_by(ASKED) == [cast.sara.email]
        assert not due_questions(ASKED + timedelta(days=9)).exists()


def test_nothing_goes_by_itself_unless_the_agency_wants_it(cast: Cast) -> None:
    asked(cast, ASKED - timedelta(days=1))
    assert sent_by(ASKED) == []


def test_whoever_works_elsewhere_by_now_is_not_asked(cast: Cast) -> None:
    letter = ask(question(asked(cast), "client"), by=cast.nina, at=ASKED)
    type(cast.sara).objects.filter(pk=cast.sara.pk).update(client=cast.lumen)
    deliver(letter.pk, at=ASKED)
    letter.refresh_from_db()
    assert (letter.sent_at, bool(letter.cancelled_at)) == (None, True)
