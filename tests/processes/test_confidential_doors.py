"""Door by door: what somebody outside the team of a confidential assignment can do there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, User
from mailings.models import Letter
from processes.desks import Desk
from processes.digests import send_digest
from processes.insights import figures
from processes.insights.choice import Choice
from processes.models import Assignment, Candidacy, Digest, Event, FollowUp
from processes.timeline import record
from tests.cast import NOW, Cast, person
from tests.processes.insights.story import period
from tests.processes.test_edit_assignment import typed
from tests.processes.test_hand_over_desk import typed as a_person

MORNING = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    payroll = cast.payroll(confidential=True)
    cast.presented(cast.amira, payroll)
    return payroll


@pytest.fixture
def rasmus(cast: Cast, client: Browser) -> Browser:
    client.force_login(cast.rasmus)
    return client


def of(payroll: Assignment, kind: str) -> FollowUp:
    return FollowUp.objects.waiting().get(assignment=payroll, kind=kind)


def test_a_call_cannot_be_logged_about_it(cast: Cast, payroll: Assignment, rasmus: Browser) -> None:
    said = {"who": f"contact-{cast.sara.pk}", "kind": "called", "reached": "yes", "text": "Hm"}
    there = Event.objects.count()
    answer = rasmus.post(reverse("log_call"), said | {"assignment": payroll.pk})
    assert answer.status_code == 422
    answer = rasmus.post(reverse("log_call"), said | {"answer_on": payroll.candidacies.get().pk})
    assert answer.status_code == 422
    assert Event.objects.count() == there


def test_a_call_says_nothing_of_words_that_it_settles_there(
    cast: Cast, payroll: Assignment, rasmus: Browser
) -> None:
    rang: dict[str, Any] = {
        "by": cast.nina,
        "assignment": payroll,
        "contact": cast.sara,
        "rang": "them",
    }
    who = {"who": f"contact-{cast.sara.pk}", "kind": "called", "reached": "yes", "text": "Hm"}
    for user, answer in ((cast.rasmus, "Logged"), (cast.nina, "Settled")):
        record("called", at=timezone.now(), reached=False, **rang)
        missed = of(payroll, "missed_call")
        rasmus.force_login(user)
        page = rasmus.post(reverse("log_call"), who, follow=True).content.decode()
        missed.refresh_from_db()
        assert missed.settled_at
        assert answer in page
        assert ("Settled" in page) is (user == cast.nina)


def test_nobody_can_be_put_on_it(cast: Cast, payroll: Assignment, rasmus: Browser) -> None:
    url = reverse("candidate_candidacy_new", args=[cast.jonas.pk])
    assert payroll.title not in rasmus.get(url, {"q": "payroll"}).content.decode()
    assert rasmus.post(url, {"assignment": payroll.pk}).status_code == 422
    assert not Candidacy.objects.filter(candidate=cast.jonas).exists()


def test_its_numbers_are_in_no_figure_of_theirs(cast: Cast, payroll: Assignment) -> None:
    cast.data_engineer()

    def counted(reader: User | None) -> list[int]:
        choice, months = Choice(3, reader=reader), period(3)
        asked = figures.answers(choice, months)["client_feedback"].asked
        return [len(figures.by_client(choice, months)), asked]

    assert counted(None) == counted(cast.lea) == counted(cast.nina) == [2, 1]
    assert counted(cast.rasmus) == [1, 0]


def test_the_table_of_insights_is_their_own(
    cast: Cast, payroll: Assignment, rasmus: Browser
) -> None:
    url = reverse("insights_table", args=["clients"])
    assert cast.nordvik.name not in rasmus.get(url).content.decode()
    rasmus.force_login(cast.nina)
    assert cast.nordvik.name in rasmus.get(url).content.decode()


def test_the_list_of_clients_counts_without_it(
    cast: Cast, payroll: Assignment, rasmus: Browser
) -> None:
    def counted() -> list[int]:
        rows = rasmus.get(reverse("clients")).context["page"].rows
        return [row.open_assignments for row in rows if row == cast.nordvik]

    assert counted() == [0]
    rasmus.force_login(cast.nina)
    assert counted() == [1]


def test_a_colleagues_digest_is_for_them_and_for_leads(
    cast: Cast, payroll: Assignment, rasmus: Browser
) -> None:
    digest, _new = Digest.objects.get_or_create(user=cast.nina, defaults={"next_at": MORNING})
    letter = send_digest(digest.pk, MORNING)
    assert letter is not None
    assert payroll.title in letter.html
    url = reverse("letter", args=[letter.pk])
    assert rasmus.get(url).status_code == 404
    assert letter.subject not in rasmus.get(reverse("mailbox")).content.decode()
    for reader in (cast.nina, cast.lea):
        rasmus.force_login(reader)
        assert rasmus.get(url).status_code == 200


def test_a_letter_that_reminds_of_it_among_others_is_hidden(
    cast: Cast, payroll: Assignment, rasmus: Browser
) -> None:
    other = cast.payroll()
    letter = Letter.objects.write(
        kind="feedback_reminder",
        to=cast.sara.email,
        to_name="Sara",
        language="en",
        key="both",
        subject="Two words",
        html="",
        text="",
        occasion=other,
        at=NOW,
    )
    url = reverse("letter", args=[letter.pk])
    assert rasmus.get(url).status_code == 200
    of(payroll, "client_feedback").reminders.create(step="contact_1", letter=letter, at=NOW)
    assert rasmus.get(url).status_code == 404


def test_whoever_is_handed_a_word_joins_the_team(cast: Cast, payroll: Assignment) -> None:
    of(payroll, "dates_agreed").hand_over(cast.rasmus, by=cast.nina, at=NOW)
    assert list(payroll.team.all()) == [cast.rasmus]
    assert Event.objects.filter(kind="assignment_edited", facts={"fields": ["team"]}).exists()
    of(payroll, "dates_agreed").hand_over(cast.lea, by=cast.nina, at=NOW)
    assert cast.lea not in payroll.team.all()


def test_whoever_takes_a_desk_takes_its_seat_in_teams(cast: Cast) -> None:
    lars = person("Lars Teammate", Role.RECRUITER)
    payroll = cast.payroll(confidential=True, team=[lars])
    of(payroll, "dates_agreed").hand_over(lars, by=cast.nina, at=NOW)
    Desk(lars).hand_over(cast.rasmus, by=cast.lea, at=NOW)
    assert list(payroll.team.all()) == [cast.rasmus]
    assert of(payroll, "dates_agreed").owner == cast.rasmus


def test_nobody_shuts_themselves_out(cast: Cast, client: Browser) -> None:
    payroll = cast.payroll()
    client.force_login(cast.rasmus)
    url = reverse("assignment_edit", args=[payroll.pk])
    answer = client.post(url, typed(payroll, confidential="on"))
    assert answer.status_code == 422
    assert "put yourself on the team" in answer.content.decode()
    payroll.refresh_from_db()
    assert not payroll.confidential
    client.post(url, typed(payroll, confidential="on", team=[cast.rasmus.pk, cast.nina.pk]))
    payroll.refresh_from_db()
    assert (payroll.confidential, list(payroll.team.all())) == (True, [cast.rasmus])


def test_nor_anybody_who_owes_a_word_on_it(cast: Cast, client: Browser) -> None:
    payroll = cast.payroll()
    of(payroll, "dates_agreed").hand_over(cast.rasmus, by=cast.nina, at=NOW)
    client.force_login(cast.nina)
    answer = client.post(
        reverse("assignment_edit", args=[payroll.pk]), typed(payroll, confidential="on")
    )
    assert answer.status_code == 422
    assert "would not see it any more: Rasmus Holm" in answer.content.decode()
    keeps: dict[str, Any] = {"contacts": [], "must_haves": [], "by": cast.nina, "at": NOW}
    payroll.edit(**keeps, confidential=True, team=[])  # a moment after the form has looked
    assert list(payroll.team.all()) == [cast.rasmus]


def test_whoever_leads_no_more_joins_the_teams_of_what_they_owe(
    cast: Cast, client: Browser, payroll: Assignment
) -> None:
    of(payroll, "dates_agreed").hand_over(cast.lea, by=cast.nina, at=NOW)
    other = cast.data_engineer(confidential=True)
    client.force_login(cast.ada)
    said = a_person(cast.lea, role="recruiter", is_active="on")
    assert client.post(reverse("person_edit", args=[cast.lea.pk]), said).status_code == 302
    lea = User.objects.get(pk=cast.lea.pk)
    assert list(Assignment.objects.visible_to(lea)) == [payroll]
    assert not other.team.exists()
