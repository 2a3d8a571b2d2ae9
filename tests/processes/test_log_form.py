"""What the form to log a call knows from where it was opened, and finds while somebody types."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from processes.models import Event, FollowUp
from tests.cast import MONDAY, Cast

YESTERDAY = timedelta(days=-1)


@pytest.fixture
def nina(cast: Cast, client: Client) -> Client:
    client.force_login(cast.nina)
    return client


def chosen(nina: Client, query: str) -> dict[str, str]:
    form = nina.get(f"/log/?{query}").context["form"]
    return {name: str(form[name].value() or "") for name in ("who", "assignment", "answer_on")}


def test_the_only_open_assignment_is_chosen_already(cast: Cast, nina: Client) -> None:
    at = timezone.now() + YESTERDAY
    payroll = cast.payroll(at=at)
    payroll.add(cast.jonas, by=cast.nina, at=at)
    assert chosen(nina, f"candidate={cast.jonas.pk}")["assignment"] == str(payroll.pk)
    assert chosen(nina, f"contact={cast.sara.pk}")["assignment"] == str(payroll.pk)
    cast.payroll(at=at).add(cast.jonas, by=cast.nina, at=at)
    assert chosen(nina, f"candidate={cast.jonas.pk}")["assignment"] == ""


def test_of_several_the_one_they_wait_on_is_chosen_and_can_be_changed(
    cast: Cast, nina: Client
) -> None:
    quiet = cast.payroll()
    quiet.follow_ups.all().delete()
    urgent = cast.payroll(at=MONDAY - timedelta(days=7))
    form = nina.get(f"/log/?contact={cast.sara.pk}").context["form"]
    assert form["assignment"].value() == str(urgent.pk)
    assert [value for value, _label in form.fields["assignment"].choices] == [
        "",
        str(urgent.pk),
        str(quiet.pk),
    ]


def test_where_nobody_waits_nothing_is_guessed(cast: Cast, nina: Client) -> None:
    for _order in range(2):
        cast.payroll().follow_ups.all().delete()
    form = nina.get(f"/log/?contact={cast.sara.pk}").context["form"]
    assert not form["assignment"].value()


def test_a_candidacy_and_a_follow_up_say_it_all(cast: Cast, nina: Client) -> None:
    at = timezone.now() + YESTERDAY
    payroll = cast.payroll(at=at)
    candidacy = cast.presented(cast.jonas, payroll, at=at)
    jonas, sara, about = f"candidate-{cast.jonas.pk}", f"contact-{cast.sara.pk}", str(payroll.pk)
    assert chosen(nina, f"candidacy={candidacy.pk}")["who"] == jonas
    wanted = {
        "personal_feedback": (jonas, ""),
        "client_feedback": (sara, str(candidacy.pk)),
        "weekly_call": (sara, ""),
        "first_call_orderer": (f"contact-{cast.hugo.pk}", ""),
    }
    for kind, (who, answer_on) in wanted.items():
        follow_up = FollowUp.objects.get(kind=kind)
        expected = {"who": who, "assignment": about, "answer_on": answer_on}
        assert chosen(nina, f"follow_up={follow_up.pk}") == expected


def test_whoever_was_turned_down_and_waits_can_still_be_called(cast: Cast, nina: Client) -> None:
    at = timezone.now() + YESTERDAY
    candidacy = cast.payroll(at=at).add(cast.jonas, by=None, at=at, applied=True)
    candidacy.finish("rejected", reason="fit", said_no="we", by=cast.nina, at=at)
    assert chosen(nina, f"candidate={cast.jonas.pk}")["assignment"] == str(candidacy.assignment_id)


def test_on_an_assignment_its_people_are_there_to_choose(cast: Cast, nina: Client) -> None:
    payroll = cast.payroll(at=timezone.now() + YESTERDAY)
    payroll.add(cast.jonas, by=cast.nina, at=timezone.now())
    page = nina.get(f"/log/?assignment={payroll.pk}").content.decode()
    for name in ("Sara Berg", "Hugo Falk", "Jonas Krantz"):
        assert name in page
    assert "Amira" not in page
    assert "Sara Berg" in nina.get(f"/log/?client={cast.nordvik.pk}").content.decode()


@pytest.mark.parametrize("query", ["follow_up=999999", "candidacy=x", "contact=1e3", "who=robot-1"])
def test_what_nobody_knows_is_left_open(nina: Client, query: str) -> None:
    assert chosen(nina, query)["assignment"] == ""
    assert nina.get(f"/log/?{query}").status_code == 200


def test_choosing_somebody_brings_what_it_may_be_about(cast: Cast, nina: Client) -> None:
    payroll = cast.payroll(at=timezone.now() + YESTERDAY)
    part = {"HX-Request": "true", "HX-Target": "log-about"}
    page = nina.get(f"/log/?who=contact-{cast.sara.pk}", headers=part).content.decode()
    assert page.strip().startswith('<div id="log-about"')
    assert payroll.title in page
    assert "<form" not in page


def test_typing_finds_candidates_contacts_and_companies(cast: Cast, nina: Client) -> None:
    def found(typed: str) -> list[str]:
        results: list[dict[str, Any]] = nina.get("/log/people/", {"q": typed}).json()["results"]
        return [f"{one['value'].split('-')[0]}: {one['text']}" for one in results]

    assert found("krantz") == ["candidate: Jonas Krantz"]
    assert found("jonnas kranz") == ["candidate: Jonas Krantz"]
    assert found("NORDVIK") == [
        "contact: Sara Berg",
        "contact: Hugo Falk",
        "client: Nordvik Energi",
    ]
    assert found("j") == []
    assert found("%") == []
    assert found("nobody") == []


def test_without_scripts_a_name_is_looked_for_by_a_form(cast: Cast, nina: Client) -> None:
    assert f"candidate-{cast.jonas.pk}" in nina.get("/log/?q=jonas").content.decode()


def test_no_look_at_the_form_writes_anything(cast: Cast, nina: Client) -> None:
    payroll = cast.payroll()
    before = Event.objects.count()
    nina.get(f"/log/?contact={cast.sara.pk}&assignment={payroll.pk}&kind=met&text=Hello")
    assert Event.objects.count() == before


def test_a_word_that_was_given_meanwhile_is_said_before_and_after(cast: Cast, nina: Client) -> None:
    at = timezone.now() + YESTERDAY
    payroll = cast.payroll(at=at)
    word = FollowUp.objects.get(kind="first_call_decider")
    given = "Somebody has given this word in the meantime."
    dialog = f"/log/?follow_up={word.pk}"
    assert given not in nina.get(dialog).content.decode()
    form = nina.get(dialog).context["form"]
    names = ("who", "assignment", "follow_up")
    typed = {name: str(form[name].value()) for name in names} | {"kind": "called"}
    assert given not in nina.post("/log/", typed, follow=True).content.decode()
    assert given in nina.get(dialog).content.decode()
    # A colleague who had opened the same row before: both calls are kept, and it is said.
    page = nina.post("/log/", typed, follow=True).content.decode()
    assert given in page
    word.refresh_from_db()
    first, _second = Event.objects.filter(kind="called").order_by("pk")
    assert (word.settled_by, word.assignment) == (first, payroll)


@pytest.mark.parametrize("follow_up", ["9" * 30, "²", "-1", "0", "nobody"])
def test_an_odd_number_of_a_word_harms_nothing(cast: Cast, nina: Client, follow_up: str) -> None:
    assert nina.get(f"/log/?follow_up={follow_up}").status_code == 200
    typed = {"who": f"contact-{cast.sara.pk}", "kind": "called", "follow_up": follow_up}
    assert nina.post("/log/", typed).status_code == 302
