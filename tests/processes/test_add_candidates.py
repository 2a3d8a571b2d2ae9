from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import Assignment, Candidacy, Event
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db


def url(assignment: Assignment) -> str:
    return reverse("candidacy_new", args=[assignment.pk])


def test_somebody_added_stands_identified_and_nobody_is_owed_anything() -> None:
    cast = Cast()
    payroll = cast.payroll()
    candidacy = payroll.add(cast.jonas, by=cast.nina, at=NOW)
    assert (candidacy.stage, candidacy.applied_at) == ("identified", None)
    assert candidacy.follow_ups.count() == 0
    assert Event.objects.get(candidacy=candidacy).kind == "candidate_added"


def test_somebody_who_applied_is_owed_an_answer() -> None:
    cast = Cast()
    payroll = cast.payroll()
    candidacy = payroll.add(cast.jonas, by=None, at=NOW, applied=True)
    assert candidacy.applied_at == NOW
    owed = {word.kind for word in candidacy.follow_ups.all()}
    assert owed == {"acknowledgement", "application", "candidate_silence"}


def test_adding_twice_adds_once() -> None:
    cast = Cast()
    payroll = cast.payroll()
    first = payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    assert payroll.add(cast.jonas, by=cast.nina, at=NOW) == first
    assert Event.objects.filter(candidacy=first).count() == 1


def test_somebody_we_had_found_who_then_applies_is_owed_an_answer_too() -> None:
    cast = Cast()
    payroll = cast.payroll()
    payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    candidacy = payroll.add(cast.jonas, by=None, at=NOW, applied=True)
    assert payroll.add(cast.jonas, by=None, at=NOW + timedelta(hours=1), applied=True) == candidacy
    candidacy.refresh_from_db()
    assert (candidacy.added_at, candidacy.applied_at) == (MONDAY, NOW)
    assert candidacy.follow_ups.filter(kind="application").count() == 1
    assert candidacy.follow_ups.count() == 3  # a receipt, an answer, and never silence
    assert candidacy.events.filter(kind="applied").count() == 1


def test_people_are_found_by_name_or_skill_and_those_on_it_are_marked(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll()
    payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    client.force_login(cast.nina)
    found = client.get(url(payroll), {"q": "payroll"}).context["people"]
    assert {(person, bool(candidacy)) for person, candidacy in found} == {
        (cast.jonas, True),
        (cast.amira, False),
    }
    assert [person for person, _none in client.get(url(payroll), {"q": "malin"}).context["people"]]
    [(person, _none)] = client.get(url(payroll), {"q": "Malinovska"}).context["people"]
    assert person == cast.ewa  # a slip in a name
    assert client.get(url(payroll), {"q": ""}).context["people"] == []
    assert client.post(url(payroll), {"q": "mal\0in"}).status_code == 422


def test_the_chosen_ones_come_onto_the_board_as_applicants_where_ticked(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll()
    client.force_login(cast.nina)
    chosen = {"candidate": [cast.jonas.pk, cast.amira.pk], "applied": "on"}
    answer = client.post(url(payroll), chosen, follow=True)
    assert payroll.candidacies.filter(applied_at__isnull=False).count() == 2
    assert "are on the board" in answer.content.decode()


def test_somebody_on_it_already_is_said_and_not_added_again(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll()
    payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    client.force_login(cast.nina)
    answer = client.post(url(payroll), {"candidate": [cast.jonas.pk]}, follow=True)
    assert "was on this assignment already" in answer.content.decode()
    assert Candidacy.objects.count() == 1


@pytest.mark.parametrize("candidate", [[], ["x"], ["999999"], ["9" * 30], ["-1"]])
def test_nobody_chosen_is_refused(client: Browser, candidate: list[str]) -> None:
    cast = Cast()
    payroll = cast.payroll()
    client.force_login(cast.nina)
    answer = client.post(url(payroll), {"candidate": candidate, "q": "jon"})
    assert answer.status_code == 422
    assert "Choose at least one candidate" in answer.content.decode()
    assert "Jonas Krantz" in answer.content.decode()  # what was searched for is still there


def test_nobody_is_added_to_a_closed_assignment(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll()
    payroll.close("lost", words="Too late.", by=cast.nina, at=MONDAY)
    client.force_login(cast.nina)
    answer = client.post(url(payroll), {"candidate": [cast.jonas.pk]})
    assert answer.status_code == 422
    assert not Candidacy.objects.exists()


def test_somebody_new_is_written_down_and_found_ticked_for_the_board(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll()
    client.force_login(cast.nina)
    new = reverse("candidate_new")
    typed = {"first_name": "Stina", "last_name": "Åberg", "owner": cast.nina.pk}
    typed |= {"country": "SE", "language": "sv"}
    answer = client.post(f"{new}?assignment={payroll.pk}", typed, follow=True)
    [(person, candidacy)] = answer.context["people"]
    assert (person.full_name, candidacy) == ("Stina Åberg", None)
    assert "checked" in answer.content.decode()
