"""What the sentences of the timeline are made of: facts of an event in the reader's words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.db.models import Choices, Model
from django.template import Context
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from candidates.models import Candidate, NoticeHow
from clients.models import Contact
from processes.follow_ups.rules import BY_KIND
from processes.models import (
    LOGGED,
    Assignment,
    CompanyState,
    ConsentHow,
    Event,
    EventKind,
    Outcome,
    Seniority,
    Wish,
)
from processes.stages import End, Reason, SaidNo, Stage

register = template.Library()

ICONS = {
    EventKind.CALLED: "phone",
    EventKind.MET: "chat-bubble-left-right",
    EventKind.MAILED: "envelope",
    EventKind.NOTED: "pencil-square",
    EventKind.ASSIGNMENT_OPENED: "briefcase",
    EventKind.ASSIGNMENT_EDITED: "clipboard-document-list",
    EventKind.BRIEF_TOLD: "hand-raised",
    EventKind.ASSIGNMENT_CLOSED: "flag",
    EventKind.DATES_AGREED: "calendar-days",
    EventKind.SCHEDULE_SENT: "paper-airplane",
    EventKind.ACTIVITY_DONE: "check",
    EventKind.CANDIDATE_ADDED: "user-plus",
    EventKind.APPLIED: "inbox",
    EventKind.STAGE_MOVED: "arrow-right",
    EventKind.INTEREST_NOTED: "chart-bar",
    EventKind.CANDIDACY_ENDED: "user-minus",
    EventKind.FIT_NOTED: "clipboard-document-list",
    EventKind.CANDIDACY_REOPENED: "arrow-uturn-left",
    EventKind.MEETING_BOOKED: "calendar",
    EventKind.MEETING_CANCELLED: "x-circle",
    EventKind.GUIDE_PUBLISHED: "document-text",
    EventKind.GUIDE_CHANGED: "pencil-square",
    EventKind.GUIDE_WITHDRAWN: "eye-slash",
    EventKind.CLIENT_ANSWERED: "chat-bubble-left-right",
    EventKind.OBSTACLE_PROPOSED: "eye",
    EventKind.OBSTACLE_DISMISSED: "eye-slash",
    EventKind.OBSTACLE_RAISED: "exclamation-triangle",
    EventKind.OBSTACLE_TOLD: "hand-raised",
    EventKind.OBSTACLE_DECIDED: "check-circle",
    EventKind.OUTCOME_NOTED: "check-circle",
    EventKind.REPORT_SENT: "document-text",
    EventKind.REPORT_STOPPED: "no-symbol",
    EventKind.REPORT_SKIPPED: "no-symbol",
    EventKind.REPORT_PUT_OFF: "clock",
    EventKind.PRESENTATION_SENT: "paper-airplane",
    EventKind.SCHEDULE_CHANGED: "calendar-days",
    EventKind.LETTER_SENT: "paper-airplane",
    EventKind.FOLLOW_UP_PUT_OFF: "clock",
    EventKind.FOLLOW_UP_HANDED_OVER: "users",
    EventKind.FOLLOW_UP_PULLED_FORWARD: "clock",
    EventKind.NEWS_RHYTHM_CHOSEN: "calendar-days",
    EventKind.DECLINE_PLANNED: "clock",
    EventKind.DECLINE_CANCELLED: "x-circle",
    EventKind.CLOSING_BEGUN: "flag",
    EventKind.CLOSING_CALLED_OFF: "x-circle",
    EventKind.PLACED: "trophy",
    EventKind.EXTENSION_ASKED: "calendar",
    EventKind.EXTENSION_ANSWERED: "calendar-days",
    EventKind.TARGET_COMPANIES_AGREED: "building-office-2",
    EventKind.TARGET_COMPANY_MOVED: "building-office-2",
    EventKind.DOCUMENT_ADDED: "paper-clip",
    EventKind.DOCUMENT_SHARED: "eye",
    EventKind.DOCUMENT_TAKEN_BACK: "eye-slash",
    EventKind.CARE_ASKED: "paper-airplane",
    EventKind.CARE_ANSWERED: "chat-bubble-left-right",
    EventKind.DEBRIEFED: "chat-bubble-left-right",
    EventKind.CARE_ALERTED: "exclamation-triangle",
    EventKind.AVAILABILITY_ASKED: "paper-airplane",
    EventKind.AVAILABILITY_NOTED: "calendar-days",
    EventKind.GESTURE_MADE: "gift",
    EventKind.CALLED_FIRST: "phone-arrow-down-left",
    EventKind.CONSENT_GIVEN: "check-circle",
    EventKind.CONSENT_TAKEN_BACK: "hand-raised",
    EventKind.PRIVACY_NOTICE_GIVEN: "document-text",
    EventKind.SHORTLIST_SHORT: "user-minus",
    EventKind.SHORTLIST_REASONED: "pencil-square",
    EventKind.OFFER_MADE: "document-text",
    EventKind.OFFER_ANSWERED: "chat-bubble-left-right",
    EventKind.OFFER_SIGNED: "pencil-square",
    EventKind.PLACEMENT_CHANGED: "calendar-days",
    EventKind.LEFT: "user-minus",
    EventKind.GUARANTEE_CALLED: "shield-check",
    EventKind.FACTS_ACCEPTED: "clipboard-document-list",
    EventKind.CANDIDATE_CLOSED: "lock-closed",
    EventKind.CANDIDATE_REOPENED: "arrow-uturn-left",
    EventKind.CANDIDATES_MERGED: "users",
    EventKind.MERGE_UNDONE: "arrow-uturn-left",
    EventKind.POOL_JOINED: "users",
    EventKind.CANDIDATE_HANDED_OVER: "arrow-right",
    EventKind.VACANCY_PUBLISHED: "globe-alt",
    EventKind.VACANCY_WITHDRAWN: "eye-slash",
    EventKind.APPLICATION_RECEIVED: "inbox",
    EventKind.APPLICATION_DECIDED: "eye",
    EventKind.IMPORTED: "arrow-up-tray",
    EventKind.IMPORT_TAKEN_BACK: "arrow-uturn-left",
}
TONES = {
    EventKind.OBSTACLE_PROPOSED: "text-soon",
    EventKind.OBSTACLE_RAISED: "text-soon",
    EventKind.REPORT_STOPPED: "text-soon",
    EventKind.REPORT_SKIPPED: "text-soon",
    EventKind.REPORT_PUT_OFF: "text-soon",
    EventKind.FOLLOW_UP_PUT_OFF: "text-soon",
    EventKind.FOLLOW_UP_PULLED_FORWARD: "text-soon",
    EventKind.CARE_ALERTED: "text-soon",
    EventKind.CONSENT_TAKEN_BACK: "text-soon",
    EventKind.SHORTLIST_SHORT: "text-soon",
    EventKind.CANDIDATE_CLOSED: "text-soon",
    EventKind.PLACED: "text-ok",
    EventKind.OFFER_SIGNED: "text-ok",
    EventKind.LEFT: "text-soon",
}
NAMES_THE_ASSIGNMENT = {
    EventKind.ASSIGNMENT_OPENED,
    EventKind.ASSIGNMENT_CLOSED,
    EventKind.CLOSING_BEGUN,
    EventKind.CLOSING_CALLED_OFF,
}
CHOICES: dict[str, type[Choices]] = {
    "stage": Stage,
    "reason": Reason,
    "said_no": SaidNo,
    "end": End,
    "outcome": Outcome,
    "company": CompanyState,
    "consent": ConsentHow,
    "notice": NoticeHow,
    "seniority": Seniority,
    "wish": Wish,
}


@register.filter
def event_icon(event: Event) -> str:
    if event.kind == EventKind.CALLED and event.reached is False:
        return "phone-x-mark"
    if event.kind == EventKind.CALLED and event.facts.get("rang") == "them":
        return "phone-arrow-down-left"
    return ICONS[EventKind(event.kind)]


@register.filter
def event_tone(event: Event) -> str:
    return TONES.get(EventKind(event.kind), "text-primary")


@register.filter
def stays_inside(event: Event) -> bool:
    """Whether to say that the client does not see this: only where somebody might think so."""
    return event.kind in LOGGED and event.contact_id is not None and not event.visible_to_client


@register.simple_tag(takes_context=True)
def for_reader(context: Context, event: Event) -> Event:
    """The event as its sentence tells it to who reads: no link leads to what is closed to them."""
    if event.candidate is not None and event.candidate.closed_at is not None:
        reader: User | None = getattr(context.get("request"), "user", None)
        event.candidate.is_closed_to_reader = not (reader and event.candidate.opens_to(reader))
    return event


@register.filter
def person(event: Event) -> SafeString | str:
    """Whom the event is about, with a link: the contact, else the candidate, else the client."""
    who = event.contact or event.candidate or event.client
    return linked(who)


@register.filter
def behind(event: Event, nouns: str) -> SafeString:
    """What the event was about, behind its sentence: those of ``nouns`` that it does not name."""
    named: list[Model | None] = []
    if "assignment" in nouns and event.kind not in NAMES_THE_ASSIGNMENT:
        named.append(event.assignment)
    if "client" in nouns:
        named.append(event.client)
    spans = ((linked(noun),) for noun in named if noun)
    return format_html_join("\n", '<span class="quiet">· {}</span>', spans)


@register.filter
def linked(thing: Model | None) -> SafeString | str:
    """A name that leads to its page; a contact's to its place on the client's."""
    if thing is None:
        return ""
    if getattr(thing, "is_closed_to_reader", False):
        return format_html('<span class="font-semibold">{}</span>', thing)
    weight = "font-semibold" if isinstance(thing, Contact | Candidate) else ""
    url = thing.get_absolute_url()  # type: ignore[attr-defined]
    return format_html('<a href="{}" class="link-hover {}">{}</a>', url, weight, thing)


@register.filter
def said_as(value: Any, choices: str) -> str:
    """A stored fact in the reader's words: ``event.facts.reason|said_as:"reason"``."""
    known = CHOICES[choices]
    return str(known(value).label) if value in known else ""


@register.filter
def owed(kind: str | None) -> str:
    """What kind of follow-up: "personal feedback"."""
    return str(BY_KIND[kind].label) if kind in BY_KIND else ""


@register.filter
def fact_day(value: str | None) -> str:
    """A stored day or moment as a day: "Tue 24 Nov"."""
    found: date | None = parse_date(value) if value else None
    moment = fact_moment(value)
    if moment:
        found = timezone.localtime(moment).date()
    return date_format(found, "DAY_FORMAT") if found else ""


@register.filter
def fact_moment(value: str | None) -> datetime | None:
    """A stored moment; None where there is none, or only a day."""
    return parse_datetime(value) if value and "T" in value else None


@register.filter
def field_names(fields: list[str] | None) -> str:
    """Names of an assignment's fields in the reader's words: "brief, target weeks"."""
    meta = Assignment._meta
    known = {field.name: field.verbose_name for field in (*meta.fields, *meta.many_to_many)}
    known["must_haves"] = _("must-haves")
    return ", ".join(str(known[name]) for name in fields or () if name in known)
