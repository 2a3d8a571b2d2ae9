"""Letters that the mail server refused for good: red on Today until somebody sees to them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from mailings.models import Letter
from tests.cast import Cast

RED = "1 letter could not be sent."


@pytest.fixture
def nina(client: Client, cast: Cast) -> Client:
    client.force_login(cast.nina)
    return client


@pytest.fixture
def refused(cast: Cast) -> Letter:
    letter: Letter = Letter.objects.write(
        kind="weekly_report",
        to=cast.sara.email,
        to_name=cast.sara.full_name,
        language="sv",
        subject="Veckorapport: Lönechef",
        html="<p>Två möten.",
        text="Två möten.",
        key="report 7 to sara",
        at=timezone.now(),
    )
    Letter.objects.update(gave_up_at=timezone.now(), last_error="550 5.1.1 no such mailbox")
    return letter


def test_it_is_red_on_today_and_its_page_says_what_to_do(nina, refused):
    assert RED in nina.get("/").content.decode()
    page = nina.get(f"/mailbox/{refused.pk}/").content.decode()
    assert "550 5.1.1 no such mailbox" in page
    assert "Correct the address" in page
    assert "Send again" in page and "Let it rest" in page


def test_sent_again_it_waits_and_is_red_no_more(nina, refused):
    nina.post(f"/mailbox/{refused.pk}/sending/")
    refused.refresh_from_db()
    assert refused.state == "waiting"
    assert RED not in nina.get("/").content.decode()


def test_at_rest_it_is_red_no_more_and_still_says_why(nina, refused):
    nina.post(f"/mailbox/{refused.pk}/cancellation/")
    refused.refresh_from_db()
    assert refused.state == "cancelled"
    assert RED not in nina.get("/").content.decode()
    page = nina.get(f"/mailbox/{refused.pk}/").content.decode()
    assert "The mail server did not take it" in page
    assert "550 5.1.1 no such mailbox" in page
    assert "Something went wrong after it was sent" not in page
