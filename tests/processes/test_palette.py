"""The palette: pages and things to do by their names, and what one worked with last."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import resolve
from django.utils import translation

from accounts.access import opened_to
from accounts.models import User
from candidates.models import Candidate
from processes.commands import ACTIONS, actions, pages, plain
from processes.models import EventKind
from processes.search import beginnings, everything
from processes.timeline import record
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def offered(who: User, typed: str) -> list[str]:
    """Pages and things to do that fit, in their order."""
    groups = everything(typed, who, size=9, at=NOW)
    return [one.name for group in groups if group.kind == "command" for one in group.found]


def note(by: User, **about: Any) -> None:
    record(EventKind.NOTED, by=by, at=NOW, text="Rang them.", **about)


def test_pages_and_things_to_do_are_found_by_their_names() -> None:
    cast = Cast()
    assert offered(cast.nina, "rep") == ["Reports"]
    assert offered(cast.nina, "NEW") == ["New candidate", "New client"]
    assert offered(cast.nina, "cand new") == ["New candidate"]
    assert offered(cast.nina, "port") == [], "words are begun, not cut"
    assert offered(cast.ada, "rep") == ["Reports", "Report schedules"]
    assert offered(cast.nina, "trail") == [], "a page for admins"
    assert offered(cast.ada, "take every") == ["Take everything out"]


def test_they_have_names_in_the_readers_language() -> None:
    cast = Cast()
    with translation.override("pl"):
        aims = offered(cast.nina, "KANDYDACI")
        without_marks = offered(cast.nina, plain(str(next(iter(ACTIONS)).label))[:7])
    assert aims == ["Kandydaci"]
    assert without_marks[0] == "Zapisz rozmowę"
    assert plain("Łódź, Ångström – ÆØ ß") == "lodz, angstrom – aeo ss"


def test_what_begins_with_the_words_comes_first_and_the_rest_last() -> None:
    cast = Cast()
    cast.data_engineer()
    kinds = [group.kind for group in everything("lea", cast.nina, size=5, at=NOW)]
    assert kinds == ["command"], "Leave; nobody is called Lea"
    cast.jonas.first_name = "Schedulla"
    cast.jonas.save()
    kinds = [group.kind for group in everything("schedul", cast.ada, size=5, at=NOW)]
    assert kinds == ["command", "candidate", "command"]


def test_before_anything_is_typed_there_is_what_one_worked_with_last() -> None:
    cast = Cast()
    payroll = cast.payroll()
    note(cast.nina, candidate=cast.jonas)
    note(cast.nina, candidate=cast.amira)
    note(cast.nina, candidate=cast.jonas)
    note(cast.rasmus, candidate=cast.ewa)
    lately, doing, going = beginnings(cast.nina)
    names = [one.name for one in lately.found]
    assert names == ["Jonas Krantz", "Amira Lundqvist", payroll.title]
    assert doing.found[0].dialog, "a call is logged above the page"
    assert "Trail" not in {one.name for one in going.found}
    lately, *_others = beginnings(cast.rasmus)
    assert [one.name for one in lately.found] == ["Ewa Malinowska"]
    assert [group.kind for group in beginnings(cast.ada)] == ["action", "page"]


def test_nobody_is_shown_whose_record_was_closed_or_united_with_another() -> None:
    cast = Cast()
    cast.ewa.contact = cast.sara
    cast.ewa.save()
    for who in (cast.jonas, cast.ewa):
        note(cast.nina, candidate=who)
    Candidate.objects.filter(pk=cast.ewa.pk).update(closed_at=NOW)
    Candidate.objects.filter(pk=cast.jonas.pk).update(merged_into=cast.amira, merged_at=NOW)
    assert [group.kind for group in beginnings(cast.nina)] == ["action", "page"]
    assert everything("malinowska", cast.nina, size=5, at=NOW) == []
    assert everything("krantz", cast.nina, size=5, at=NOW) == []
    [group] = everything("sara berg", cast.nina, size=5, at=NOW)
    assert [one.also for one in group.found] == [""]


def test_a_confidential_assignment_is_not_among_what_one_worked_with(client: Browser) -> None:
    cast = Cast()
    hidden = cast.payroll(confidential=True, team=[cast.rasmus])
    note(cast.rasmus, assignment=hidden)
    assert beginnings(cast.rasmus)[0].kind == "recent"
    hidden.team.clear()
    assert beginnings(cast.rasmus)[0].kind == "action"


def test_the_beginning_asks_little_however_much_there_was(
    client: Browser, django_assert_max_num_queries: object
) -> None:
    cast = Cast()
    for _again in range(30):
        note(cast.nina, candidate=cast.jonas)
        note(cast.nina, candidate=cast.amira)
    client.force_login(cast.nina)
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        shown = client.get("/search/", headers={"HX-Request": "true"}).content.decode()
    assert 'role="option"' in shown and "Jonas Krantz" in shown
    assert "<html" in client.get("/search/").content.decode()


@pytest.mark.parametrize("typed", ["lunqvist", "Malinovska", "amira lundkvist", "KRANZ"])
def test_a_name_with_a_slip_finds_the_person_within_the_budget(
    client: Browser, django_assert_max_num_queries: object, typed: str
) -> None:
    cast = Cast()
    cast.ewa.contact = cast.sara
    cast.ewa.save()
    client.force_login(cast.nina)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        page = client.get("/search/", {"q": typed}).content.decode()
    names = ("Amira Lundqvist", "Ewa Malinowska", "Jonas Krantz")
    shown = [name for name in names if name in page]
    assert [name.split()[1][:2].lower() for name in shown] == [typed.split()[-1][:2].lower()]


def test_clients_and_contacts_are_found_by_a_name_with_a_slip_where_none_is_the_same() -> None:
    cast = Cast()

    def shown(typed: str) -> list[str]:
        groups = everything(typed, cast.nina, size=5, at=NOW)
        return [one.name for group in groups for one in group.found]

    assert shown("nordvick") == ["Nordvik Energi"]
    assert shown("hugo falck") == ["Hugo Falk"]
    cast.peter.last_name = "Falck"
    cast.peter.save()
    assert shown("falck") == ["Peter Falck"]


def test_nobody_is_offered_a_page_that_they_may_not_enter() -> None:
    cast = Cast()
    for user in (cast.nina, cast.lea, cast.ada):
        for command in (*actions(), *pages(user)):
            roles = opened_to(resolve(command.url).func)
            assert roles is not None and user.role in roles, (user, command)


def test_what_is_found_says_what_one_does_with_it(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll()
    client.force_login(cast.nina)
    for typed, kind, labels in (
        ("Jonas", "candidate", ["Log a call", "Put on an assignment"]),
        (cast.nordvik.name, "client", ["Log a call", "Open an assignment"]),
        (cast.sara.last_name, "contact", ["Log a call"]),
        (payroll.title, "assignment", ["Log a call", "Add candidates"]),
    ):
        found = {one.kind: one for one in everything(typed, cast.nina, size=5, at=NOW)}
        ways = found[kind].found[0].ways
        assert [str(way.label) for way in ways] == labels
        for way in ways:
            assert client.get(way.url).status_code == 200, way.url
    about = client.get(f"/log/?candidate={cast.jonas.pk}").content.decode()
    assert f'value="candidate-{cast.jonas.pk}"' in about
    type(payroll).objects.update(closed_at=NOW, outcome="filled")
    found = {one.kind: one for one in everything(payroll.title, cast.nina, size=5, at=NOW)}
    assert [str(way.label) for way in found["assignment"].found[0].ways] == ["Log a call"]


def test_nothing_is_opened_for_a_client_that_is_closed() -> None:
    cast = Cast()
    note(cast.nina, client=cast.nordvik)
    cast.nordvik.close(by=cast.nina, at=NOW)
    (lately, *_rest) = beginnings(cast.nina)
    found = {one.kind: one for one in everything(cast.nordvik.name, cast.nina, size=5, at=NOW)}
    for group in (lately, found["client"]):
        (one,) = group.found
        assert one.closed and [str(way.label) for way in one.ways] == ["Log a call"]
