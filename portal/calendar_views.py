"""A contact's calendar for whoever knows its secret address: their own calendar program."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from accounts.access import ANYONE, open_to
from accounts.models import Agency
from clients.calendar_address import contact_at
from portal.calendar import entries, written
from portal.wall.crossing import behind_the_wall


@open_to(ANYONE)
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Not found, whether the address is made up, was renewed, or its contact's access ended."""
    at: datetime = request.at  # type: ignore[attr-defined]
    contact = contact_at(token)
    if contact is None or contact.user is None:
        raise Http404
    with override(contact.user.language), behind_the_wall(contact.pk):
        name = _("Your assignments with %(agency)s") % {"agency": Agency.current().name}
        content = written(entries(contact.user, at), name=name, at=at)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="assignments.ics"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = "private, no-store"
    return answer
