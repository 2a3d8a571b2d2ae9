"""The sidebar: where this reader may go, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User

register = template.Library()


@dataclass(frozen=True)
class Place:
    """A page of the sidebar; pages whose view name starts with one of ``stems`` belong to it."""

    name: str
    label: str | Promise
    icon: str
    stems: tuple[str, ...]


DAILY = (
    Place("today", _("Today"), "home", ("today", "follow_up", "holding")),
    Place(
        "assignments",
        _("Assignments"),
        "view-columns",
        (
            *("assignment", "candidacy", "obstacle", "meeting", "brief_", "shortlist_"),
            *("consent_", "contact_agreement", "reserve_", "guide", "other_process"),
            *("activity", "schedule", "dates", "placement", "offer", "leaving", "extension"),
            "vacancy",
        ),
    ),
    Place(
        "candidates",
        _("Candidates"),
        "user",
        (
            *("candidate", "document", "availab", "privacy"),
            *("pool", "saved_search", "bulk", "twins", "merge"),
        ),
    ),
    Place(
        "clients",
        _("Clients"),
        "building-office-2",
        ("client", "contact", "gone_quiet", "gesture"),
    ),
    Place("applications", _("Applications"), "inbox-arrow-down", ("application",)),
    Place(
        "aftercare", _("Aftercare"), "heart", ("aftercare", "candidacy_aftercare", "care", "touch")
    ),
    Place("reports", _("Reports"), "document-text", ("report",)),
    Place("insights", _("Insights"), "chart-bar", ("insights",)),
)
LEAVE = Place("leaves", _("Leave"), "sun", ("leave",))
MAILBOX = Place("mailbox", _("Mailbox"), "inbox", ("mailbox", "letter", "mail_hold"))
SETTINGS = (
    Place("report_schedules", _("Report schedules"), "calendar-days", ("report_schedule",)),
    Place(
        "schedule_templates",
        _("Schedule templates"),
        "clipboard-document-list",
        ("schedule_template",),
    ),
    Place("aftercare_templates", _("Plans of aftercare"), "heart", ("aftercare_",)),
    Place("job_roles", _("Role catalogue"), "briefcase", ("job_role",)),
    Place("texts", _("Texts of letters"), "chat-bubble-left-right", ("text",)),
    Place("privacy_texts", _("Privacy notice"), "document-check", ("privacy_text",)),
    Place("policies", _("Due times"), "clock", ("polic",)),
    Place("usual_terms", _("Usual terms"), "shield-check", ("usual_terms",)),
    Place("retention_rules", _("Retention"), "lock-closed", ("retention",)),
    Place("people", _("People"), "users", ("people", "person", "desk")),
    Place("trail", _("Trail"), "eye", ("trail",)),
    Place("agency", _("Agency"), "cog-6-tooth", ("agency",)),
    Place("exports", _("Take everything out"), "arrow-down-tray", ("export",)),
    Place("imports", _("Import"), "arrow-up-tray", ("import",)),
)


@dataclass(frozen=True)
class Link:
    place: Place
    url: str
    count: int | None
    is_here: bool


@dataclass(frozen=True)
class Navigation:
    daily: list[Link]
    settings: list[Link]

    @property
    def bar(self) -> list[Link]:
        """The four places of the bar on a phone; the rest is under "More"."""
        return self.daily[:4]

    @property
    def more(self) -> list[Link]:
        return self.daily[4:] + self.settings


def _nearest(places: tuple[Place, ...], view_name: str) -> str:
    """The place whose stem covers the most of the view's name."""
    fitting = [
        (len(stem), place.name)
        for place in places
        for stem in place.stems
        if view_name.startswith(stem)
    ]
    return max(fitting, default=(0, ""))[1]


def settings_of(user: User) -> tuple[Place, ...]:
    """What stands below "Settings" for this reader."""
    return (*SETTINGS, LEAVE, MAILBOX) if user.is_admin else (LEAVE, MAILBOX)


def places(user: User) -> tuple[Place, ...]:
    """All pages of this reader's sidebar."""
    return (*DAILY, *settings_of(user))


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> Navigation:
    """Links for the reader, with ``nav_counts`` (name → number) and the present one marked."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_staff_member:
        return Navigation([], [])
    settings = settings_of(user)
    match = getattr(request, "resolver_match", None)
    view_name = str(getattr(match, "view_name", "") or "")
    here = str(context.get("nav") or _nearest((*DAILY, *settings), view_name))
    counts: dict[str, Any] = context.get("nav_counts") or {}

    def links(places: tuple[Place, ...]) -> list[Link]:
        return [
            Link(place, reverse(place.name), counts.get(place.name), place.name == here)
            for place in places
        ]

    return Navigation(links(DAILY), links(settings))
