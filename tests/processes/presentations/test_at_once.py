"""Two people at the same draft, and two workers at the same presentation."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from mailings.models import Letter
from processes.models import Presentation
from processes.presentations.chores import do_presentation
from tests.cast import NOW
from tests.processes.presentations.shortlist import Shortlist

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each came to, all begun at the same moment."""
    start = threading.Barrier(len(deeds))
    came: list[object] = []

    def carry_out(deed: Callable[[], object]) -> None:
        try:
            start.wait(10)
            came.append(deed())
        except Exception as error:
            came.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=carry_out, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return came


def browser(shortlist: Shortlist, who: str) -> Client:
    made = Client()
    made.force_login(getattr(shortlist.cast, who))
    return made


def test_two_who_press_send_send_one(shortlist: Shortlist) -> None:
    typed = shortlist.typed(shortlist.amira, shortlist.jonas)
    address = shortlist.address("presentation_sending")
    nina, lea = browser(shortlist, "nina"), browser(shortlist, "lea")
    came = at_once(
        lambda: nina.post(address, typed).status_code, lambda: lea.post(address, typed).status_code
    )
    assert sorted(map(str, came)) == ["302", "422"]
    assert Presentation.objects.count() == 1


def test_two_who_type_keep_one_draft(shortlist: Shortlist) -> None:
    address = shortlist.address("presentation_draft")
    nina, lea = browser(shortlist, "nina"), browser(shortlist, "lea")
    first = shortlist.typed(shortlist.amira, shortlist.jonas)
    second = shortlist.typed(shortlist.jonas, shortlist.rolf, shortlist.amira)
    came = at_once(
        lambda: nina.post(address, first).status_code, lambda: lea.post(address, second).status_code
    )
    assert came == [302, 302]
    people = [one.candidate.first_name for one in Presentation.objects.get().people()]
    assert people in (["Amira", "Jonas"], ["Jonas", "Rolf", "Amira"])


def test_two_workers_write_one_letter_to_each(shortlist: Shortlist) -> None:
    sent = shortlist.sent(shortlist.amira, shortlist.jonas)
    came = at_once(
        lambda: do_presentation(sent.pk, NOW),
        lambda: do_presentation(sent.pk, NOW + timedelta(seconds=1)),
    )
    assert came == [None, None]
    assert Letter.objects.filter(kind="presentation").count() == 1
