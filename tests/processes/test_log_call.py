"""Logging a call from every page: whom, what about, what was said, and what it settled."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from processes.models import Event, FollowUp
from tests.cast import Cast

LOG = "/log/"


@pytest.fixture
def nina(cast: Cast, client: Client) -> Client:
    client.force_login(cast.nina)
    return client


def days(number: int) -> Any:
    return timezone.now() + timedelta(days=number)


def test_a_call_with_a_contact_stands_on_the_timeline(cast: Cast, nina: Client) -> None:
    payroll = cast.payroll(at=days(-1))
    typed = {"who": f"contact-{cast.sara.pk}", "kind": "called", "assignment": payroll.pk}
    answer = nina.post(LOG, {**typed, "text": "Wants a coach", "outcome": "brief is clear"})
    assert answer.status_code == 302
    event = Event.objects.get(kind="called")
    assert (event.contact, event.assignment, event.by) == (cast.sara, payroll, cast.nina)
    assert (event.text, event.reached, event.visible_to_client) == ("Wants a coach", True, False)
    assert event.facts == {"rang": "us", "outcome": "brief is clear"}


def test_it_says_what_it_settled(cast: Cast, nina: Client) -> None:
    candidacy = cast.payroll(at=days(-2)).add(cast.jonas, by=cast.nina, at=days(-2))
    candidacy.move_to("interviewed", by=cast.nina, at=days(-1))
    typed = {"who": f"candidate-{cast.jonas.pk}", "kind": "called"}
    page = nina.post(LOG, {**typed, "assignment": candidacy.assignment_id}, follow=True)
    assert "Settled: personal feedback to Jonas Krantz" in page.content.decode()
    waiting = FollowUp.objects.waiting().filter(candidacy=candidacy)
    assert [word.kind for word in waiting] == ["candidate_silence"]  # the clock starts anew


def test_no_answer_settles_nothing_and_says_so(cast: Cast, nina: Client) -> None:
    payroll = cast.payroll(at=days(-1))
    typed = {"who": f"contact-{cast.sara.pk}", "kind": "called", "reached": "no"}
    page = nina.post(LOG, {**typed, "assignment": payroll.pk}, follow=True)
    assert "Logged." in page.content.decode()
    assert Event.objects.get(kind="called").reached is False
    assert FollowUp.objects.waiting().filter(kind="first_call_decider").exists()


def test_on_today_the_page_stays_and_takes_up_what_changed(cast: Cast, nina: Client) -> None:
    answer = nina.post(
        LOG,
        {"who": f"contact-{cast.sara.pk}", "kind": "called"},
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/?whose=mine"},
    )
    assert answer.status_code == 204
    told = json.loads(answer.headers["HX-Trigger"])
    assert list(told) == ["toast", "logged", "dialog:close"]
    assert told["toast"]["text"] == "Logged. It is about no assignment, so it settled nothing."


def test_elsewhere_the_page_is_shown_again(cast: Cast, nina: Client) -> None:
    page = reverse("candidate", args=[cast.jonas.pk])
    here = {"HX-Request": "true", "HX-Target": "dialog-body"}
    answer = nina.post(
        LOG,
        {"who": f"candidate-{cast.jonas.pk}", "kind": "called"},
        headers={**here, "HX-Current-URL": f"http://testserver{page}"},
    )
    assert answer.headers["HX-Redirect"] == f"http://testserver{page}"
    away = nina.post(
        LOG,
        {"who": f"candidate-{cast.jonas.pk}", "kind": "called", "next": "https://evil.example/"},
    )
    assert away.headers["Location"] == "/"


def test_a_promised_day_is_owed(cast: Cast, nina: Client) -> None:
    payroll = cast.payroll(at=days(-1))
    payroll.add(cast.jonas, by=cast.nina, at=days(-1))
    day = days(3).date()
    typed = {"who": f"candidate-{cast.jonas.pk}", "kind": "called", "assignment": payroll.pk}
    nina.post(LOG, {**typed, "next_on": day.isoformat()})
    promise = FollowUp.objects.get(kind="next_word")
    assert promise.due_at.date() >= day
    assert promise.owner == cast.nina


def test_the_clients_answer_on_a_candidate_is_an_event_of_its_own(cast: Cast, nina: Client) -> None:
    candidacy = cast.presented(cast.jonas, cast.payroll(at=days(-3)), at=days(-3))
    typed = {"who": f"contact-{cast.sara.pk}", "kind": "called", "text": "Let us meet him"}
    page = nina.post(LOG, {**typed, "answer_on": candidacy.pk}, follow=True)
    answer = Event.objects.get(kind="client_answered")
    assert (answer.candidacy, answer.contact, answer.text) == (
        candidacy,
        cast.sara,
        "Let us meet him",
    )
    assert "feedback on a presented candidate: Jonas Krantz" in page.content.decode()
    assert Event.objects.get(kind="called").assignment == candidacy.assignment


@pytest.mark.parametrize(
    "typed",
    [
        {"kind": "called", "reached": "no", "text": "Left a word on the machine"},
        {"kind": "called", "reached": "no"},
        {"kind": "mailed", "rang": "us", "text": "Asked for her word on Jonas"},
    ],
)
def test_asking_for_the_clients_answer_is_no_answer(
    cast: Cast, nina: Client, typed: dict[str, str]
) -> None:
    """Today's button names whom the answer is about before anybody has taken the call."""
    candidacy = cast.presented(cast.jonas, cast.payroll(at=days(-3)), at=days(-3))
    who = {"who": f"contact-{cast.sara.pk}", "answer_on": candidacy.pk}
    assert nina.post(LOG, who | typed).status_code == 302
    assert Event.objects.get(kind=typed["kind"]).assignment == candidacy.assignment
    assert not Event.objects.filter(kind="client_answered").exists()
    assert FollowUp.objects.waiting().filter(kind="client_feedback").exists()


def test_mail_meeting_and_note_are_logged_the_same_way(cast: Cast, nina: Client) -> None:
    who = {"who": f"candidate-{cast.jonas.pk}"}
    nina.post(LOG, {**who, "kind": "mailed", "rang": "them", "text": "Thanks"})
    nina.post(LOG, {**who, "kind": "met", "meeting": "interview"})
    nina.post(LOG, {**who, "kind": "noted", "text": "Moves to Gävle"})
    kept = Event.objects.order_by("pk").values_list("kind", "reached", "facts")
    assert list(kept) == [
        ("mailed", True, {"rang": "them"}),
        ("met", True, {"with": "interview"}),
        ("noted", None, {}),
    ]


def test_the_client_met_the_candidate_is_about_both(cast: Cast, nina: Client) -> None:
    payroll = cast.payroll(at=days(-3))
    cast.presented(cast.jonas, payroll, at=days(-3))
    typed = {"who": f"candidate-{cast.jonas.pk}", "kind": "met", "assignment": payroll.pk}
    nina.post(LOG, {**typed, "meeting": "client_and_candidate"})
    met = Event.objects.get(kind="met")
    assert (met.candidate, met.contact) == (cast.jonas, cast.sara)
    assert FollowUp.objects.waiting().filter(kind="personal_feedback").exists()


def test_when_it_was_is_read_in_the_readers_time(cast: Cast, nina: Client) -> None:
    typed = {"who": f"candidate-{cast.jonas.pk}", "kind": "called", "at": "2026-01-15T10:00"}
    nina.post(LOG, typed)
    assert Event.objects.get().at.isoformat() == "2026-01-15T09:00:00+00:00"


BAD = [
    ({"who": ""}, "Choose whom it was with."),
    ({"who": "candidate-999999"}, "Choose somebody from the list."),
    ({"who": "candidate-1e9"}, "Choose somebody from the list."),
    ({"who": "robot-1"}, "Choose somebody from the list."),
    ({"kind": "stage_moved"}, "Select a valid choice"),
    ({"kind": "noted", "text": ""}, "Write the note."),
    ({"at": "2999-01-01T10:00"}, "This lies in the future."),
    ({"at": "yesterday"}, "Enter a valid date/time."),
    ({"next_on": "2020-01-01"}, "This day lies in the past."),
    ({"next_on": "2999-01-01"}, "This day is more than a year away."),
    ({"assignment": "999999"}, "Choose an assignment from the list."),
    ({"outcome": "x" * 161}, "at most 160 characters"),
]


@pytest.mark.parametrize(("typed", "message"), BAD)
def test_bad_input_is_refused_at_the_field_and_nothing_is_lost(
    cast: Cast, nina: Client, typed: dict[str, str], message: str
) -> None:
    good = {"who": f"candidate-{cast.jonas.pk}", "kind": "called", "text": "Said a lot <b>"}
    answer = nina.post(LOG, {**good, **typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert message in page
    if "text" not in typed:
        assert "Said a lot &lt;b&gt;" in page
    assert not Event.objects.exists()


def test_a_promise_needs_to_know_what_it_is_about(cast: Cast, nina: Client) -> None:
    typed = {"who": f"candidate-{cast.jonas.pk}", "kind": "called"}
    answer = nina.post(LOG, {**typed, "next_on": days(2).date().isoformat()})
    assert answer.status_code == 422
    assert "Choose what it is about." in answer.content.decode()


def test_it_asks_few_questions(
    cast: Cast, nina: Client, django_assert_max_num_queries: Any
) -> None:
    payroll = cast.payroll(at=days(-2))
    payroll.add(cast.jonas, by=None, at=days(-1), applied=True)
    typed = {"who": f"candidate-{cast.jonas.pk}", "kind": "called", "assignment": payroll.pk}
    from_row = {"follow_up": FollowUp.objects.get(kind="application").pk}
    with django_assert_max_num_queries(14):
        nina.post(LOG, {**typed, **from_row, "next_on": days(2).date().isoformat()})
    with django_assert_max_num_queries(14):
        nina.post(LOG, {**typed, "who": f"contact-{cast.sara.pk}"})
