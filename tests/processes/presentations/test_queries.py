"""The pages of a shortlist ask as many questions about ten people as about three."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from candidates.models import Candidate
from processes.models import Presentation
from recruitcrm.chores import do_all
from tests.cast import NOW
from tests.processes.presentations.shortlist import Shortlist

pytestmark = pytest.mark.django_db


@pytest.fixture
def shortlist(shortlist: Shortlist, settings: Any) -> Shortlist:
    settings.MAIL_GOES_OUT = False
    shortlist.sent(shortlist.amira, shortlist.jonas, shortlist.rolf)
    do_all(NOW)
    return shortlist


def asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def more(shortlist: Shortlist) -> Presentation:
    """Seven more people, all of them in the versions that follow."""
    people = [
        shortlist.interviewed(
            Candidate.objects.create(first_name=f"N{number}", owner=shortlist.cast.nina)
        )
        for number in range(7)
    ]
    for number in range(3):
        at = NOW + timedelta(minutes=number)
        new = f"Version {number}"
        last = shortlist.sent(shortlist.amira, shortlist.jonas, *people, at=at, introduction=new)
        do_all(at)
    shortlist.draft(*people)
    last.refresh_from_db()
    return last


def test_the_recruiters_page(client: Client, shortlist: Shortlist) -> None:
    client.force_login(shortlist.cast.nina)
    address = shortlist.address("assignment_presentation")
    shortlist.draft(shortlist.amira)
    before = asked(client, address)
    assert before <= 22
    more(shortlist)
    assert asked(client, address) == before


def test_the_clients_pages(client: Client, shortlist: Shortlist) -> None:
    client.force_login(shortlist.cast.sits_in_portal(shortlist.cast.sara))
    first = reverse("portal_presentation", args=[Presentation.objects.sent().get().pk])
    start = reverse("portal_assignment", args=[shortlist.assignment.pk])
    before, at_start = asked(client, first), asked(client, start)
    assert before <= 10
    last = more(shortlist)
    assert asked(client, reverse("portal_presentation", args=[last.pk])) == before
    assert asked(client, start) <= at_start
