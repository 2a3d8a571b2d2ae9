"""Moments in words: near ones relative, each with the full moment on hover."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from accounts.templatetags.moments import day, in_words, late_in_words

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)  # 10:00 in Stockholm


@pytest.fixture(autouse=True)
def _in_stockholm():
    with timezone.override("Europe/Stockholm"), translation.override("en"):
        yield


def drawn(tag: str, value: datetime | None) -> str:
    request = RequestFactory().get("/")
    request.at = FRIDAY  # type: ignore[attr-defined]
    context = Context({"request": request, "value": value})
    return Template("{% load moments %}{% " + tag + " value %}").render(context)


@pytest.mark.parametrize(
    ("late", "words"),
    [
        (timedelta(seconds=59), "due now"),
        (timedelta(minutes=1), "1 min late"),
        (timedelta(minutes=59), "59 min late"),
        (timedelta(hours=1), "1 h late"),
        (timedelta(hours=23, minutes=59), "23 h late"),
        (timedelta(days=1), "1 day late"),
        (timedelta(days=9, hours=23), "9 days late"),
    ],
)
def test_lateness_is_said_in_the_largest_unit_that_is_full(late, words):
    assert late_in_words(late) == words


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (timedelta(0), "just now"),
        (timedelta(minutes=-5), "5 min ago"),
        (timedelta(hours=-2), "08:00"),
        (timedelta(hours=3), "13:00"),
        (timedelta(days=-1), "yesterday 10:00"),
        (timedelta(days=1), "tomorrow 10:00"),
        (timedelta(days=-2), "Wed 10:00"),
        (timedelta(days=6), "Thu 10:00"),
        (timedelta(days=7), "27 Nov"),
        (timedelta(days=-400), "16 Oct 2025"),
    ],
)
def test_a_moment_is_said_as_near_as_it_is(distance, words):
    assert in_words(FRIDAY + distance, FRIDAY) == words


def test_the_day_is_the_readers_and_not_the_one_in_utc():
    late_evening = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)  # 23:30 in Stockholm
    with timezone.override("Asia/Tokyo"):
        assert in_words(FRIDAY, late_evening) == "yesterday 18:00"
    assert in_words(FRIDAY, late_evening) == "10:00"


def test_what_is_due_is_red_once_it_is_late_and_amber_shortly_before():
    assert "text-late" in drawn("due", FRIDAY)
    assert "text-late" not in drawn("due", FRIDAY + timedelta(minutes=1))
    assert "text-soon" in drawn("due", FRIDAY + timedelta(hours=2))
    assert "text-soon" not in drawn("due", FRIDAY + timedelta(hours=2, minutes=1))


def test_the_full_moment_is_there_on_hover():
    html = drawn("moment", FRIDAY - timedelta(days=1))
    assert 'title="Thursday 19 November 2026, 10:00"' in html
    assert 'datetime="2026-11-19T09:00+00:00"' in html


def test_no_moment_says_nothing():
    assert drawn("moment", None) == drawn("due", None) == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "11 Oct"), ("sv", "11 okt"), ("pl", "11 paź"), ("nl", "11 okt")],
)
def test_only_english_writes_months_large(language, words):
    with translation.override(language):
        assert in_words(FRIDAY - timedelta(days=40), FRIDAY) == words
        assert day(FRIDAY - timedelta(days=40)).endswith(words)
