"""The timeline: a sentence for every kind of event, pages of forty, in the reader's language."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import strip_tags

from processes.models import Event, EventKind
from processes.models.which_events import read_mark
from processes.timeline import record
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db

SENTENCES: dict[str, tuple[dict[str, Any], str]] = {
    "called": ({"reached": True, "outcome": "wants to hear more"}, "Talked to Jonas Krantz on the"),
    "met": ({"reached": True}, "Met Jonas Krantz"),
    "mailed": ({"reached": True, "rang": "them"}, "Mail from Jonas Krantz"),
    "noted": ({}, "Note about Jonas Krantz"),
    "assignment_opened": ({}, "Assignment opened: Interim payroll manager"),
    "assignment_edited": (
        {"fields": ["place"], "version": 2},
        "Brief changed · place · version 2",
    ),
    "brief_told": ({"how": "called"}, "Told the client what is new in the brief · on the phone"),
    "assignment_closed": ({"outcome": "filled"}, "Interim payroll manager, Filled"),
    "dates_agreed": ({"decision": "2026-11-30"}, "decision Mon 30 Nov"),
    "schedule_sent": ({}, "Schedule sent to the client"),
    "activity_done": ({"activity": "Interviews"}, "Done: Interviews"),
    "candidate_added": ({}, "Jonas Krantz added to the assignment"),
    "applied": ({}, "Jonas Krantz applied"),
    "stage_moved": (
        {"from": "interviewed", "to": "presented"},
        "Jonas Krantz moved from Interviewed to Presented",
    ),
    "interest_noted": ({"was": 5, "now": 3}, "Interest of Jonas Krantz: 5 → 3 of 5"),
    "candidacy_ended": (
        {"end": "withdrawn", "said_no": "candidate", "reason": "salary"},
        "Jonas Krantz withdrew · Salary",
    ),
    "candidacy_reopened": ({}, "Jonas Krantz is in play again"),
    "meeting_booked": (
        {"starts_at": "2026-11-24T08:00:00+00:00", "with_client": True, "place": "Gävle"},
        "Meeting with the client booked for Jonas Krantz · Tue 24 Nov 09:00 · Gävle",
    ),
    "client_answered": ({}, "The client answered about Jonas Krantz"),
    "obstacle_raised": ({"title": "Salary below market"}, "Obstacle: Salary below market"),
    "obstacle_told": ({"title": "Salary below market"}, "Told the client: Salary below market"),
    "obstacle_decided": (
        {"title": "Salary below market"},
        "Decided with the client: Salary below market",
    ),
    "consent_given": (
        {"how": "phone"},
        "Jonas Krantz agreed to be presented to this client · On the phone",
    ),
    "consent_taken_back": ({}, "Jonas Krantz no longer agrees to be presented to this client"),
    "privacy_notice_given": ({"how": "mail"}, "Jonas Krantz was told what we keep of them"),
    "shortlist_short": (
        {"presented": 2, "minimum": 3, "reserves": 1},
        "The shortlist is short: 2 people of 3 are still in play · 1 in reserve",
    ),
    "shortlist_reasoned": ({"presented": 1, "minimum": 3}, "Why 1 person is presented and not 3"),
    "fit_noted": ({"recommended": True}, "Jonas Krantz compared with the must-haves"),
    "meeting_cancelled": (
        {"starts_at": "2026-11-24T08:00:00+00:00"},
        "Meeting with Jonas Krantz cancelled · Tue 24 Nov 09:00",
    ),
    "vacancy_published": ({}, "The vacancy is published"),
    "vacancy_withdrawn": ({}, "The vacancy is withdrawn"),
    "application_received": ({"waits": True}, "of somebody who may be here already"),
    "application_decided": (
        {"became": "same"},
        "An application was looked at: it is of Jonas Krantz",
    ),
    "candidates_merged": (
        {"name": "J. Krantz"},
        "Jonas Krantz and the record of J. Krantz were made one",
    ),
    "merge_undone": ({"name": "J. Krantz"}, "Jonas Krantz and J. Krantz are two records again"),
    "candidate_handed_over": (
        {"giver": "Nina Lind", "taker": "Rasmus Holm"},
        "Jonas Krantz was handed over from Nina Lind to Rasmus Holm",
    ),
    "pool_joined": (
        {"pool": 1, "pool_name": "Payroll people"},
        "Jonas Krantz was put into the pool “Payroll people”",
    ),
    "import_taken_back": ({"what": "put_back"}, "what it had changed is as it was before"),
    "outcome_noted": ({"title": "Salary below market"}, "What came of “Salary below market”"),
    "report_sent": ({"week": 3}, "Report of week 3 sent"),
    "report_stopped": ({}, "Weekly report stopped"),
    "report_skipped": ({"week": 3}, "Report of week 3 skipped"),
    "report_put_off": (
        {
            "week": 3,
            "was_due": "2026-11-20T14:00:00+00:00",
            "due": "2026-11-23T08:00:00+00:00",
        },
        "Report of week 3 put off · Fri 20 Nov 15:00 → Mon 23 Nov 09:00",
    ),
    "presentation_sent": ({}, "Presentation sent to the client"),
    "schedule_changed": ({"version": 2}, "Schedule changed: version 2"),
    "letter_sent": ({"subject": "Where things stand"}, "Letter to Jonas Krantz: Where things"),
    "follow_up_put_off": (
        {
            "follow_up": "personal_feedback",
            "was_due": "2026-11-20T09:00:00+00:00",
            "due": "2026-11-23T09:00:00+00:00",
        },
        "personal feedback · Fri 20 Nov → Mon 23 Nov",
    ),
    "news_rhythm_chosen": ({"now": "fortnightly"}, "Jonas Krantz wants to hear from us every two"),
    "obstacle_proposed": (
        {"cause": "withdrawals", "reason": "salary", "counted": {"count": 3, "total": 5}},
        "An obstacle proposes itself: 3 of 5 who said no named: Salary.",
    ),
    "obstacle_dismissed": (
        {"cause": "withdrawals", "reason": "salary", "counted": {"count": 3, "total": 5}},
        "Proposed obstacle dismissed: 3 of 5 who said no named: Salary.",
    ),
    "decline_planned": ({}, "A kind no to Jonas Krantz is on its way"),
    "decline_cancelled": ({}, "The letter to Jonas Krantz was cancelled before it went"),
    "closing_begun": ({"outcome": "filled"}, "Closing begun: Interim payroll manager, Filled"),
    "closing_called_off": ({}, "Interim payroll manager stays open"),
    "follow_up_handed_over": (
        {"follow_up": "personal_feedback", "giver": "Nina Lind", "taker": "Rasmus Holm"},
        "Rasmus Holm now owes Jonas Krantz: personal feedback · before Nina Lind",
    ),
    "follow_up_pulled_forward": (
        {
            "follow_up": "client_feedback",
            "answers_on": "2026-11-24",
            "was_due": "2026-11-25T09:00:00+00:00",
            "due": "2026-11-23T16:00:00+00:00",
        },
        "wanted earlier · answers another offer Tue 24 Nov · Wed 25 Nov → Mon 23 Nov",
    ),
    "placed": ({"starts_on": "2026-12-01"}, "Jonas Krantz got the role, starts Tue 1 Dec"),
    "extension_asked": (
        {"ends_on": "2026-12-31"},
        "Asked the client whether Jonas Krantz stays on after Thu 31 Dec",
    ),
    "extension_answered": (
        {"answer": "extended", "ends_on": "2027-03-31"},
        "Jonas Krantz stays on until",
    ),
    "offer_made": (
        {"answers_on": "2026-11-25"},
        "Jonas Krantz was made an offer · answers by Wed 25 Nov",
    ),
    "offer_answered": ({"answer": "declined", "told": True}, "declines the offer · the client"),
    "offer_signed": ({}, "The contract with Jonas Krantz is signed"),
    "placement_changed": (
        {"was_starts_on": "2026-12-01", "starts_on": "2027-01-04", "fields": ["trial_ends_on"]},
        "Jonas Krantz starts Mon 4 Jan instead of Tue 1 Dec · trial period ends",
    ),
    "left": (
        {"ended_by": "client", "left_on": "2026-11-20", "reason": "fit", "promised": "refund"},
        "The client ended the contract of Jonas Krantz, last day Fri 20 Nov · Fit with the team",
    ),
    "guarantee_called": (
        {"promised": "refund", "refund_on": "2026-12-01"},
        "The guarantee for Jonas Krantz is kept: a share of the fee goes back on Tue 1 Dec",
    ),
    "target_companies_agreed": ({"count": 2}, "2 target companies agreed"),
    "target_company_moved": (
        {"was": "researched", "to": "approached"},
        "Target company: researched → approached",
    ),
    "document_added": ({"name": "CV.pdf"}, "Document of Jonas Krantz: CV.pdf"),
    "guide_published": ({}, "Guide to meeting Jonas Krantz published for the client"),
    "guide_changed": (
        {},
        "What the client reads in the guide to meeting Jonas Krantz was changed",
    ),
    "guide_withdrawn": ({}, "Guide to meeting Jonas Krantz withdrawn from the client"),
    "document_shared": (
        {"name": "CV.pdf"},
        "Document of Jonas Krantz shared with the client: CV.pdf",
    ),
    "document_taken_back": (
        {"name": "CV.pdf"},
        "Document of Jonas Krantz taken back from the client: CV.pdf",
    ),
    "debriefed": (
        {"side": "candidate", "before": 5, "after": 3},
        "Debrief with Jonas Krantz after the meeting · interest 5 → 3 of 5",
    ),
    "care_asked": ({"side": "candidate"}, "Asked Jonas Krantz by letter how it goes"),
    "care_answered": (
        {"side": "candidate", "going_well": 4, "how": "link"},
        "Jonas Krantz on how it goes: 4 of 5 · by their link",
    ),
    "care_alerted": ({"why": "fell"}, "It goes less well than before: Jonas Krantz"),
    "availability_asked": ({}, "Asked Jonas Krantz by letter when they are free"),
    "availability_noted": (
        {"answer": "terms", "free_from": "2026-12-01", "days_a_week": 4, "place": "Gävle"},
        "Jonas Krantz said when they are free · from 1 Dec 2026 · 4 days a week · Gävle",
    ),
    "gesture_made": ({"given_on": "2026-11-19"}, "A gesture for Jonas Krantz"),
    "called_first": ({"how": "they_rang"}, "Jonas Krantz wants to move on and rang us first"),
    "facts_accepted": (
        {"fields": ["email", "phone"], "skills": 3, "document": 1},
        "Taken over from the CV of Jonas Krantz · e-mail, phone · 3 skills",
    ),
    "candidate_closed": (
        {"kept_until": "2026-11-19", "months": 24},
        "Jonas Krantz closed: 24 months after the last word, kept until Thu 19 Nov",
    ),
    "candidate_reopened": (
        {"until": "2026-12-01"},
        "Jonas Krantz opened again · kept until Tue 1 Dec at least",
    ),
    "imported": ({}, "Jonas Krantz imported"),
}


def rendered(events: list[Event], **context: Any) -> str:
    with translation.override(context.pop("language", "en")), timezone.override("Europe/Stockholm"):
        page = render_to_string(
            "processes/timeline.html", {"events": events, "at": NOW, "more_url": "", **context}
        )
    return re.sub(r"\s+", " ", strip_tags(page))


@pytest.mark.parametrize("kind", EventKind.values)
def test_every_kind_of_event_has_its_sentence(cast: Cast, kind: str) -> None:
    candidacy = cast.payroll().add(cast.jonas, by=cast.nina, at=NOW)
    facts, sentence = SENTENCES[kind]
    event = record(kind, by=cast.nina, at=NOW, candidacy=candidacy, **facts)
    assert sentence in rendered([event])


@pytest.mark.parametrize("kind", EventKind.values)
def test_a_redacted_event_still_has_a_sentence(cast: Cast, kind: str) -> None:
    candidacy = cast.payroll().add(cast.jonas, by=cast.nina, at=NOW)
    event = record(kind, by=None, at=NOW, candidacy=candidacy)
    words = rendered([event], show="none")
    assert "None" not in words
    assert len(words.strip()) > len("just now")


def test_what_was_undone_is_struck_through_and_says_so(cast: Cast) -> None:
    call = record("called", by=cast.nina, at=NOW, contact=cast.sara, reached=True, text="Oh")
    assert "undone" not in rendered([call])
    call.refresh_from_db()
    call.undo(by=cast.nina, at=call.recorded_at)
    assert "undone" in rendered([call])
    page = render_to_string("processes/timeline.html", {"events": [call], "at": NOW})
    assert page.count("line-through") == 2  # the sentence, and what was said


def test_a_call_says_whether_somebody_answered(cast: Cast) -> None:
    payroll = cast.payroll()
    for reached, rang, sentence in (
        (True, "us", "Talked to Sara Berg on the phone"),
        (True, "them", "Sara Berg called us"),
        (False, "us", "Called Sara Berg, no answer"),
        (False, "them", "Missed a call from Sara Berg"),
    ):
        event = record(
            "called",
            by=cast.nina,
            at=NOW,
            assignment=payroll,
            contact=cast.sara,
            reached=reached,
            rang=rang,
        )
        assert sentence in rendered([event])


def test_a_call_to_the_client_that_stays_inside_says_so(cast: Cast) -> None:
    said: dict[str, Any] = {"by": cast.nina, "at": NOW, "contact": cast.sara, "reached": True}
    assert "internal" in rendered([record("called", **said)])
    assert "internal" not in rendered([record("called", visible_to_client=True, **said)])


def test_names_are_written_as_text(cast: Cast) -> None:
    cast.jonas.first_name = "<b>Jonas</b>"
    cast.jonas.save()
    event = record("noted", by=cast.nina, at=NOW, candidate=cast.jonas, text="<script>")
    page = render_to_string("processes/timeline.html", {"events": [event], "at": NOW})
    assert "&lt;b&gt;Jonas&lt;/b&gt;" in page
    assert "<script>" not in page


def test_the_lines_name_what_the_page_does_not(cast: Cast) -> None:
    event = record(
        "called", by=cast.nina, at=NOW, assignment=cast.payroll(), contact=cast.sara, reached=True
    )
    assert "Interim payroll manager" in rendered([event])
    assert "Interim payroll manager" not in rendered([event], show="client")


def test_a_long_timeline_comes_in_pages(cast: Cast, django_assert_num_queries: Any) -> None:
    made = [
        record("noted", by=cast.nina, at=NOW + timedelta(minutes=n // 3), candidate=cast.jonas)
        for n in range(95)
    ]
    with django_assert_num_queries(1):
        first = cast.jonas.events.page()
        rendered(first.events)
    second = cast.jonas.events.page(first.earlier)
    third = cast.jonas.events.page(second.earlier)
    assert [len(page.events) for page in (first, second, third)] == [40, 40, 15]
    assert third.earlier == ""
    assert third.more_url == ""
    assert [*first.events, *second.events, *third.events] == made[::-1]
    assert f"before={first.earlier}" in first.more_url


@pytest.mark.parametrize("mark", ["", "yesterday", "20261120T090000.000000", "-1", "a-b"])
def test_a_mark_that_nobody_wrote_shows_the_newest(cast: Cast, mark: str) -> None:
    event = record("noted", by=cast.nina, at=NOW, candidate=cast.jonas)
    assert read_mark(mark) is None
    assert cast.jonas.events.page(mark).events == [event]


def test_an_empty_timeline_says_what_to_do() -> None:
    assert "Log the first call" in rendered([])
