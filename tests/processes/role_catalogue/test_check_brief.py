"""A brief is held against the catalogue: another role, an unusual range, and by which words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from processes.models import Assignment, Event, JobRole
from processes.role_catalogue.brief_check import BriefCheck, check_brief
from processes.role_catalogue.matching import different_words, headed
from processes.role_catalogue.saying import for_the_client
from processes.role_catalogue.starter import take_over
from tests.cast import MONDAY, NOW, Cast
from tests.processes.role_catalogue.briefs import PAYROLL

pytestmark = pytest.mark.django_db
SEK = {"pay_currency": "SEK", "pay_per": "month"}


@pytest.fixture
def catalogue(cast: Cast) -> Cast:
    take_over(by=cast.ada, at=NOW)
    return cast


def ordered(cast: Cast, title: str, brief: str, **fields: Any) -> Assignment:
    fields = {"must_haves": [], "kind": "permanent", **fields}
    return Assignment.objects.open_one(
        client=cast.nordvik,
        title=title,
        brief=brief,
        owner=cast.nina,
        by=cast.nina,
        at=MONDAY,
        decider=cast.sara,
        **fields,
    )


def checked(cast: Cast, title: str, brief: str, **fields: Any) -> BriefCheck:
    return check_brief(ordered(cast, title, brief, **fields))


def paid(cast: Cast, low: str | None, high: str | None, **fields: Any) -> BriefCheck:
    ends = {"pay_from": low and Decimal(low), "pay_to": high and Decimal(high)}
    return checked(cast, *PAYROLL["en"], **{**SEK, **ends, **fields})


@pytest.mark.parametrize("language", PAYROLL)
def test_duties_of_another_role_are_found_in_each_language(catalogue, language):
    check = checked(catalogue, *PAYROLL[language])
    assert check.is_another_role and check.heading and check.duties
    assert (check.heading.key, check.duties.key) == ("hr_manager", "payroll_manager")
    said = PAYROLL[language][1].lower()
    assert check.because and all(word in said for word in check.because)


def test_the_role_that_the_heading_names_is_no_other(catalogue):
    check = checked(catalogue, "Interim head of payroll in Gävle", PAYROLL["en"][1])
    assert check.duties and check.duties.key == "payroll_manager"
    assert not check.is_another_role


def test_must_haves_count_as_the_brief_does(catalogue):
    musts = ["Runs Spark and Kafka", "Airflow in production", "Models a data warehouse"]
    check = checked(catalogue, "HR manager", "", must_haves=musts)
    assert check.duties and check.duties.key == "data_engineer"


@pytest.mark.parametrize("brief", ["", "Good with people.", "\0 " + "x" * 90_000])
def test_too_little_says_nothing(catalogue, brief):
    check = checked(catalogue, "HR manager", brief.replace("\0", ""))
    assert check.heading and not check.duties and not check.finds_something


def test_a_heading_that_the_catalogue_lacks_is_no_finding(catalogue):
    check = checked(catalogue, "Office manager", "Order coffee and book travel")
    assert check.known_role is None and not check.is_empty


def test_without_a_catalogue_it_says_so(cast):
    assert checked(cast, *PAYROLL["en"]).is_empty


@pytest.mark.parametrize(
    ("title", "key"),
    [("Hr  MANAGER", "hr_manager"), ("Loneansvarig till Gavle", "payroll_manager")],
)
def test_headings_are_known_whatever_their_case_and_accents(catalogue, title, key):
    found = headed(title)
    assert found and JobRole.objects.get(pk=found).key == key


@pytest.mark.parametrize(
    ("low", "high", "fields", "outside"),
    [
        ("48000", "62000", {}, ""),
        ("40000", "47999", {}, "below"),
        ("40000", "48000", {}, ""),  # the upper end touches what is usual
        ("62000.01", None, {}, "above"),
        (None, "30000", {}, "below"),
        ("480000", "500000", {"pay_per": "year"}, "below"),  # 40,000 a month
        ("400", "500", {"pay_per": "hour"}, ""),  # hours and months are not compared
        ("4000", "4500", {"pay_currency": "EUR"}, ""),
        ("500", "600", {"kind": "interim", "pay_per": "hour"}, "below"),
        ("8001", None, {"kind": "interim", "pay_per": "day"}, "above"),  # 1,000.13 an hour
        (None, None, {"pay_currency": "", "pay_per": ""}, ""),
    ],
)
def test_a_range_outside_the_usual_is_told(catalogue, low, high, fields, outside):
    finding = {one.role.key: one for one in paid(catalogue, low, high, **fields).ranges}
    assert finding["payroll_manager"].outside == outside


def test_the_sentence_for_the_client_is_in_their_language(catalogue):
    catalogue.sara.language = "sv"
    catalogue.sara.save()
    check = paid(catalogue, "40000", "45000")
    with translation.override("nl"):
        said = for_the_client(check)
    assert "HR-chef" in said and "Lönechef" in said and "payslips" in said


def test_a_brief_within_the_usual_needs_no_sentence(catalogue):
    title, brief = "Payroll manager", PAYROLL["en"][1]
    check = checked(catalogue, title, brief, pay_from=Decimal(50000), pay_to=Decimal(60000), **SEK)
    assert for_the_client(check) == ""


def test_a_check_asks_few_questions_and_changes_nothing(catalogue, django_assert_max_num_queries):
    payroll = ordered(catalogue, *PAYROLL["en"])
    before = Event.objects.count()
    with django_assert_max_num_queries(5):
        check_brief(payroll, [])
    assert Event.objects.count() == before


def test_a_long_text_is_cut_to_so_many_different_words():
    assert (
        len(different_words(" ".join(f"w{'x' * (n % 30)}{chr(97 + n % 26)}" for n in range(9000))))
        <= 600
    )


@pytest.fixture
def nina(client: Client, catalogue: Cast) -> Client:
    client.force_login(catalogue.nina)
    return client


def test_the_page_shows_the_words_and_a_draft(nina, catalogue):
    payroll = ordered(catalogue, *PAYROLL["en"])
    page = nina.get(reverse("brief_check", args=[payroll.pk])).content.decode()
    assert "Another role" in page and "payslips" in page and "Which of the two" in page


def test_board_and_brief_fetch_their_part_of_it(nina, catalogue, django_assert_max_num_queries):
    payroll = ordered(catalogue, *PAYROLL["en"])
    address = reverse("brief_check", args=[payroll.pk])
    for target in ("brief-check", "brief-check-notice", "requirement-costs"):
        with django_assert_max_num_queries(10):
            part = nina.get(address, headers={"HX-Request": "true", "HX-Target": target})
        assert f'id="{target}"'.encode() in part.content and b"<html" not in part.content
        assert "HX-Target" in part.headers["Vary"]
    for name in ("assignment", "assignment_brief"):
        assert address in nina.get(reverse(name, args=[payroll.pk])).content.decode()


def test_the_finding_can_be_made_an_obstacle(nina, catalogue):
    payroll = ordered(catalogue, *PAYROLL["en"])
    page = nina.get(reverse("obstacle_new", args=[payroll.pk]) + "?finding=brief").content.decode()
    assert "The brief describes another role" in page and "payslips" in page
