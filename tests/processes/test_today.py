"""Today: who waits for a word, in groups, with the sentence and the numbers computed from facts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from candidates.models import Candidate
from processes.attention import (
    cooling,
    in_the_way,
    reports_of_the_week,
    to_review,
    without_dates,
)
from processes.models import Assignment, FollowUp, Obstacle, Report
from processes.timeline import record
from processes.today.choice import of
from processes.today.figures import figures
from processes.today.sentence import in_words
from processes.today.words import words_owed
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_candidate, call_contact, owed, stockholm

THURSDAY = stockholm(19, 10)


def mine(cast: Cast) -> Q:
    return of("mine", cast.nina)


def test_three_groups_by_when_it_is_due(cast: Cast) -> None:
    payroll = cast.payroll()
    cast.presented(cast.jonas, payroll, at=stockholm(17, 15))
    words = words_owed(mine(cast), cast.nina, THURSDAY)
    assert {word.kind for word in words.late} == {
        *("first_call_orderer", "first_call_decider", "schedule", "dates_agreed"),
    }
    assert {word.kind for word in words.today} == {"personal_feedback", "client_feedback"}
    assert {word.kind for word in words.next_days} == {"weekly_call"}


def test_the_day_ends_where_the_reader_is(cast: Cast) -> None:
    cast.payroll()
    cast.nina.time_zone = "America/New_York"
    evening = datetime(2026, 11, 18, 3, tzinfo=UTC)  # the 17th there
    assert [word.kind for word in words_owed(mine(cast), cast.nina, evening).today] == []
    cast.nina.time_zone = "Europe/Stockholm"
    words = words_owed(mine(cast), cast.nina, evening)
    assert [word.kind for word in words.today] == ["schedule"]


def test_the_sentence_counts_people_and_not_rows(cast: Cast) -> None:
    payroll = cast.payroll()
    assert words_owed(mine(cast), cast.nina, MONDAY).sentence(True) == (
        "Nobody is waiting for a word today."
    )
    assert words_owed(mine(cast), cast.nina, stockholm(17, 8)).sentence(True) == (
        "Two people are waiting for a word from you."
    )
    words = words_owed(mine(cast), cast.nina, THURSDAY)
    assert words.sentence(True) == (
        "Three people are waiting for a word from you. All of them should have had it already."
    )
    assert words.sentence(False).startswith("Three people are waiting for a word from us.")
    call_contact(payroll, cast.sara, THURSDAY)
    call_contact(payroll, cast.hugo, THURSDAY)
    assert words_owed(mine(cast), cast.nina, THURSDAY + timedelta(minutes=1)).sentence(True) == (
        "One person is waiting for a word from you. They should have had it already."
    )
    cast.payroll(at=stockholm(18, 12), ordered_by=cast.sara)
    assert words_owed(mine(cast), cast.nina, THURSDAY + timedelta(minutes=1)).sentence(True) == (
        "Two people are waiting for a word from you. One should have had it already."
    )


def test_numbers_in_words_up_to_twelve() -> None:
    assert [in_words(number) for number in (1, 7, 12, 13)] == ["One", "Seven", "Twelve", "13"]


def test_the_four_numbers(cast: Cast) -> None:
    payroll = cast.payroll()
    candidacy = cast.presented(cast.jonas, payroll)
    call_contact(payroll, cast.sara, stockholm(16, 12))  # in time
    call_contact(payroll, cast.hugo, stockholm(18, 12))  # too late
    told = record("mailed", by=cast.nina, at=stockholm(17, 9), candidacy=candidacy, reached=True)
    owed("personal_feedback").put_off(
        stockholm(20, 9), by=cast.nina, at=stockholm(17, 9), told=told
    )
    call_candidate(candidacy, stockholm(19, 9))  # moved, so not kept
    numbers = figures(mine(cast), THURSDAY)
    # To the client the schedule, dates, and on Thursday the weekly call is not late yet.
    assert (numbers["candidates"], numbers["clients"], numbers["feedback"]) == (0, 3, 1)
    assert numbers["clients_late"] == 2
    assert numbers["feedback_since"] == MONDAY
    # Five words given, in time or not; schedule and dates are owed and late.
    assert (numbers["owed"], numbers["kept"]) == (7, 3)
    assert (numbers["share"], numbers["tone"]) == ("43 %", "soon")


def test_what_needs_a_word_though_no_clock_says_so(cast: Cast) -> None:
    payroll = cast.payroll(decision_on=stockholm(30, 9).date())
    jonas, amira = (
        payroll.add(person, by=cast.nina, at=MONDAY) for person in (cast.jonas, cast.amira)
    )
    obstacle = Obstacle.find(
        assignment=payroll,
        kind="salary",
        title="Salary below market",
        evidence="7 of 12",
        proposal="Raise it",
        by=cast.nina,
        at=MONDAY,
    )
    jonas.note_interest(5, by=cast.nina, at=MONDAY)
    assert cooling(mine(cast), THURSDAY) == []
    jonas.note_interest(3, by=cast.nina, at=stockholm(18, 9))
    day = stockholm(24, 9).date()
    amira.note_interest(4, by=cast.nina, at=MONDAY, other_offer="Axfood", answers_on=day)
    assert set(cooling(mine(cast), THURSDAY)) == {jonas, amira}
    assert [(one.pk, one.proposed) for one in in_the_way(mine(cast))] == [(obstacle.pk, False)]
    assert without_dates(mine(cast), MONDAY) == []
    assert without_dates(mine(cast), stockholm(20, 9)) == [payroll]
    obstacle.tell(by=cast.nina, at=THURSDAY)
    jonas.note_interest(5, by=cast.nina, at=THURSDAY)
    assert in_the_way(mine(cast)) == []
    assert cooling(mine(cast), THURSDAY) == [amira]


def test_a_draft_is_to_be_read_on_its_day_and_until_somebody_has(cast: Cast) -> None:
    slot = stockholm(20, 15)
    draft = Report.objects.draft(cast.payroll(), slot, at=THURSDAY)

    def read(at: datetime) -> list[Report]:
        return to_review(reports_of_the_week(mine(cast), at), at)

    assert read(THURSDAY) == []
    assert read(stockholm(20, 8)) == [draft]
    assert read(stockholm(23, 8)) == [draft]  # the Monday after: nobody has approved it
    assert to_review(reports_of_the_week(of("mine", cast.rasmus), slot), slot) == []
    draft.approve(by=cast.nina, at=stockholm(23, 9))
    assert read(stockholm(23, 10)) == []


@pytest.fixture
def page(cast: Cast, client: Client) -> Client:
    client.force_login(cast.nina)
    return client


def ordered(cast: Cast, days_ago: int = 6) -> Assignment:
    return cast.payroll(at=timezone.now() - timedelta(days=days_ago))


def test_the_page_shows_mine_and_everybodys(cast: Cast, page: Client) -> None:
    ordered(cast)
    cast.data_engineer(at=timezone.now() - timedelta(days=6))
    assert "Nordvik Energi" in page.get("/").content.decode()
    assert "Lumen Retail" not in page.get("/").content.decode()
    assert "Lumen Retail" in page.get("/?whose=all").content.decode()
    assert "Lumen Retail" not in page.get("/?whose=team").content.decode()
    assert "Rasmus Holm" in page.get("/?whose=all").content.decode()


def test_a_lead_sees_the_teams(cast: Cast, page: Client) -> None:
    ordered(cast)
    page.force_login(cast.lea)
    assert "Sara Berg" not in page.get("/").content.decode()
    assert "Sara Berg" in page.get("/?whose=team").content.decode()


def test_a_row_has_what_settles_it(cast: Cast, page: Client) -> None:
    cast.sara.phone = "+46 70 111 22 33"
    cast.sara.save()
    cast.presented(cast.jonas, ordered(cast), at=timezone.now() - timedelta(days=6))
    text = page.get("/").content.decode()
    word = owed("first_call_decider")
    assert 'href="tel:+46701112233"' in text
    assert f"/log/?follow_up={word.pk}" in text
    assert f"/follow-ups/{word.pk}/putting-off/" in text
    assert "feedback on Jonas Krantz" in text
    assert "Log answer" in text


def test_a_draft_can_be_read_and_sent_from_here(cast: Cast, page: Client) -> None:
    now = timezone.now()
    draft = Report.objects.draft(ordered(cast), now - timedelta(hours=2), at=now)
    text = page.get("/").content.decode()
    assert f'href="/reports/{draft.pk}/"' in text
    assert f'action="/reports/{draft.pk}/sending/"' in text
    assert "2 h late" in text


def test_a_missing_date_that_has_its_row_is_not_said_to_be_set(cast: Cast, page: Client) -> None:
    assert "and every date is set" in page.get("/").content.decode()
    payroll = ordered(cast)
    shown = page.get("/").content.decode()
    assert "No untold obstacles, and nobody cooling." in shown
    assert "dates to agree with the client" in shown
    FollowUp.objects.filter(assignment=payroll, kind="dates_agreed").delete()
    assert "No date for" in page.get("/").content.decode()


def test_when_everybody_has_had_a_word_it_says_so(page: Client) -> None:
    text = page.get("/").content.decode()
    assert "Everyone has had their word." in text
    assert "Nobody is waiting for a word today." in text


def test_an_agency_without_a_client_is_shown_where_to_begin(db: None, client: Client) -> None:
    ada = User.objects.create_user("ada@new.example", full_name="Ada", role="admin")
    client.force_login(ada)
    page = client.get(reverse("today")).content.decode()
    for name in ("agency", "people", "client_new"):
        assert f'flex-1 font-medium" href="{reverse(name)}"' in page
    assert "Everyone has had their word" not in page


def test_it_is_the_first_page_after_sign_in(cast: Cast, client: Client) -> None:
    typed = {"login": cast.nina.email, "password": "a word kept on time"}
    assert client.post("/account/login/", typed).headers["Location"] == "/"


@pytest.mark.parametrize("whose", ["mine", "all"])
def test_forty_follow_ups_ask_ten_questions(
    cast: Cast, page: Client, whose: str, django_assert_max_num_queries: Any
) -> None:
    payroll = ordered(cast)
    for number in range(40):
        person = Candidate.objects.create(first_name=f"Candidate {number}", owner=cast.nina)
        at = timezone.now() - timedelta(days=number % 9)
        payroll.add(person, by=None, at=at, applied=True)
    assert FollowUp.objects.waiting().count() > 40
    with django_assert_max_num_queries(10):
        page.get(f"/?whose={whose}")


def test_a_lead_who_owes_nothing_is_shown_the_way_to_the_team(cast: Cast, page: Client) -> None:
    assert 'href="/?whose=team">Look at' not in page.get("/").content.decode()
    page.force_login(cast.lea)
    assert 'href="/?whose=team">Look at' in page.get("/").content.decode()
