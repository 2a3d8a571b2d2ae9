"""The schedule goes to the client as letters with a PDF, each version once per person (C4)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from mailings.delivery import deliver
from mailings.models import Letter
from processes.models import Assignment, Event, ScheduleVersion
from processes.schedules.sending import NoAddress, send, take_further
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.nina)
    return cast


def url(assignment: Assignment, name: str = "schedule_sending") -> str:
    return reverse(name, args=[assignment.pk])


def owed(assignment: Assignment) -> bool:
    return assignment.follow_ups.waiting().filter(kind="schedule").exists()


def written(assignment: Assignment) -> list[Letter]:
    """The letters, after a worker has taken the schedule on."""
    for version in ScheduleVersion.objects.filter(assignment=assignment):
        take_further(version.pk, at=max(NOW, version.send_at))
    return list(Letter.objects.filter(kind="schedule").order_by("pk"))


def test_one_letter_goes_to_whoever_ordered_and_one_to_whoever_decides(
    client: Browser, cast: Cast
) -> None:
    payroll = cast.payroll()
    page = client.post(url(payroll), follow=True).content.decode()
    assert "on its way to Hugo Falk, Sara Berg" in page
    assert "Being made" in page
    letters = written(payroll)
    page = client.get(url(payroll, "assignment_schedule")).content.decode()
    assert "On its way to Hugo Falk, Sara Berg" in page
    assert sorted(letter.to for letter in letters) == [
        "hugo.falk@nordvik.example",
        "sara.berg@nordvik.example",
    ]
    version = payroll.schedule_versions.get()
    for letter in letters:
        assert letter.occasion == version
        assert letter.reply_to == cast.nina.email
        pdf = letter.attachments.get()
        assert pdf.filename == "Schedule Interim payroll manager, version 1.pdf"
        for line in payroll.activities.all():
            assert line.text in letter.html
            assert line.text in letter.text
            assert line.text in bytes(pdf.content).decode()


def test_each_reads_it_in_their_own_language(cast: Cast) -> None:
    cast.hugo.language, cast.sara.language = "pl", "sv"
    cast.hugo.save()
    cast.sara.save()
    payroll = cast.payroll()
    send(payroll, at=NOW)
    polish, swedish = sorted(written(payroll), key=lambda letter: letter.language)
    assert (polish.to_name, swedish.to_name) == ("Hugo Falk", "Sara Berg")
    assert "Harmonogram" in polish.subject and "Dzień dobry" in polish.text
    assert "Tidsplan" in swedish.subject and "Hej Sara" in swedish.text
    for letter, word in ((polish, "Decyzja"), (swedish, "Beslut")):  # a line of the template
        assert word in letter.text
        assert word in bytes(letter.attachments.get().content).decode()


def test_who_shares_a_language_is_greeted_together(cast: Cast) -> None:
    payroll = cast.payroll()
    send(payroll, at=NOW)
    assert all("Hello Hugo and Sara," in letter.text for letter in written(payroll))


def test_it_is_owed_until_a_letter_went_out(cast: Cast) -> None:
    payroll = cast.payroll()
    send(payroll, at=NOW)
    hugos, saras = written(payroll)
    assert owed(payroll)
    assert not Event.objects.filter(kind="schedule_sent").exists()
    version = payroll.schedule_versions.get()
    for minutes, letter in enumerate((hugos, saras), start=1):
        version.letter_was_sent(letter, at=NOW + timedelta(minutes=minutes))
    assert not owed(payroll)
    assert [event.contact for event in Event.objects.filter(kind="schedule_sent")] == [
        cast.hugo,
        cast.sara,
    ]
    event = Event.objects.filter(kind="schedule_sent").first()
    assert event and (event.reached, event.visible_to_client, event.facts) == (
        True,
        True,
        {"version": 1},
    )
    version.refresh_from_db()
    assert version.sent_at == NOW + timedelta(minutes=1)
    assert payroll.activities.get(milestone="schedule").done_at


@pytest.mark.parametrize("why", ["stopped", "given up"])
def test_a_letter_that_never_went_is_written_anew(client: Browser, cast: Cast, why: str) -> None:
    payroll = cast.payroll()
    send(payroll, at=NOW)
    hugos, _saras = written(payroll)
    if why == "stopped":
        hugos.cancel(at=NOW)
    else:
        Letter.objects.filter(pk=hugos.pk).update(gave_up_at=NOW)
    page = client.post(url(payroll), follow=True).content.decode()
    assert "on its way to Hugo Falk." in page
    assert len(written(payroll)) == 3
    assert Letter.objects.waiting().get(to_name="Hugo Falk").to == cast.hugo.email
    page = client.post(url(payroll), follow=True).content.decode()
    assert "Nobody gets it twice" in page
    assert len(written(payroll)) == 3


def test_who_has_another_address_by_now_gets_it_there(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    send(payroll, at=NOW)
    hugos, _saras = written(payroll)
    cast.hugo.email = "hugo@nordvik.example"
    cast.hugo.save()
    deliver(hugos.pk, at=NOW)
    assert len(written(payroll)) == 3
    assert Letter.objects.waiting().get(to_name="Hugo Falk").to == "hugo@nordvik.example"
    page = client.post(url(payroll), follow=True).content.decode()
    assert "Nobody gets it twice" in page
    assert len(written(payroll)) == 3


def test_who_decides_from_now_on_gets_it_and_nobody_else_again(cast: Cast) -> None:
    payroll = cast.payroll(decider=None)
    send(payroll, at=NOW)
    assert [letter.to_name for letter in written(payroll)] == ["Hugo Falk"]
    cast.sara.language = "sv"
    cast.sara.save()
    payroll.decider = cast.sara
    payroll.save()
    assert send(payroll, at=NOW).people == [cast.sara]
    assert [letter.to_name for letter in written(payroll)] == ["Hugo Falk", "Sara Berg"]
    assert payroll.schedule_versions.get().editions.count() == 2


def test_long_names_are_cut_where_a_header_would_not_hold_them(cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.owner.full_name, cast.agency.name = "Nina " * 24, "Askvik " * 17
    payroll.owner.save()
    cast.agency.save()
    send(payroll, at=NOW)
    letter = written(payroll)[0]
    assert letter.from_name.startswith("Nina Nina") and len(letter.from_name) <= 200


def test_the_worker_that_delivers_the_letter_settles_it(cast: Cast) -> None:
    payroll = cast.payroll()
    send(payroll, at=NOW)
    hugos, saras = written(payroll)
    cast.hugo.email = "somewhere.else@nordvik.example"
    cast.hugo.save()
    deliver(hugos.pk, at=NOW)  # no longer his address: it does not go
    assert owed(payroll)
    deliver(saras.pk, at=NOW)
    assert not owed(payroll)
    assert Event.objects.get(kind="schedule_sent").contact == cast.sara


def test_the_same_version_is_not_sent_twice_and_a_tick_makes_none(
    client: Browser, cast: Cast
) -> None:
    payroll = cast.payroll()
    client.post(url(payroll))
    again = client.post(url(payroll), follow=True).content.decode()
    assert "Nobody gets it twice" in again
    assert len(written(payroll)) == 2
    payroll.activities.get(milestone="kick_off").tick_off(by=cast.nina, at=NOW)
    again = client.post(url(payroll), follow=True).content.decode()
    assert "Nobody gets it twice" in again
    assert len(written(payroll)) == 2
    assert payroll.schedule_versions.count() == 1


def test_without_any_address_it_says_so_and_writes_nothing(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.client.contacts.update(email="")
    answer = client.post(url(payroll))
    assert answer.status_code == 422
    assert "Nobody has an e-mail address" in answer.content.decode()
    assert not ScheduleVersion.objects.exists()


def test_somebody_who_left_the_client_gets_none(cast: Cast) -> None:
    payroll = cast.payroll(decider=None)
    cast.hugo.is_active = False
    cast.hugo.save()
    with pytest.raises(NoAddress):
        send(Assignment.objects.get(pk=payroll.pk), at=NOW)


def test_a_closed_assignment_sends_none(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.close("lost", words="Too late.", by=cast.nina, at=NOW)
    assert client.post(url(payroll)).status_code == 422
    assert not ScheduleVersion.objects.exists()


def test_closed_while_it_was_being_made_it_does_not_go(cast: Cast) -> None:
    payroll = cast.payroll()
    send(payroll, at=NOW)
    payroll.close("lost", words="Too late.", by=cast.nina, at=NOW)
    assert written(payroll) == []
    assert not ScheduleVersion.objects.exists()


def test_looking_at_the_address_sends_nothing(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    for name in ("schedule_sending", "schedule_sent"):
        assert client.get(url(payroll, name)).status_code == 405
    assert not ScheduleVersion.objects.exists()
