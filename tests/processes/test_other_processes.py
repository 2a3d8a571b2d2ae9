"""K6: several other processes; the one that presses most stands where everybody looks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.timezone import localtime, now

from processes.chores import due_other_processes, pass_by
from processes.countdown import told_in_letter, told_on_page
from processes.models import Candidacy, Event, OtherProcess
from tests.cast import MONDAY, NOW, Cast
from tests.processes.follow_ups.words import owed, stockholm

SOON, LATER = date(2026, 11, 24), date(2026, 12, 1)
OVER = datetime(2026, 11, 24, 23, tzinfo=UTC)  # midnight in Stockholm


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    return cast.presented(cast.jonas, cast.payroll())


@pytest.fixture
def nina(cast: Cast, client: Browser) -> Browser:
    client.force_login(cast.nina)
    return client


def note(candidacy: Candidacy, employer: str, **more: Any) -> OtherProcess:
    by = candidacy.assignment.owner
    return OtherProcess.objects.note(candidacy, employer, by=by, at=NOW, **more)


def shown(candidacy: Candidacy) -> tuple[str, date | None]:
    candidacy.refresh_from_db()
    return candidacy.other_offer, candidacy.other_offer_answers_on


def test_the_nearest_day_stands_on_the_candidacy(jonas: Candidacy, cast: Cast) -> None:
    note(jonas, "Visma", stage="applied")
    assert shown(jonas) == ("", None)  # nothing presses yet
    note(jonas, "Axfood", stage="offer")
    assert shown(jonas) == ("Axfood", None)
    later = note(jonas, "Sandvik", stage="offer", answers_on=LATER)
    assert shown(jonas) == ("Sandvik", LATER)
    soon = note(jonas, "Epiroc", stage="last_round", answers_on=SOON)
    assert shown(jonas) == ("Epiroc", SOON)
    soon.end(by=cast.nina, at=NOW)
    assert shown(jonas) == ("Sandvik", LATER)
    later.change(employer="Sandvik", stage="", answers_on=None, by=cast.nina, at=NOW)
    assert shown(jonas) == ("Axfood", None)
    assert OtherProcess.objects.running().count() == 3


def test_the_clients_word_is_wanted_before_its_day(jonas: Candidacy) -> None:
    assert owed("client_feedback").due_at == stockholm(18, 9)
    OtherProcess.objects.note(
        jonas, "Epiroc", answers_on=date(2026, 11, 18), by=jonas.assignment.owner, at=MONDAY
    )
    assert owed("client_feedback").due_at == stockholm(17, 17)


def test_the_same_employer_again_is_the_same_process(jonas: Candidacy) -> None:
    note(jonas, "Axfood", stage="talking")
    note(jonas, "axfood", stage="offer", answers_on=SOON)
    note(jonas, "axfood", stage="offer", answers_on=SOON)
    assert [one.stage for one in OtherProcess.objects.all()] == ["offer"]
    assert Event.objects.filter(kind="interest_noted").count() == 2


def test_ended_twice_it_is_told_once(jonas: Candidacy, cast: Cast) -> None:
    one = note(jonas, "Axfood", stage="offer", answers_on=SOON)
    one.end(by=cast.nina, at=NOW)
    one.end(by=cast.nina, at=NOW + timedelta(hours=1))
    assert one.ended_at == NOW
    assert Event.objects.filter(facts__is_over=True).count() == 1


def test_said_in_a_line_it_is_the_process_that_presses(jonas: Candidacy, cast: Cast) -> None:
    jonas.note_interest(4, by=cast.nina, at=NOW, other_offer="Axfood", answers_on=SOON)
    [one] = OtherProcess.objects.running()
    assert (one.employer, one.answers_on, one.stage) == ("Axfood", SOON, "offer")
    jonas.note_interest(4, by=cast.nina, at=NOW, other_offer="Axfood AB", answers_on=LATER)
    [one] = OtherProcess.objects.running()
    assert (one.employer, one.answers_on) == ("Axfood AB", LATER)
    jonas.note_interest(4, by=cast.nina, at=NOW)
    assert not OtherProcess.objects.running().exists()


class TestWhenItsDayIsOver:
    @pytest.fixture(autouse=True)
    def two(self, jonas: Candidacy) -> None:
        note(jonas, "Sandvik", stage="offer", answers_on=LATER)
        self.soon = note(jonas, "Epiroc", stage="offer", answers_on=SOON)

    def test_early_nothing_happens(self, jonas: Candidacy) -> None:
        early = OVER - timedelta(seconds=1)
        assert not due_other_processes(early).exists()
        pass_by(self.soon.pk, early)
        assert shown(jonas) == ("Epiroc", SOON)

    def test_on_time_the_next_one_takes_its_place(self, jonas: Candidacy) -> None:
        assert list(due_other_processes(OVER)) == [self.soon]
        pass_by(self.soon.pk, OVER)
        assert shown(jonas) == ("Sandvik", LATER)

    def test_twice_changes_nothing(self, jonas: Candidacy) -> None:
        pass_by(self.soon.pk, OVER)
        pass_by(self.soon.pk, OVER)
        assert shown(jonas) == ("Sandvik", LATER)
        assert not due_other_processes(OVER).exists()

    def test_the_ticker_whose_lease_has_moved_the_column_does_it_too(
        self, jonas: Candidacy
    ) -> None:
        OtherProcess.objects.passed(OVER).update(look_at=OVER + timedelta(seconds=30))
        pass_by(self.soon.pk, OVER)
        assert shown(jonas) == ("Sandvik", LATER)
        assert not due_other_processes(OVER + timedelta(minutes=1)).exists()

    def test_late_all_that_have_passed_leave_the_last_in_view(self, jonas: Candidacy) -> None:
        late = OVER + timedelta(days=30)
        for row in due_other_processes(late):
            pass_by(row.pk, late)
        assert shown(jonas) == ("Sandvik", LATER)


def test_it_is_noted_changed_and_ended_on_the_page(nina: Browser, jonas: Candidacy) -> None:
    day = localtime(now()).date() + timedelta(days=3)
    new, page = reverse("other_process_new", args=[jonas.pk]), reverse("candidacy", args=[jonas.pk])
    typed = {"employer": " Axfood  AB ", "stage": "offer", "answers_on": day.isoformat()}
    assert nina.post(new, typed).headers["Location"] == page
    [one] = OtherProcess.objects.all()
    assert one.employer == "Axfood AB"
    assert "in 3 days" in nina.get(page).content.decode()
    edit = reverse("other_process_edit", args=[one.pk])
    assert nina.post(edit, typed | {"stage": "last_round"}).status_code == 302
    assert nina.post(reverse("other_process_ending", args=[one.pk])).status_code == 302
    assert "No other process known." in nina.get(page).content.decode()
    assert nina.get(edit).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"employer": ""}, "employer"),
        ({"employer": "x" * 161}, "employer"),
        ({"stage": "hired"}, "stage"),
        ({"answers_on": "2020-11-24"}, "answers_on"),
        ({"answers_on": "2099-11-24"}, "answers_on"),
        ({"answers_on": "soon"}, "answers_on"),
    ],
)
def test_bad_input_is_said_at_the_field(
    nina: Browser, jonas: Candidacy, typed: dict[str, str], field: str
) -> None:
    typed = {"employer": "Axfood", "stage": "", "answers_on": ""} | typed
    answer = nina.post(reverse("other_process_new", args=[jonas.pk]), typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not OtherProcess.objects.exists()


@pytest.mark.parametrize(
    ("day", "letter", "page"),
    [
        (20, "Has another offer and answers it today.", "has another offer and answers today"),
        (
            21,
            "Has another offer and answers it on Sat, in 1 day.",
            "has another offer, answers Sat, 1 day left",
        ),
        (
            24,
            "Has another offer and answers it on Sat, in 4 days.",
            "has another offer, answers Sat, 4 days left",
        ),
    ],
)
def test_a_countdown_in_words(day: int, letter: str, page: str) -> None:
    answers_on = date(2026, 11, day)
    assert told_in_letter(answers_on, NOW.date(), "Sat") == letter
    assert told_on_page(answers_on, NOW.date(), "Sat") == page


def test_a_day_that_has_passed_is_not_told_to_the_client() -> None:
    assert told_on_page(date(2026, 11, 19), NOW.date(), "Thu") == "has another offer"
