from __future__ import annotations

import gzip
from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from candidates.models import Candidate
from processes.board import Card, columns
from processes.models import Assignment, Meeting
from processes.stages import Stage
from processes.timeline import record
from tests.cast import MONDAY, NOW, Cast, agrees

pytestmark = pytest.mark.django_db


def crowd(cast: Cast, assignment: Assignment, count: int, *, stages: int = 7) -> None:
    people = Candidate.objects.bulk_create(
        Candidate(first_name=f"Ann {number}", last_name="Lind", owner=cast.nina)
        for number in range(count)
    )
    for number, person in enumerate(people):
        candidacy = assignment.add(person, by=cast.nina, at=MONDAY, applied=number % 3 == 0)
        agrees(candidacy)
        candidacy.move_to(list(Stage)[number % stages], by=cast.nina, at=MONDAY)


def test_a_board_of_150_costs_ten_queries_and_60_kilobytes(
    client: Browser, django_assert_max_num_queries
) -> None:
    cast = Cast()
    payroll = cast.payroll()
    crowd(cast, payroll, 150)
    client.force_login(cast.nina)
    with django_assert_max_num_queries(10):
        page = client.get(payroll.get_absolute_url())
    assert page.content.count(b"data-card") == 150
    assert len(gzip.compress(page.content)) < 60_000


def test_a_column_shows_thirty_and_all_when_asked(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll()
    crowd(cast, payroll, 34, stages=1)
    client.force_login(cast.nina)
    page = client.get(payroll.get_absolute_url()).content.decode()
    assert page.count("data-card") == 30
    assert "Show all 34" in page
    whole = client.get(payroll.get_absolute_url(), {"all": "identified"}).content.decode()
    assert whole.count("data-card") == 34
    assert client.get(payroll.get_absolute_url(), {"all": "x"}).content.count(b"data-card") == 30


def test_a_card_says_first_what_is_late_then_what_is_due_today_then_the_meeting() -> None:
    cast = Cast()
    payroll = cast.payroll()
    jonas = payroll.add(cast.jonas, by=cast.nina, at=MONDAY, applied=True)  # due on Monday 23
    candidacy = agrees(jonas)
    record("letter_sent", by=None, at=MONDAY, candidacy=candidacy, letter="acknowledgement")
    assert card(payroll).note == "answer to application due Mon"
    Meeting.objects.book(candidacy, starts_at=NOW + timedelta(days=4), by=cast.nina, at=NOW)
    assert card(payroll).note == "Tue 24 Nov 10:00"
    due_at = payroll.follow_ups.get(kind="application").due_at
    today = card(payroll, at=due_at - timedelta(minutes=1))
    assert (today.note, today.note_tone) == ("answer to application due today", "soon")
    late = card(payroll, at=due_at + timedelta(days=1, minutes=5))
    assert (late.note, late.note_tone) == ("answer to application 1 day late", "late")


def test_a_card_shows_interest_the_other_offer_and_whose_candidate_it_is() -> None:
    cast = Cast()
    payroll = cast.payroll()
    candidacy = payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    assert card(payroll).flag == ""
    candidacy.is_clients_own = True
    candidacy.save()
    assert card(payroll).flag == "the client's own"
    candidacy.note_interest(4, other_offer="Axfood", by=cast.nina, at=NOW)
    assert (card(payroll).flag, card(payroll).flag_tone) == ("offer elsewhere", "soon")
    assert "interest 4 of 5" in card(payroll).interest
    candidacy.note_interest(
        4, other_offer="Axfood", answers_on=date(2026, 11, 23), by=cast.nina, at=NOW
    )
    assert (card(payroll).flag, card(payroll).flag_tone) == ("offer, 3 days left", "late")
    candidacy.note_interest(
        4, other_offer="Axfood", answers_on=date(2026, 12, 23), by=cast.nina, at=NOW
    )
    assert (card(payroll).flag, card(payroll).flag_tone) == ("offer, 33 days left", "soon")
    agrees(candidacy).move_to("placed", by=cast.nina, at=NOW)
    assert card(payroll).flag == "the client's own"  # the other offer was turned down


def test_names_are_escaped_on_cards(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll()
    cast.jonas.first_name, cast.jonas.headline = "<b>Jonas", "<script>alert(1)</script>"
    cast.jonas.save()
    payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    client.force_login(cast.nina)
    page = client.get(payroll.get_absolute_url()).content.decode()
    assert "<b>Jonas" not in page
    assert "<script>alert" not in page
    assert "&lt;b&gt;Jonas" in page


def test_those_who_are_out_stand_below_with_reason_and_who_said_no(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll()
    candidacy = payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    candidacy.finish("rejected", reason="experience", said_no="client", by=cast.nina, at=MONDAY)
    client.force_login(cast.nina)
    page = client.get(payroll.get_absolute_url()).content.decode()
    assert "Out of the process" in page
    assert "data-card" not in page
    part = client.get(
        reverse("assignment_ended", args=[payroll.pk]),
        headers={"HX-Request": "true", "HX-Target": "ended"},
    ).content.decode()
    assert "Experience · the client said no" in part
    assert "<html" not in part


def test_a_closed_assignment_has_no_menus(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll()
    payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    payroll.close("cancelled", words="They stopped hiring.", by=cast.nina, at=MONDAY)
    client.force_login(cast.nina)
    page = client.get(payroll.get_absolute_url()).content.decode()
    assert "They stopped hiring." in page
    assert "data-move" not in page


def card(assignment: Assignment, at=NOW) -> Card:
    [found] = [one for column in columns(assignment, at) for one in column.cards]
    return found
