"""A brief is asked as a conversation: pay, place, offers, who else searches (C2, C11)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from processes.models import Assignment, BriefVersion
from tests.cast import NOW, Cast
from tests.processes.test_edit_assignment import typed
from tests.processes.test_open_assignment import NEW, brief

pytestmark = pytest.mark.django_db

PAY = {"pay_from": "45000", "pay_to": "50000.50", "pay_currency": "SEK", "pay_per": "month"}
ASKED = PAY | {
    "place": "Gävle",
    "remote_days": "2",
    "pay": "and nights",
    "offers_development": "A year  in Oslo",
    "offers_purpose": "Power for half a million homes",
    "other_agencies": "2",
    "own_search": "yes",
    "competition": "Since Monday",
    "internal_candidate": "no",
    "internal_words": "Nobody applied",
    "came_by": "they_rang",
}


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def nina(client: Browser, cast: Cast) -> Browser:
    client.force_login(cast.nina)
    return client


def test_everything_that_is_asked_is_kept_and_read_on_the_brief(nina: Browser, cast: Cast) -> None:
    assert nina.post(NEW, brief(cast, **ASKED)).status_code == 302
    made = Assignment.objects.get()
    assert (made.pay_from, made.pay_to, made.remote_days) == (
        Decimal(45000),
        Decimal("50000.50"),
        2,
    )
    assert made.offers == {
        "development": "A year in Oslo",
        "purpose": "Power for half a million homes",
    }
    page = nina.get(reverse("assignment_brief", args=[made.pk])).content.decode()
    for said in (
        *("SEK 45,000–50,000.50 a month, and nights", "2 days a week at home"),
        *("A year in Oslo", "2 other agencies", "The client searches, too", "Since Monday"),
        *("Nobody inside wants the job", "Nobody applied", "They rang us"),
    ):
        assert said in page
    again = nina.get(reverse("assignment_edit", args=[made.pk])).content.decode()
    for value in ('value="45000"', 'value="50000.50"', 'value="A year in Oslo"'):
        assert value in again


def test_what_nobody_has_asked_is_not_known_rather_than_no(nina: Browser, cast: Cast) -> None:
    nina.post(NEW, brief(cast, pay_currency="SEK", pay_per="month"))
    made = Assignment.objects.get()
    assert (made.remote_days, made.other_agencies, made.own_search) == (None, None, "")
    assert (made.pay_currency, made.pay_per, made.pay_in_words) == ("", "", "")
    assert made.market == []
    assert BriefVersion.objects.get().number == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"pay_to": "40000"}, "This is less than where it begins."),
        ({"pay_from": "0"}, "Pay is more than nothing."),
        ({"pay_currency": ""}, "In which currency?"),
        ({"pay_per": ""}, "A month, a year, a day or an hour?"),
        ({"pay_from": "a lot"}, "Enter a number."),
        ({"remote_days": "6"}, "Select a valid choice"),
        ({"other_agencies": "-1"}, "greater than or equal to 0"),
        ({"offers_benefits": "x" * 201}, "at most 200 characters"),
        ({"own_search": "perhaps"}, "Select a valid choice"),
        ({"must_haves": "One\nTwo\nThree\nFour"}, "Only three can decide"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(
    nina: Browser, cast: Cast, wrong: dict[str, Any], said: str
) -> None:
    answer = nina.post(NEW, brief(cast, **(ASKED | wrong)))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Since Monday" in page
    assert 'value="Power for half a million homes"' in page
    assert not Assignment.objects.exists()


def test_pay_is_read_in_the_readers_way() -> None:
    made = Assignment(pay_from=Decimal(45000), pay_currency="SEK", pay_per="month")
    assert made.pay_in_words == "from SEK 45,000 a month"
    made.pay_from, made.pay_to = None, Decimal(950)
    assert made.pay_in_words == "up to SEK 950 a month"
    made.pay_to, made.pay = None, "SEK 950 an hour"  # what another system knew
    assert made.pay_in_words == "SEK 950 an hour"
    made.pay_from, made.pay = Decimal(45000), ""
    with translation.override("pl"):
        assert "45\N{NO-BREAK SPACE}000" in made.pay_in_words


def test_dates_that_move_are_named(nina: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    url = reverse("assignment_edit", args=[payroll.pk])
    change = {"place": "Gävle", "dates_effect": "move"}
    answer = nina.post(url, typed(payroll, **change))
    assert answer.status_code == 422
    assert "Say which day moves, and to when." in answer.content.decode()
    assert not BriefVersion.objects.changes().exists()
    nina.post(url, typed(payroll, **change, dates_words="The decision, to 18 December"))
    version = BriefVersion.objects.changes().get()
    assert (version.dates_effect, version.dates_words) == ("move", "The decision, to 18 December")


def test_who_says_nothing_of_the_dates_promises_nothing(nina: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    url = reverse("assignment_edit", args=[payroll.pk])
    page = nina.post(url, typed(payroll, place="Gävle"), follow=True).content.decode()
    assert BriefVersion.objects.changes().get().dates_effect == "open"
    assert "The client has not heard of the change yet" in page
    assert "is not clear yet; we come back to you" in page


def test_a_correction_by_the_form_is_owed_to_nobody(nina: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    url = reverse("assignment_edit", args=[payroll.pk])
    page = nina.post(url, typed(payroll, place="Gävle", only_corrected="on"), follow=True)
    assert "has not heard" not in page.content.decode()
    assert BriefVersion.objects.get().facts["place"] == "Gävle"


def test_versions_stand_side_by_side_and_what_is_new_is_marked(nina: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    url = reverse("assignment_edit", args=[payroll.pk])
    for place in ("Gävle", "Uppsala", "Falun", "Sala", "Lund", "Malmö"):
        payroll.refresh_from_db()
        nina.post(url, typed(payroll, place=place, competition="CANARY two"))
    first = BriefVersion.objects.changes().order_by("number")[0]
    first.tell(by=cast.nina, at=NOW)
    beside = reverse("brief_versions", args=[payroll.pk])
    page = nina.get(beside).content.decode()
    assert page.count("new in this version") == 5
    assert "Version 7" in page
    assert "Version 2" not in page
    older = nina.get(beside, {"until": "2"}).content.decode()
    assert "Told the client" in older
    assert nina.get(beside, {"until": "x" * 9}).status_code == 200


def test_the_brief_takes_few_queries(nina: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.edit(
        by=cast.nina, at=NOW, contacts=[], must_haves=["One"], place="Gävle", dates_effect="stay"
    )
    url = reverse("assignment_brief", args=[payroll.pk])
    nina.get(url)
    with CaptureQueriesContext(connection) as asked:
        page = nina.get(url).content.decode()
    assert "2 versions side by side" in page
    assert len(asked) <= 12
