"""The one door of the portal: contacts, to read only, behind the wall, and noted in the trail."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import SimpleTemplateResponse
from django.test import RequestFactory
from django.urls import ResolverMatch, URLPattern, URLResolver, get_resolver
from django.utils import timezone

from accounts.access import CLIENT_CONTACTS, opened_to
from accounts.models import Action, TrailEntry
from portal.doors import AnswersTooLate, for_contacts
from portal.wall.crossing import behind_the_wall
from processes.models import Assignment, Report
from recruitcrm.chores import do_all
from tests.processes.reports.story import FRIDAY, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(story) -> Report:
    report = Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
    do_all(FRIDAY)
    return report


def noted() -> list[tuple[object, ...]]:
    rows = TrailEntry.objects.filter(action=Action.READ).order_by("pk")
    return list(rows.values_list("source", "what", "row", "facts__file"))


def test_what_was_read_is_noted_by_ids(client, cast, story, report):
    client.get("/portal/")
    client.get(f"/portal/assignments/{story.assignment.pk}/")
    client.get(f"/portal/reports/{report.pk}/pdf/", REMOTE_ADDR="192.0.2.7")
    assert noted() == [
        ("portal", "", None, False),
        ("portal_assignment", "processes.assignment", story.assignment.pk, False),
        ("portal_report_pdf", "processes.report", report.pk, True),
    ]
    last = TrailEntry.objects.latest("pk")
    assert (last.by, last.at, last.address) == (cast.sara.user, FRIDAY, "192.0.2.7")


def test_what_was_not_shown_is_not_noted(client, cast, story, report):
    elsewhere = cast.data_engineer()
    for address in (f"/portal/assignments/{elsewhere.pk}/", "/portal/reports/987654/"):
        assert client.get(address).status_code == 404
    assert client.head(f"/portal/assignments/{story.assignment.pk}/").status_code == 200
    assert client.post(f"/portal/assignments/{story.assignment.pk}/").status_code == 405
    assert noted() == []


def test_every_page_for_contacts_in_the_portal_goes_through_it():
    for pattern in patterns(get_resolver().url_patterns):
        view = pattern.callback
        if view.__module__.startswith("portal.") and opened_to(view) == CLIENT_CONTACTS:
            assert code_of(view) is code_of(for_contacts()(lambda request: HttpResponse())), (
                pattern.name
            )


def patterns(some: list[URLPattern | URLResolver]) -> list[URLPattern]:
    found: list[URLPattern] = []
    for one in some:
        found += patterns(one.url_patterns) if isinstance(one, URLResolver) else [one]
    return found


def code_of(view: Any) -> object:
    """Of what stands around the view itself."""
    return view.__wrapped__.__code__


@pytest.fixture
def request_of_sara(cast, rf: RequestFactory) -> HttpRequest:
    request = rf.get("/portal/")
    request.user, request.at = cast.sits_in_portal(cast.sara), timezone.now()  # type: ignore[attr-defined]
    request.resolver_match = ResolverMatch(lambda: None, (), {}, "portal")
    return request


def test_a_template_that_is_rendered_late_is_rendered_behind_the_wall(request_of_sara):
    template = engines["django"].from_string("{{ role }}")

    @for_contacts()
    def view(request: HttpRequest) -> HttpResponse:
        return SimpleTemplateResponse(template, {"role": current_role})

    assert view(request_of_sara).content == b"recruitcrm_portal"


def current_role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def test_an_answer_that_comes_after_the_wall_is_refused(request_of_sara):
    @for_contacts()
    def view(request: HttpRequest) -> HttpResponse:
        return StreamingHttpResponse(row.title for row in Assignment.objects.all())  # type: ignore[return-value]

    with pytest.raises(AnswersTooLate):
        view(request_of_sara)
    assert current_role() != "recruitcrm_portal"


def test_somebody_of_no_client_reads_nothing(cast):
    cast.payroll()
    with behind_the_wall(cast.nina):
        assert not Assignment.objects.exists()
