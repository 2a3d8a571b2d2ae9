"""Who may enter: every address of the product, tried as everybody. An unlisted address fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.access import opened_to
from processes.models import Event, FollowUp
from tests.cast import Cast

OPEN_TO_ANYONE = {
    "account_change_password",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_set_password",
    "account_signup",
    "health",
    "logo",
}
FOR_CONTACTS = {
    "portal",
    "portal_assignment",
    "portal_presentation",
    "portal_presentation_pdf",
    "portal_report",
    "portal_report_page",
    "portal_report_pdf",
    "portal_schedule_pdf",
}
FOR_ADMINS = {
    "agency",
    "agency_letterhead",
    "agency_logo",
    "agency_logo_removal",
    "import_batch",
    "import_taking_in",
    "mail_hold",
    "mail_hold_cancellation",
    "mail_hold_end",
    "people",
    "person_edit",
    "person_new",
    "policies",
    "policy_edit",
    "policy_preview",
    "policy_reset",
    "report_schedule_agency",
    "report_schedule_arrangement",
    "report_schedule_edit",
    "report_schedule_new",
    "report_schedule_removal",
    "report_schedule_slots",
    "report_schedules",
    "schedule_template",
    "schedule_template_default",
    "schedule_template_line",
    "schedule_template_line_new",
    "schedule_template_line_removal",
    "schedule_template_order",
    "schedule_templates",
    "text",
    "text_default",
    "text_preview",
    "texts",
}
FOR_LEADS = {
    "desk",
}
FOR_STAFF = {
    "activity_done",
    "activity_edit",
    "activity_new",
    "activity_removal",
    "assignment",
    "assignment_brief",
    "assignment_clients",
    "assignment_closing",
    "assignment_declines",
    "assignment_edit",
    "assignment_ended",
    "assignment_new",
    "assignment_obstacles",
    "assignment_presentation",
    "assignment_reports",
    "assignment_schedule",
    "assignment_timeline",
    "assignments",
    "candidacy",
    "candidacy_answer",
    "candidacy_declining",
    "candidacy_end",
    "candidacy_extension",
    "candidacy_fit",
    "candidacy_guide",
    "candidacy_interest",
    "candidacy_meeting",
    "candidacy_new",
    "candidacy_placement",
    "candidacy_return",
    "candidacy_stage",
    "candidacy_telling",
    "candidate",
    "candidate_candidacy_new",
    "candidate_contact",
    "candidate_contact_removal",
    "candidate_edit",
    "candidate_new",
    "candidate_news_rhythm",
    "candidates",
    "client",
    "client_edit",
    "client_new",
    "client_note_new",
    "clients",
    "contact_candidate",
    "contact_candidate_new",
    "contact_edit",
    "contact_leaving",
    "contact_portal",
    "contact_portal_removal",
    "contact_new",
    "contact_return",
    "closing_calling_off",
    "dates",
    "decline_cancellation",
    "declines_cancellation",
    "document",
    "document_new",
    "event_undoing",
    "document_removal",
    "follow_up_holding",
    "follow_up_letter",
    "follow_up_handing_over",
    "follow_up_putting_off",
    "guide_publication",
    "guide_withdrawal",
    "hint_dismissal",
    "holding",
    "holding_message",
    "holding_preparing",
    "holding_sending",
    "holding_setting_aside",
    "insights",
    "insights_table",
    "keys",
    "leave_calling_off",
    "leave_edit",
    "leave_new",
    "leaves",
    "letter",
    "letter_attachment",
    "letter_cancellation",
    "letter_rendering",
    "letter_sending",
    "log_call",
    "mailbox",
    "meeting_cancelling",
    "meeting_holding",
    "obstacle_decision",
    "obstacle_letter",
    "obstacle_new",
    "obstacle_outcome",
    "obstacle_telling",
    "people_to_log",
    "presentation_draft",
    "presentation_pdf",
    "presentation_preview",
    "presentation_rendering",
    "presentation_sending",
    "profile",
    "report",
    "report_approval",
    "report_behind",
    "report_comment",
    "report_compare",
    "report_page",
    "report_pdf",
    "report_preview",
    "report_preview_pdf",
    "report_proposals",
    "report_putting_off",
    "report_rendering",
    "report_sending",
    "report_skip",
    "report_stop",
    "reports",
    "reports_review",
    "schedule_pdf",
    "schedule_sending",
    "schedule_sent",
    "search",
    "target_companies",
    "target_company_edit",
    "target_company_removal",
    "target_company_state",
    "today",
}


def views(patterns: list[URLPattern | URLResolver], path: str = "") -> Iterator[tuple[str, str]]:
    """The path of every view with its name; numbers stand for whatever a path wants."""
    for pattern in patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, here)
        elif not str(pattern.pattern).startswith("^"):
            plain = here
            for part in (
                "<int:pk>",
                "<int:attachment>",
                "<str:key>",
                "<int:pdf>",
                "<int:place>",
                "<str:table>",
            ):
                plain = plain.replace(part, "987654")
            for part in ("<str:digest>", "<str:figure>", "<str:kind>", "<str:language>"):
                plain = plain.replace(part, "none")
            assert "<" not in plain, f"say what stands for the parts of {here}"
            yield f"/{plain}", pattern.name or ""


EVERY = list(views(get_resolver().url_patterns))
LISTED = OPEN_TO_ANYONE | FOR_CONTACTS | FOR_ADMINS | FOR_LEADS | FOR_STAFF


def test_every_address_is_listed_and_every_listed_one_exists() -> None:
    names = {name for _path, name in EVERY} | {"account_reset_password_from_key"}
    assert names - LISTED == set(), "say in this file who may enter"
    assert LISTED - names == set(), "listed, but gone"


@pytest.fixture
def visitors(cast: Cast) -> dict[str, tuple[Client, set[str]]]:
    """Everybody's browser, with the names of the views that are open to them."""
    everything = {
        "nobody": (None, set()),
        "contact": (cast.sits_in_portal(cast.sara), FOR_CONTACTS),
        "recruiter": (cast.nina, FOR_STAFF),
        "lead": (cast.lea, FOR_STAFF | FOR_LEADS),
        "admin": (cast.ada, FOR_STAFF | FOR_LEADS | FOR_ADMINS),
    }
    browsers = {}
    for who, (user, theirs) in everything.items():
        browser = Client()
        if user is not None:
            browser.force_login(user)
        browsers[who] = (browser, theirs)
    return browsers


@pytest.mark.parametrize("who", ["nobody", "contact", "recruiter", "lead", "admin"])
def test_everybody_enters_what_is_theirs_and_nothing_else(
    who: str, visitors: dict[str, tuple[Client, set[str]]]
) -> None:
    browser, theirs = visitors[who]
    for path, name in EVERY:
        if name in OPEN_TO_ANYONE:
            continue
        for answer in (browser.get(path), browser.post(path)):
            assert answer.status_code < 500, path
            assert is_let_in(answer, who) is (name in theirs), path
    assert not Event.objects.exists()
    assert not FollowUp.objects.exists()


def is_let_in(answer: HttpResponseBase, who: str) -> bool:
    """Neither refused nor led away to a door of their own."""
    location = answer.headers.get("Location", "")
    led_away = location.startswith(reverse(settings.LOGIN_URL)) or (
        who == "contact" and location == reverse("portal")
    )
    return answer.status_code != 403 and not led_away


def test_a_view_that_nobody_opened_is_an_error() -> None:
    def view() -> None: ...

    assert opened_to(view) is None
