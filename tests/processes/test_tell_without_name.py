"""Whoever is shown as initials or a number: no name in any report, shortlist, letter or page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import Agency
from accounts.showing import Told
from candidates.models import Candidate
from mailings.delivery import deliver
from mailings.models import Letter
from processes.chores import due_client_reminders, remind_client
from processes.models import Candidacy, Presentation, Report
from processes.presentations.chores import do_presentation
from processes.reports.facts import facts
from processes.words import facts_about
from recruitcrm.chores import do_all
from tests.cast import MONDAY, NOW, Cast
from tests.processes.follow_ups.words import stockholm
from tests.processes.presentations.shortlist import Shortlist
from tests.processes.reports.story import FRIDAY, LAST_FRIDAY, Story

NAMES = ("Amira", "Lundqvist", "Jonas", "Krantz", "Rolf")
SAID = {"initials": ("A. L.", "J. K."), "number": ("Candidate 1", "Candidate 2")}


@pytest.fixture(autouse=True)
def _quick_and_kept_here(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from processes import documents

    settings.MAIL_GOES_OUT = False
    monkeypatch.setattr(documents, "render_pdf", lambda html, *, language: b"%PDF" + html.encode())


def show(level: str, *, without: tuple[str, ...] = ()) -> None:
    told = [one for one in Told.values if one not in without]
    Agency.objects.update(shown_as=level, told=told)


def parts(letters: Iterator[Letter] | list[Letter]) -> Iterator[tuple[str, str]]:
    """All that a client gets with a letter."""
    for letter in letters:
        yield "subject", letter.subject
        yield "html", letter.html
        yield "text", letter.text
        for attached in letter.attachments.all():
            yield "filename", attached.filename
            yield "pdf", bytes(attached.content).decode()


def check(found: list[tuple[str, str]], level: str) -> None:
    for what, said in found:
        assert not [name for name in NAMES if name in said], what
    for words in SAID[level]:
        assert {what for what, said in found if words in said} >= {"html", "text", "pdf"}


@pytest.mark.parametrize("level", ["initials", "number"])
def test_a_shortlist_goes_out_and_is_read_without_a_name(
    client: Browser, cast: Cast, level: str
) -> None:
    show(level)
    shortlist = Shortlist(cast)
    sent = shortlist.sent(shortlist.amira, shortlist.jonas)
    do_presentation(sent.pk, NOW)
    check(list(parts(list(Letter.objects.filter(kind="presentation")))), level)
    deliver(Letter.objects.get(kind="presentation").pk, at=NOW)
    client.force_login(cast.sits_in_portal(cast.sara))
    for address in (
        reverse("portal_presentation", args=[sent.pk]),
        reverse("portal_assignment", args=[shortlist.assignment.pk]),
    ):
        page = client.get(address).content.decode()
        assert not [name for name in NAMES if name in page], address
        assert all(words in page for words in SAID[level]), address


@pytest.mark.parametrize("level", ["initials", "number"])
def test_a_report_goes_out_and_is_read_without_a_name(
    client: Browser, cast: Cast, level: str
) -> None:
    show(level)
    story = Story(cast)
    report = Report.objects.draft(story.assignment, FRIDAY, at=FRIDAY)
    report.approve(by=cast.nina, at=FRIDAY)
    do_all(FRIDAY)
    letters = list(Letter.objects.filter(kind="weekly_report"))
    assert letters
    check(list(parts(letters)), level)
    client.force_login(cast.sits_in_portal(cast.sara))
    page = client.get(reverse("portal_assignment", args=[story.assignment.pk])).content.decode()
    assert not [name for name in NAMES if name in page]


@pytest.mark.parametrize("level", ["initials", "number"])
def test_a_client_is_reminded_without_a_name(cast: Cast, level: str) -> None:
    show(level)
    jonas = cast.presented(cast.jonas, cast.payroll())
    jonas.note_interest(
        4, by=cast.nina, at=MONDAY, other_offer="Axfood", answers_on=stockholm(24, 9).date()
    )
    at = stockholm(18, 9)
    for pk in list(due_client_reminders(at).values_list("pk", flat=True)):
        remind_client(pk, at)
    found = dict(parts(list(Letter.objects.filter(kind="feedback_reminder"))))
    assert not [name for name in NAMES if name in "".join(found.values())]
    wanted = {"initials": "J. K.", "number": "Candidate 1"}[level]
    assert found["subject"] == f"What do you think of {wanted}?"
    assert wanted in found["html"]
    assert "Has another offer" in found["text"]


def test_the_last_word_on_an_assignment_names_nobody_who_is_not_shown_by_name(cast: Cast) -> None:
    show("number")
    jonas = cast.presented(cast.jonas, cast.payroll())
    jonas.move_to("placed", by=cast.nina, at=MONDAY)
    known = facts_about(assignment=jonas.assignment, contact=cast.sara, at=NOW)
    assert known["placed"] == "Candidate 1"
    assert facts_about(candidacy=jonas, at=NOW)["candidate"] == "Jonas Krantz"  # to himself


def test_another_offer_is_not_told_where_it_may_not_be(cast: Cast) -> None:
    show("name", without=("other_offers",))
    jonas = cast.presented(cast.jonas, cast.payroll())
    jonas.note_interest(
        4, by=cast.nina, at=MONDAY, other_offer="Axfood", answers_on=stockholm(24, 9).date()
    )
    at = stockholm(18, 9)
    for pk in list(due_client_reminders(at).values_list("pk", flat=True)):
        remind_client(pk, at)
    (letter,) = Letter.objects.filter(kind="feedback_reminder")
    assert "Jonas Krantz" in letter.text
    assert "offer" not in letter.text + letter.html


def test_a_report_leaves_out_what_may_not_be_told(cast: Cast) -> None:
    story = Story(cast)
    Candidate.objects.filter(pk=cast.amira.pk).update(available_on=FRIDAY.date())
    Candidacy.objects.filter(pk=story.amira.pk).update(recommendation="Twice", risk="Two days")
    show("name", without=("headline", "evidence", "recommendation", "risk", "availability"))
    amira, jonas = facts(story.assignment, LAST_FRIDAY, FRIDAY).shortlist
    assert (amira.headline, amira.recommendation, amira.risk, amira.available_on) == (
        *("", "", ""),
        None,
    )
    assert next((one.answer, one.text) for one in amira.evidence) == ("yes", "")
    assert jonas.has_other_offer
    show("name", without=("other_offers",))
    known = facts(story.assignment, LAST_FRIDAY, FRIDAY)
    assert not any(one.has_other_offer or one.offer_answers_on for one in known.shortlist)
    assert not any(one.has_other_offer or one.offer_answers_on for one in known.wanted)


def test_a_shortlist_leaves_out_what_may_not_be_told(cast: Cast) -> None:
    show("name", without=("expects", "city", "risk", "evidence"))
    shortlist = Shortlist(cast)
    do_presentation(shortlist.sent(shortlist.amira, shortlist.jonas).pk, NOW)
    found = list(parts(list(Letter.objects.filter(kind="presentation"))))
    for what, said in found:
        for secret in ("78 000", "1 150", "Gävle", "Wants two days", "Closed a backlog"):
            assert secret not in said, what
    theirs = dict(found)
    assert "Expected pay" not in theirs["html"] + theirs["text"]
    assert "Has done exactly this, twice." in theirs["html"]
    assert "1 December 2026" in theirs["html"]


def test_what_was_sent_stays_and_the_next_version_follows_the_setting(cast: Cast) -> None:
    shortlist = Shortlist(cast)
    first = shortlist.sent(shortlist.amira, shortlist.jonas, shortlist.rolf)
    do_presentation(first.pk, NOW)
    show("number")
    kept = Presentation.objects.get(pk=first.pk).said
    assert [one.name for one in kept.people][:2] == ["Amira Lundqvist", "Jonas Krantz"]
    assert "Amira Lundqvist" in Letter.objects.get(kind="presentation").html
    second = shortlist.sent(shortlist.jonas, shortlist.amira).said  # the same people, numbered anew
    assert [one.name for one in second.people] == ["#2", "#1"]
    assert second.left == ("#3",)  # nor is whoever left named any more


def test_a_report_that_was_approved_stays_as_it_was(cast: Cast) -> None:
    story = Story(cast)
    report = Report.objects.draft(story.assignment, FRIDAY, at=FRIDAY)
    report.approve(by=cast.nina, at=FRIDAY)
    show("number")
    do_all(FRIDAY)
    assert "Jonas Krantz" in Letter.objects.filter(kind="weekly_report")[0].html
    assert facts(story.assignment, LAST_FRIDAY, FRIDAY).shortlist[0].name == "#1"
