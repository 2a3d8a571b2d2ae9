"""The sidebar: where somebody may go, and where they are."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.template import Context

from accounts.models import Role, User
from accounts.templatetags.navigation import Navigation, navigation


def seen_by(role: Role | None, view_name: str = "today", **context) -> Navigation:
    request = SimpleNamespace(
        user=User(full_name="Somebody", role=role) if role else None,
        resolver_match=SimpleNamespace(view_name=view_name),
    )
    return navigation(Context({"request": request, **context}))


def names(links) -> list[str]:
    return [link.place.name for link in links]


def here(places: Navigation) -> list[str]:
    return [link.place.name for link in places.daily + places.settings if link.is_here]


def test_a_recruiter_gets_the_daily_places_and_the_mailbox():
    places = seen_by(Role.RECRUITER)
    assert names(places.daily) == [
        *("today", "assignments", "candidates", "clients", "applications"),
        *("aftercare", "reports", "insights"),
    ]
    assert names(places.settings) == ["leaves", "mailbox"]


def test_an_admin_gets_the_settings_too():
    assert names(seen_by(Role.ADMIN).settings) == [
        *("report_schedules", "schedule_templates", "aftercare_templates", "job_roles", "texts"),
        *("privacy_texts", "policies", "usual_terms", "retention_rules", "people", "trail"),
        *("agency", "exports", "imports", "leaves", "mailbox"),
    ]


@pytest.mark.parametrize("role", [Role.CLIENT, None])
def test_clients_and_strangers_get_nothing(role):
    assert seen_by(role) == Navigation([], [])


@pytest.mark.parametrize(
    ("view_name", "place"),
    [
        ("assignment_timeline", "assignments"),
        ("brief_versions", "assignments"),
        ("contact_agreement", "assignments"),
        ("available", "candidates"),
        ("candidacy_move", "assignments"),
        ("candidate", "candidates"),
        ("twins", "candidates"),
        ("merge_undoing", "candidates"),
        ("schedule_sending", "assignments"),
        ("report_approval", "reports"),
        ("insights_table", "insights"),
        ("report_schedules", "report_schedules"),
        ("letter", "mailbox"),
        ("application_same", "applications"),
        ("vacancy_preview", "assignments"),
        ("privacy_text", "privacy_texts"),
    ],
)
def test_a_page_belongs_to_the_place_whose_stem_covers_most_of_its_name(view_name, place):
    assert here(seen_by(Role.ADMIN, view_name)) == [place]


def test_a_page_may_say_itself_where_it_belongs():
    assert here(seen_by(Role.ADMIN, "search", nav="clients")) == ["clients"]
    assert here(seen_by(Role.ADMIN, "search")) == []


def test_a_place_shows_the_count_it_is_given():
    places = seen_by(Role.RECRUITER, nav_counts={"today": 12})
    assert [link.count for link in places.daily] == [12, *[None] * 7]
