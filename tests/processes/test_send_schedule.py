from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from mailings.delivery import deliver
from mailings.models import Letter
from processes.models import Assignment, Event
from processes.schedule_letter import NoAddress, send
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


def test_one_letter_goes_to_whoever_ordered_and_one_to_whoever_decides(
    client: Browser, cast: Cast
) -> None:
    payroll = cast.payroll()
    answer = client.post(url(payroll), follow=True)
    page = answer.content.decode()
    assert "on its way to Hugo Falk, Sara Berg" in page
    assert "On its way to Sara Berg" in page
    letters = Letter.objects.order_by("to")
    assert [letter.to for letter in letters] == [
        "hugo.falk@nordvik.example",
        "sara.berg@nordvik.example",
    ]
    for letter in letters:
        assert letter.kind == "schedule"
        assert letter.occasion == payroll
        assert letter.reply_to == cast.nina.email
        for line in payroll.activities.all():
            assert line.text in letter.html
            assert line.text in letter.text


def test_whoever_orders_and_decides_gets_one_letter_in_their_language(cast: Cast) -> None:
    cast.peter.language = "pl"
    cast.peter.save()
    sending = send(cast.data_engineer(), at=NOW)
    assert [letter.language for letter in sending.letters] == ["pl"]


def test_it_is_owed_until_a_letter_went_out(cast: Cast) -> None:
    payroll = cast.payroll()
    sending = send(payroll, at=NOW)
    assert owed(payroll)
    assert not Event.objects.filter(kind="schedule_sent").exists()
    payroll.letter_was_sent(sending.letters[0], at=NOW + timedelta(minutes=1))
    assert not owed(payroll)
    event = Event.objects.get(kind="schedule_sent")
    assert (event.contact, event.reached, event.visible_to_client) == (cast.hugo, True, True)
    assert payroll.activities.get(milestone="schedule").done_at


@pytest.mark.parametrize("why", ["stopped", "no longer their address", "given up"])
def test_a_letter_that_never_went_is_written_anew(client: Browser, cast: Cast, why: str) -> None:
    payroll = cast.payroll()
    hugos, _saras = send(payroll, at=NOW).letters
    if why == "stopped":
        hugos.cancel(at=NOW)
    elif why == "given up":
        Letter.objects.filter(pk=hugos.pk).update(gave_up_at=NOW)
    else:
        cast.hugo.email = "hugo@nordvik.example"
        cast.hugo.save()
        deliver(hugos.pk, at=NOW)
    page = client.post(url(payroll), follow=True).content.decode()
    assert "on its way to Hugo Falk" in page
    again = Letter.objects.waiting().get(to_name="Hugo Falk")
    cast.hugo.refresh_from_db()
    assert again.to == cast.hugo.email
    page = client.post(url(payroll), follow=True).content.decode()
    assert "have this version already" in page
    assert Letter.objects.filter(to_name="Hugo Falk").count() == 2


def test_long_names_are_cut_where_a_header_would_not_hold_them(cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.owner.full_name, cast.agency.name = "Nina " * 24, "Askvik " * 17
    payroll.owner.save()
    cast.agency.save()
    letter = send(payroll, at=NOW).letters[0]
    assert letter.from_name.startswith("Nina Nina") and len(letter.from_name) <= 200


def test_the_worker_that_delivers_the_letter_settles_it(cast: Cast) -> None:
    payroll = cast.payroll()
    hugos, saras = send(payroll, at=NOW).letters
    cast.hugo.email = "somewhere.else@nordvik.example"
    cast.hugo.save()
    deliver(hugos.pk, at=NOW)  # no longer his address: it does not go
    assert owed(payroll)
    deliver(saras.pk, at=NOW)
    assert not owed(payroll)
    assert Event.objects.get(kind="schedule_sent").contact == cast.sara


def test_another_letter_about_the_assignment_does_not_count_as_the_schedule(cast: Cast) -> None:
    payroll = cast.payroll()
    letter = send(payroll, at=NOW).letters[0]
    letter.kind = "reminder"
    payroll.letter_was_sent(letter, at=NOW)
    assert owed(payroll)


def test_the_same_schedule_is_not_sent_twice_but_a_changed_one_is(
    client: Browser, cast: Cast
) -> None:
    payroll = cast.payroll()
    client.post(url(payroll))
    again = client.post(url(payroll), follow=True).content.decode()
    assert "have this version already" in again
    assert Letter.objects.count() == 2
    payroll.activities.get(milestone="decision").move_to(NOW.date() + timedelta(days=30))
    client.post(url(payroll))
    assert Letter.objects.count() == 4


def test_without_any_address_it_says_so_and_writes_nothing(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.client.contacts.update(email="")
    answer = client.post(url(payroll))
    assert answer.status_code == 422
    assert "Nobody has an e-mail address" in answer.content.decode()
    assert not Letter.objects.exists()


def test_somebody_who_left_the_client_gets_none(cast: Cast) -> None:
    payroll = cast.payroll(decider=None)
    cast.hugo.is_active = False
    cast.hugo.save()
    with pytest.raises(NoAddress):
        send(Assignment.objects.get(pk=payroll.pk), at=NOW)


def test_sent_by_hand_it_is_settled_at_once(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    client.post(url(payroll, "schedule_sent"))
    assert not owed(payroll)
    assert Event.objects.get(kind="schedule_sent").by == cast.nina
    assert not Letter.objects.exists()


def test_a_closed_assignment_sends_none(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.close("lost", words="Too late.", by=cast.nina, at=NOW)
    assert client.post(url(payroll)).status_code == 422
    assert not Letter.objects.exists()


def test_looking_at_the_address_sends_nothing(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    for name in ("schedule_sending", "schedule_sent"):
        assert client.get(url(payroll, name)).status_code == 405
    assert not Letter.objects.exists()
