"""See it as the client sees it: staff read a page of the portal as one of the client's people.

The portal's own pages, read behind the wall as that contact; nothing is noted as seen by them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.access import STAFF, StaffRequest, open_to
from clients.models import Contact
from portal.facts import page_of
from portal.page_rows import with_page
from portal.presentations import page_of_presentation
from portal.previews import Preview
from portal.schedules import page_of_schedule, with_ticks
from portal.wall.crossing import behind_the_wall
from processes.models import Assignment, Presentation, ScheduleVersion
from processes.seen import may_see

# What a page of the portal is made of: its template, and its facts, read behind the wall.
Read = Callable[[], dict[str, Any]]


@open_to(STAFF)
@require_GET
@never_cache
def preview_assignment(request: StaffRequest, pk: int) -> HttpResponse:
    def read() -> dict[str, Any]:
        return {"page": page_of(with_page(Assignment.objects.all(), request.at).get(pk=pk), at)}

    at = request.at
    return as_the_client(request, pk, "portal/assignment.html", read)


@open_to(STAFF)
@require_GET
@never_cache
def preview_presentation(request: StaffRequest, pk: int) -> HttpResponse:
    """A version as it was sent."""

    def read() -> dict[str, Any]:
        rows = Presentation.objects.select_related("assignment__client", "assignment__owner")
        return {"page": page_of_presentation(rows.get(pk=pk))}

    sent = get_object_or_404(Presentation.objects.visible_to(request.user).sent(), pk=pk)
    return as_the_client(request, sent.assignment_id, "portal/presentation.html", read)


@open_to(STAFF)
@require_GET
@never_cache
def preview_schedule(request: StaffRequest, pk: int) -> HttpResponse:
    """A version as it was sent."""

    def read() -> dict[str, Any]:
        rows = with_ticks(ScheduleVersion.objects.all(), request.at)
        return {"page": page_of_schedule(rows.get(pk=pk))}

    sent = get_object_or_404(ScheduleVersion.objects.visible_to(request.user).sent(), pk=pk)
    return as_the_client(request, sent.assignment_id, "portal/schedule.html", read)


def as_the_client(request: StaffRequest, pk: int, template: str, read: Read) -> HttpResponse:
    """The page as the chosen contact sees it: in their language, at their place's time."""
    seen = Assignment.objects.visible_to(request.user)
    found = get_object_or_404(seen.select_related("client"), pk=pk)
    people = may_see(found)
    if not people or found.client.closed_at:
        context = {"assignment": found, "people": people}
        return render(request, "portal/preview_nobody.html", context)
    preview = Preview(found, chosen(request, people))
    contact = preview.contact
    about = {"preview": preview, "people": people, "path": request.path}
    banner = render_to_string("portal/preview_banner.html", about, request)
    zone = ZoneInfo(contact.user.time_zone if contact.user else found.zone.key)
    with (
        translation.override(contact.language),
        timezone.override(zone),
        behind_the_wall(contact.pk, about=found),
    ):
        try:
            facts = read()
        except ObjectDoesNotExist:  # somebody has closed their way in at this moment
            raise Http404 from None
        answer = render(request, template, facts | {"banner": banner, "preview": preview})
    answer.content = preview.turned(answer.content.decode()).encode()
    return answer


def chosen(request: StaffRequest, people: list[Contact]) -> Contact:
    """Who was asked for, else who has most to say on it."""
    asked = request.GET.get("contact", "")
    known = {str(one.pk): one for one in people}
    if asked and asked not in known:
        raise Http404
    return known[asked] if asked else people[0]
