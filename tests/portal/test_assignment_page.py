"""One assignment as its client reads it: everything in the order in which they ask, or empty."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.test import Client as Browser

from candidates.models import Document
from portal.facts import Sent
from portal.schedules import SchedulePart
from processes.models import (
    Assignment,
    Meeting,
    MeetingGuide,
    Placement,
    Presentation,
    Report,
    SharedDocument,
)
from processes.schedules.sending import send
from recruitcrm.chores import do_all
from tests.cast import Cast
from tests.portal.asking import statements
from tests.processes.reports.story import FRIDAY, Story, on

pytestmark = pytest.mark.django_db
SECTIONS = ["wanted", "plan", "progress", "shortlist", "meetings", "obstacles", "next-week"]
SECTIONS += ["papers", "team", "record"]


@pytest.fixture
def whole(cast: Cast, story: Story, settings: Any, tmp_path: Path) -> Story:
    """Everything that a page can hold: papers went out, a guide and a CV are there, a team."""
    settings.MEDIA_ROOT = tmp_path
    assignment = story.assignment
    by: dict[str, Any] = {"by": cast.nina, "at": on(19)}
    send(assignment, **by)
    draft = Presentation.objects.draft(assignment, number=1, at=on(19))
    draft.write([story.amira], introduction="", feedback_on=None, recipients=[cast.sara])
    draft.send(**by)
    Report.objects.draft(assignment, FRIDAY, at=on(19, 15))
    do_all(FRIDAY)
    assignment.team.add(cast.rasmus)
    said: dict[str, Any] = {
        "wants_words": "To build a team",
        "show": "The new system",
        "case": "A late payslip",
    }
    guide = MeetingGuide.objects.write(
        story.amira, wants=["development"], **said, explore="Working from home", seen="", **by
    )
    guide.publish(**by)
    document = Document.objects.create(
        candidate=cast.amira,
        kind="cv",
        name="Amira Lundqvist 1983.pdf",
        file=ContentFile(b"%PDF-1.7", name="cv.pdf"),
        size=8,
        content_type="application/pdf",
        by=cast.nina,
    )
    SharedDocument.share(document, story.amira, **by)
    return story


def read(browser: Browser, assignment: Assignment) -> dict[str, str]:
    """The words of each section, by its name, in the order of the page."""
    answer = browser.get(f"/portal/assignments/{assignment.pk}/")
    assert answer.status_code == 200
    parts = re.split(r'<section id="([a-z-]+)"', answer.content.decode())
    found = {"": parts[0]} | dict(zip(parts[1::2], parts[2::2], strict=True))
    return {name: " ".join(re.sub(r"<[^>]+>", " ", html).split()) for name, html in found.items()}


def test_sections_stand_in_the_order_in_which_a_client_asks(client, whole: Story) -> None:
    page = read(client, whole.assignment)
    assert [name for name in page if name in SECTIONS] == SECTIONS
    assert set(page) - {"", *SECTIONS} == {"part-interim", "part-left", "part-market"}
    assert "On plan. This week: 2 people presented, 1 meeting booked." in page[""]


def test_each_section_has_its_content(client, whole: Story) -> None:
    page = read(client, whole.assignment)
    said = [
        ("wanted", "Your decision on “Remote work decides” , by Tue"),
        ("wanted", "Your word on Amira Lundqvist"),
        ("wanted", "Jonas Krantz has another offer and answers Tue"),
        ("plan", "Week 1 2 Nov to 6 Nov"),
        ("plan", "Week 3 16 Nov to 20 Nov this week"),
        ("progress", "Presented 2 +2 this week"),
        ("progress", "Presented 2 Meeting 0 Decision 0"),
        ("shortlist", "Where it stands Presented Meets you Tue 24 Nov 09:00"),
        ("shortlist", "Your word by Mon What else is going on Has another offer, answers Tue"),
        ("shortlist", "1 Run payroll for 900 in Hogia from day one Yes · Hogia for 1,100"),
        ("shortlist", "CV (PDF)"),
        ("meetings", "Tue 24 Nov 09:00 · Amira Lundqvist"),
        ("meetings", "What this person wants Development To build a team"),
        ("meetings", "What to show and tell The new system"),
        ("meetings", "A case that tastes of the job A late payslip"),
        ("meetings", "Points to explore together Working from home"),
        ("obstacles", "Remote work decides open 2 of 3 who said no want it."),
        ("next-week", "You meet Amira Lundqvist Tue 24 Nov 09:00"),
        ("papers", "Schedule Fri 20 Nov"),
        ("papers", "Presentation, version 1"),
        ("papers", "Report of week 3 Fri 20 Nov"),
        ("team", "Nina Lind Leads your assignment +46 70 123 45 67 nina.lind@askvik.example"),
        ("team", "Rasmus Holm rasmus.holm@askvik.example"),
        ("record", "words kept in time"),
        ("record", "1 of 1 applicants have had an answer, in 2 days on average."),
    ]
    assert {section for section, _words in said} == set(SECTIONS)
    assert [(section, words) for section, words in said if words not in page[section]] == []


def test_before_anything_has_happened_each_section_says_what_will_stand_there(
    client, cast: Cast, story: Story
) -> None:
    dates = {"presentation_on": date(2026, 12, 1), "meetings_on": date(2026, 12, 2)}
    empty = cast.payroll(at=on(20), kind="permanent", decision_on=date(2026, 12, 3), **dates)
    empty.activities.all().delete()
    page = read(client, empty)
    assert list(page) == ["", *SECTIONS]
    said = {
        "wanted": "Nothing. What we need from you appears here",
        "plan": "The schedule appears here as soon as it is made.",
        "progress": "Identified 0",
        "shortlist": "Nobody has been presented yet.",
        "meetings": "No meeting is booked.",
        "obstacles": "None is known.",
        "next-week": "We go on; no day is set for the next step yet.",
        "papers": "The first report appears here when it has gone out.",
        "team": "Nina Lind",
        "record": "Which of our words we kept, moved or gave late is counted here",
    }
    assert said.keys() == set(SECTIONS)
    for section, words in said.items():
        assert words in page[section], section


def test_people_stand_at_one_of_five_plain_words(client, whole: Story) -> None:
    """One was contacted, one only found, one applied; two were presented; three are out."""
    whole.move(whole.amira, "client_meeting", at=on(20))
    whole.move(whole.jonas, "offer", at=on(20))
    now = read(client, whole.assignment)["progress"].partition("Where people stand now")[2]
    assert " ".join(now.split()) == "Searching 2 Talking 2 Presented 0 Meeting 1 Decision 1"
    shortlist = read(client, whole.assignment)["shortlist"]
    assert "Where it stands Meeting Meets you" in shortlist
    assert "Where it stands Decision" in shortlist


def test_each_next_step_has_its_day(client, cast: Cast, whole: Story) -> None:
    def steps() -> dict[str, tuple[str, str]]:
        page = client.get(f"/portal/assignments/{whole.assignment.pk}/").context["page"]
        return {one.name: (one.next_step.what, one.next_step.when) for one in page.people}

    assert steps()["Amira Lundqvist"] == ("Meets you", "Tue 24 Nov 09:00")
    assert steps()["Jonas Krantz"] == ("Your word", "by Mon")
    Meeting.objects.get().cancel(by=cast.nina, at=on(20))
    for candidacy in (whole.amira, whole.jonas):
        candidacy.client_answers("Yes", by=cast.nina, at=on(20), contact=cast.sara)
    assert steps()["Amira Lundqvist"] == ("Meetings with you", "Tue 24 Nov")
    whole.move(whole.amira, "offer", at=on(20))
    assert steps()["Amira Lundqvist"] == ("Your decision", "Mon 30 Nov")
    Placement.objects.agree(whole.jonas, starts_on=date(2026, 12, 7), by=cast.nina, at=on(20))
    assert steps()["Jonas Krantz"] == ("Starts with you", "Mon 7 Dec")


def test_whoever_has_left_is_named_apart(client, cast: Cast, whole: Story) -> None:
    whole.jonas.finish("withdrawn", reason="salary", said_no="candidate", by=cast.nina, at=on(20))
    shortlist = read(client, whole.assignment)["shortlist"]
    assert "No longer in play Jonas Krantz" in shortlist
    assert "withdrew Fri 20 Nov: salary" in shortlist


def test_a_decision_is_wanted_with_its_cost_and_then_told(client, cast: Cast, story: Story) -> None:
    obstacle = story.assignment.obstacles.told().get()
    obstacle.effect = "Half of the market is closed."
    obstacle.save(update_fields=["effect"])
    wanted = read(client, story.assignment)["wanted"]
    assert "“Remote work decides” , by Tue Half of the market is closed Your word" in wanted
    obstacle.decide("Two days at home", by=cast.nina, at=on(10))  # longer ago than a week
    page = read(client, story.assignment)
    assert "Remote work decides" not in page["wanted"]
    assert "Remote work decides decided" in page["obstacles"]
    assert "Two days at home" in page["obstacles"]


def test_a_guide_is_told_once_it_is_published(client, cast: Cast, whole: Story) -> None:
    whole.amira.guide.withdraw(by=cast.nina, at=on(20))
    meetings = read(client, whole.assignment)["meetings"]
    assert "appears here before you meet" in meetings and "late payslip" not in meetings


def test_it_takes_ten_statements(client, whole: Story) -> None:
    for kind in ("permanent", "interim", "search"):
        Assignment.objects.update(kind=kind)
        asked = statements(client, f"/portal/assignments/{whole.assignment.pk}/")
        assert len(asked) <= 10, kind


def test_a_shared_document_is_saved_and_says_no_more_than_the_page(
    client, cast: Cast, whole: Story
) -> None:
    shared = SharedDocument.objects.get()
    page = client.get(f"/portal/assignments/{whole.assignment.pk}/").content.decode()
    assert f"/portal/documents/{shared.pk}/" in page and "1983" not in page
    answer = client.get(f"/portal/documents/{shared.pk}/")
    assert answer.content == b"%PDF-1.7"
    assert answer["Content-Disposition"] == 'attachment; filename="CV Amira Lundqvist.pdf"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == (
        "nosniff",
        "private, no-store",
    )
    shared.take_back(by=cast.nina, at=on(20))
    assert client.get(f"/portal/documents/{shared.pk}/").status_code == 404
    assert "CV (PDF)" not in read(client, whole.assignment)["shortlist"]


def test_every_report_is_there_and_those_of_long_ago_out_of_the_way() -> None:
    reports = [Sent(pk, "Payroll", 1, "Nordvik", FRIDAY, pk) for pk in range(30, 0, -1)]
    page = SimpleNamespace(reports=reports, presentations=[])
    context = {"page": page, "schedule": SchedulePart([])}
    html = render_to_string("portal/papers.html", context)
    newest, earlier = html.split("<details")
    assert "Report of week 30" in newest and "Report of week 18" not in newest
    assert "Earlier" in earlier and "Report of week 18" in earlier
    assert all(f'href="/portal/reports/{one.pk}/pdf/"' in html for one in reports)
