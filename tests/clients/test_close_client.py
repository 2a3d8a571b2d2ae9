"""A client for whom we work no longer: nobody of theirs comes in, nothing new begins."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clients.models import CannotBeInvited, ClientIsClosed
from processes.models import Assignment
from tests.cast import NOW, Cast


@pytest.fixture
def closing(cast: Cast) -> str:
    return reverse("client_closing", args=[cast.nordvik.pk])


def test_closing_ends_the_portal_in_every_browser(nina: Browser, cast: Cast, closing: str) -> None:
    seats = [cast.sits_in_portal(cast.sara), cast.sits_in_portal(cast.hugo)]
    theirs = [Browser(), Browser()]
    for browser, seat in zip(theirs, seats, strict=True):
        browser.force_login(seat)
        assert browser.get("/portal/").status_code == 200
    assert "Sara Berg" in nina.get(closing).content.decode()
    page = nina.post(closing, follow=True).content.decode()
    assert "nobody of theirs sees the portal" in page
    assert [browser.get("/portal/").status_code for browser in theirs] == [302, 302]
    cast.nordvik.refresh_from_db()
    assert cast.nordvik.closed_at is not None
    assert "badge-quiet" in nina.get(reverse("clients")).content.decode()


def test_other_clients_people_stay_in(nina: Browser, cast: Cast, closing: str) -> None:
    peter = Browser()
    peter.force_login(cast.sits_in_portal(cast.peter))
    nina.post(closing)
    assert peter.get("/portal/").status_code == 200


def test_while_an_assignment_is_open_it_is_refused(nina: Browser, cast: Cast, closing: str) -> None:
    payroll = cast.payroll()
    page = nina.get(closing).content.decode()
    assert payroll.get_absolute_url() in page
    assert "btn-error" not in page
    answer = nina.post(closing)
    assert answer.status_code == 422
    assert "1 assignment is open" in answer.content.decode()
    cast.nordvik.refresh_from_db()
    assert cast.nordvik.closed_at is None


def test_looking_at_the_page_closes_nothing_and_twice_is_once(
    nina: Browser, cast: Cast, closing: str
) -> None:
    nina.get(closing)
    cast.nordvik.refresh_from_db()
    assert cast.nordvik.closed_at is None
    nina.post(closing)
    cast.nordvik.refresh_from_db()
    first = cast.nordvik.closed_at
    assert nina.post(closing).status_code == 302
    cast.nordvik.refresh_from_db()
    assert cast.nordvik.closed_at == first is not None


def test_nothing_begins_for_a_closed_client(nina: Browser, cast: Cast) -> None:
    cast.nordvik.close(by=cast.nina, at=NOW)
    with pytest.raises(ClientIsClosed):
        cast.payroll()
    with pytest.raises(ClientIsClosed):
        cast.sara.open_portal(by=cast.nina, at=NOW)
    assert nina.get(reverse("assignment_clients"), {"q": "nordvik"}).json()["results"] == []
    typed = {
        "client": cast.nordvik.pk,
        "title": "Payroll manager",
        "kind": "interim",
        "owner": cast.nina.pk,
        "positions": "1",
        "target_weeks": "5",
    }
    answer = nina.post(reverse("assignment_new"), typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors["client"] == ["The client is closed. Open it again first."]
    assert not Assignment.objects.exists()


def test_opened_again_it_takes_orders_and_whoever_is_to_see_the_portal_is_invited_anew(
    nina: Browser, cast: Cast, closing: str
) -> None:
    cast.sits_in_portal(cast.sara)
    nina.post(closing)
    assert nina.get(reverse("client_reopening", args=[cast.nordvik.pk])).status_code == 405
    nina.post(reverse("client_reopening", args=[cast.nordvik.pk]))
    cast.payroll()
    cast.sara.refresh_from_db()
    assert not cast.sara.sees_portal
    try:
        cast.sara.open_portal(by=cast.nina, at=timezone.now())
    except CannotBeInvited as refusal:
        pytest.fail(str(refusal))
    assert cast.sara.sees_portal


def test_the_contact_is_locked_before_the_account(cast: Cast) -> None:
    """As by whoever edits them or lets them leave; else each would wait for the other."""
    cast.sits_in_portal(cast.sara)
    with CaptureQueriesContext(connection) as asked:
        cast.nordvik.close(by=cast.nina, at=NOW)
    told = [one["sql"].split()[1].strip('"') for one in asked if one["sql"].startswith("UPDATE")]
    assert told.index("clients_contact") < told.index("accounts_user")
