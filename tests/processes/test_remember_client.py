"""When the next assignment is opened, what we remember of the client is on the screen (C10)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from candidates.models import Candidate
from clients.models import ClientNote
from processes.briefs.memory import memory_of
from processes.models import Assignment, Event, FollowUp
from processes.stages import End, Reason, SaidNo
from processes.timeline import record
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
NEW = "/assignments/new/"


@pytest.fixture
def cast() -> Cast:
    return Cast()


def turned_down(cast: Cast, assignment: Assignment, who: Candidate, reason: str) -> None:
    candidacy = assignment.add(who, by=cast.nina, at=MONDAY)
    candidacy.finish(
        End.REJECTED, reason=reason, said_no=SaidNo.CLIENT, words="Too quiet", by=cast.nina, at=NOW
    )


def earlier(cast: Cast, **brief: object) -> Assignment:
    """Filled after five weeks; Sara answered twice, Hugo once, and Jonas was turned down."""
    made = cast.payroll(at=MONDAY - 35 * DAY, **brief)
    candidacy = made.add(cast.amira, by=cast.nina, at=MONDAY)
    for contact in (cast.sara, cast.hugo, cast.sara):
        candidacy.client_answers("Yes", by=cast.nina, at=MONDAY, contact=contact)
    turned_down(cast, made, cast.jonas, Reason.EXPERIENCE)
    Assignment.objects.filter(pk=made.pk).update(
        closed_at=MONDAY, outcome="filled", closing_words="Amira starts in January."
    )
    return made


def test_an_earlier_assignment_says_how_it_ended_and_how_long_it_took(cast: Cast) -> None:
    earlier(cast)
    memory = memory_of(cast.nordvik, cast.nina, at=NOW)
    [one] = memory.earlier
    assert (one.title, one.how, one.weeks) == (
        "Interim payroll manager",
        "Filled",
        "after 5 weeks",
    )
    assert (one.decider, one.words) == ("Sara Berg", "Amira starts in January.")


def test_whom_they_turned_down_and_why(cast: Cast) -> None:
    earlier(cast)
    memory = memory_of(cast.nordvik, cast.nina, at=NOW)
    [one] = memory.refused
    assert (one.name, one.reason, one.words) == ("Jonas Krantz", "Experience", "Too quiet")
    assert memory.reasons == ["Experience 1"]


def test_who_really_decided_is_who_answered(cast: Cast) -> None:
    earlier(cast)
    memory = memory_of(cast.nordvik, cast.nina, at=NOW)
    assert memory.deciding == ["Sara Berg: 2 of 3 answers", "Hugo Falk: 1 of 3 answers"]


def test_how_long_they_take_is_counted_in_working_days(cast: Cast) -> None:
    made = earlier(cast)
    opened = record("noted", by=cast.nina, at=MONDAY, assignment=made)
    for name, days in (("Gun", 1), ("Bo", 3), ("Tove", 5)):
        who = Candidate.objects.create(first_name=name, owner=cast.nina)
        candidacy = made.candidacies.create(candidate=who, stage_since=MONDAY, added_at=MONDAY)
        FollowUp.objects.create(
            kind="client_feedback",
            client=cast.nordvik,
            assignment=made,
            candidacy=candidacy,
            owner=cast.nina,
            opened_by=opened,
            opened_at=MONDAY,
            first_due_at=MONDAY + 4 * DAY,
            due_at=MONDAY + 4 * DAY,
            settled_by=opened,
            settled_at=MONDAY + days * DAY,
        )
    memory = memory_of(cast.nordvik, cast.nina, at=NOW)
    assert memory.answers == "3 working days, as a median of 3 answers; 1 was late"


def test_what_is_confidential_is_remembered_by_those_who_see_it(cast: Cast) -> None:
    earlier(cast, confidential=True)
    assert memory_of(cast.nordvik, cast.nina, at=NOW).earlier
    outside = memory_of(cast.nordvik, cast.rasmus, at=NOW)
    assert (outside.earlier, outside.refused, outside.deciding) == ([], [], [])


def test_the_one_that_is_looked_at_is_no_memory(cast: Cast) -> None:
    payroll = cast.payroll()
    assert memory_of(cast.nordvik, cast.nina, at=NOW, but=payroll).earlier == []


def test_it_costs_the_same_however_much_there_is(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            memory = memory_of(cast.nordvik, cast.nina, at=NOW)
        assert len(memory.earlier) <= 5
        assert len(memory.notes) <= 6
        return len(asked)

    earlier(cast)
    few = queries()
    for number in range(8):
        Assignment.objects.create(
            client=cast.nordvik, title=f"Role {number}", owner=cast.nina, opened_at=MONDAY
        )
        ClientNote.objects.create(client=cast.nordvik, about="fits", text="x", by=cast.nina)
    assert queries() == few <= 5
    assert memory_of(cast.nordvik, cast.nina, at=NOW).more == 4


def test_choosing_a_client_brings_its_people_memory_and_money(client: Browser, cast: Cast) -> None:
    ClientNote.objects.create(
        client=cast.lumen, about="deciding", text="Peter asks his mother.", by=cast.nina
    )
    client.force_login(cast.nina)
    part = client.get(
        NEW, {"client": cast.lumen.pk}, headers={"HX-Request": "true", "HX-Target": "people"}
    ).content.decode()
    assert "Peter asks his mother." in part
    assert '<option value="PLN" selected>' in part
    assert 'id="memory"' in part
    assert "<html" not in part


def test_without_scripts_it_comes_with_the_people(client: Browser, cast: Cast) -> None:
    earlier(cast)
    client.force_login(cast.nina)
    typed = {"client": cast.nordvik.pk, "title": "Controller", "choose_client": "1"}
    page = client.post(NEW, typed).content.decode()
    assert "after 5 weeks" in page
    assert 'value="Controller"' in page
    assert Event.objects.filter(kind="assignment_opened").count() == 1


def test_a_client_of_whom_nothing_is_known_says_so(client: Browser, cast: Cast) -> None:
    client.force_login(cast.nina)
    page = client.get(NEW, {"client": cast.lumen.pk}).content.decode()
    assert "It is the first assignment here" in page
    assert reverse("client", args=[cast.lumen.pk])
