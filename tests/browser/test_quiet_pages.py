"""Every page that links lead to: no complaint of the browser, nothing from elsewhere, no wide page.

What the policy forbids is a complaint on the console, and a complaint fails the test
(``open_browser``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize

from accounts.letters import invite
from accounts.models import User
from candidates.models import Document, Merge
from mailings import pdf
from processes.models import Meeting, Presentation, ReportSchedule, Vacancy
from recruitcrm.chores import do_all
from tests.browser.coming_in import come_in
from tests.cast import Cast
from tests.processes.reports.story import FRIDAY, NEXT_FRIDAY, Story
from tests.who_may_enter import FOR_ADMINS, FOR_LEADS

pytestmark = pytest.mark.django_db(transaction=True)
SMALL: ViewportSize = {"width": 360, "height": 780}
ALIKE = {"insights_leaving", "insights_leaving_cases"}  # however much is chosen
OF_A_KIND = 1  # page of one view that is looked at, by what the address asks
FILES = {
    "application_file",
    "document",
    "document_picture",
    "export_archive",
    "import_refused",
    "insights_leaving_table",
    "insights_table",
    "letter_attachment",
    "mfa_download_recovery_codes",
    "portal_document",
    "portal_presentation_pdf",
    "portal_report_pdf",
    "presentation_pdf",
    "report_pdf",
    "report_preview_pdf",
    "portal_schedule_pdf",
    "schedule_pdf",
    "guide_pdf",
    "trail_table",
}
# What reaches out of the page though nothing around it scrolls.
WIDEST = """[...document.querySelectorAll("body *")].filter((one) =>
    one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility()
    && !one.closest(".overflow-x-auto, .scroll-row, .sr-only")
).slice(-3).map((one) => one.outerHTML.slice(0, 160))"""
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsanwärterin"


@pytest.fixture
def story(people: Cast, settings, monkeypatch) -> Story:
    """Three weeks of Nordvik's search, its report sent, the next one drafted, words too long."""
    settings.MAIL_GOES_OUT = False
    monkeypatch.setitem(pdf._here, "allowed", True)
    story = Story(people)
    now = timezone.now()
    engineer = people.data_engineer(at=now - timedelta(days=1))
    card = people.presented(people.ewa, engineer, at=now)
    Meeting.objects.book(card, starts_at=now + timedelta(days=2), by=people.rasmus, at=now)
    people.amira.headline = LONG
    people.amira.save()
    ReportSchedule.objects.create(client=people.lumen)
    invite(people.lea, by=people.ada, at=now)
    people.sits_in_portal(people.sara)
    shortlist = Presentation.objects.draft(story.assignment, number=1, at=FRIDAY)
    shortlist.write(
        [story.amira, story.jonas], introduction=LONG, feedback_on=None, recipients=[people.sara]
    )
    shortlist.send(by=people.nina, at=FRIDAY)
    come_in(people, LONG, at=now)
    do_all(FRIDAY)
    do_all(NEXT_FRIDAY - timedelta(days=1))
    return story


def walk(
    page: Page,
    user: User,
    start: str,
    views: Callable[[str], bool] = lambda view: True,
    also: Iterable[str] = (),
) -> Counter[str]:
    """Follows every link from a page as far as it leads, to such views; how often each was seen.

    ``also``: addresses that not every page of a kind leads to.
    """

    def is_theirs(path: str) -> bool:
        view = resolve(urlsplit(path).path).view_name
        return view not in FILES and not view.startswith("account_") and views(view)

    origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    elsewhere: list[str] = []
    wide: list[str] = []
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((origin, "data:", "blob:"))
            else elsewhere.append(request.url)
        ),
    )
    seen: Counter[str] = Counter()
    ahead = [start, *also]
    known = set(ahead)
    while ahead:
        address = ahead.pop(0)
        view = resolve(urlsplit(address).path).view_name
        asked = sorted(part.split("=")[0] for part in query_of(address))
        kind = view if view in ALIKE else f"{view}?{'&'.join(asked)}"
        if seen[kind] >= OF_A_KIND:
            continue
        seen[kind] += 1
        answer = page.goto(origin + address)
        assert answer and answer.ok, f"{user}: {address} is {answer and answer.status}"
        if page.evaluate("document.documentElement.scrollWidth") > SMALL["width"]:
            wide.append(f"{address}: {page.evaluate(WIDEST)}")
        for href in page.evaluate("[...document.links].map((one) => one.href)"):
            path = href.split("#")[0].removeprefix(origin)
            if path.startswith("/") and path not in known and is_theirs(path):
                known.add(path)
                ahead.append(path)
    assert (elsewhere, wide) == ([], [])
    return seen


def names(seen: Counter[str]) -> set[str]:
    return {kind.split("?")[0] for kind in seen}


def query_of(address: str) -> list[str]:
    return list(filter(None, urlsplit(address).query.split("&")))


def test_a_recruiters_pages_are_quiet(people: Cast, story: Story, sign_in: Callable[..., Page]):
    also = [
        reverse("document_look", args=[Document.objects.earliest("pk").pk]),
        reverse("merge", args=[Merge.objects.get().pk]),
        reverse("vacancy_preview", args=[Vacancy.objects.get().assignment_id]),
    ]
    page = sign_in(people.nina, SMALL)
    found = names(walk(page, people.nina, "/search/?q=payroll", also=also))
    assert found >= {
        *("today", "log_call", "follow_up_putting_off", "search", "mailbox", "letter"),
        *("follow_up_handing_over", "leaves", "leave_new"),
        *("clients", "client", "client_new", "client_edit", "contact_new", "contact_edit"),
        *("candidates", "candidate", "candidate_new", "candidate_edit", "document_new"),
        *("assignments", "assignment", "assignment_new", "assignment_edit", "candidacy_new"),
        *("assignment_timeline", "assignment_schedule", "assignment_obstacles", "dates"),
        *("assignment_reports", "assignment_brief", "assignment_closing", "candidacy"),
        *("candidacy_end", "candidacy_fit", "candidacy_answer", "candidacy_meeting"),
        *("obstacle_new", "activity_new", "activity_edit", "reports", "report"),
        *("candidate_filters", "candidate_columns", "candidate_pools", "candidate_tags"),
        *("saved_searches", "saved_search_new", "saved_search_edit", "saved_search_news"),
        *("pools", "pool", "pool_new", "pool_edit", "document_look", "document_reading"),
        *("documents", "twins", "candidate_twins", "candidate_merge", "merge"),
        *("assignment_vacancy", "vacancy_preview", "applications", "application"),
    }


def test_an_admins_pages_are_quiet(people: Cast, story: Story, sign_in: Callable[..., Page]):
    page = sign_in(people.ada, SMALL)
    start = "/settings/report-schedules/"
    found = names(walk(page, people.ada, start, (FOR_ADMINS | FOR_LEADS).__contains__))
    assert found >= {
        *("agency", "people", "person_new", "person_edit", "imports"),
        *("import_page", "import_sheet"),
        *("exports", "retention_rules", "retention_rule_new", "privacy_texts", "privacy_text"),
        *("report_schedules", "report_schedule_new", "report_schedule_edit"),
        *("report_schedule_agency", "policies", "policy_edit", "desk"),
    }


def test_what_strangers_read_is_quiet(people: Cast, story: Story, open_browser):
    page = open_browser(SMALL).new_page()
    page.goto("/jobs/")
    found = names(walk(page, people.nina, "/jobs/", lambda view: view.startswith("job")))
    assert found == {"jobs", "job", "job_application", "jobs_privacy"}


def test_a_contacts_pages_are_quiet(people: Cast, story: Story, sign_in: Callable[..., Page]):
    assert people.sara.user
    found = names(walk(sign_in(people.sara.user, SMALL), people.sara.user, "/portal/"))
    assert found >= {"portal", "portal_assignment", "portal_report", "own_calendar"}
