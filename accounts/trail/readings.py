"""What the agency's people take along, files and tables, is in the trail as read or exported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Model
from django.http import HttpResponseBase

from accounts.access import StaffRequest
from accounts.models import Action, TrailEntry
from accounts.trail.noting import note, request_address

Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[..., Answer]
ONE_FETCHING = timedelta(days=1)  # later, the rest of a file is a fetching of its own


def noted(
    action: Action = Action.READ, about: type[Model] | None = None
) -> Callable[[View[Answer]], View[Answer]]:
    """Marks a view whose good answer is noted: by whom, when, from where, and of which row.

    ``about``: the model of the row whose key the address names; what else the address names (a
    language, a number) is told as it stands there. The rest of a file whose beginning the same
    person has lately fetched to the same place is the same reading.
    """

    def mark(view: View[Answer]) -> View[Answer]:
        @wraps(view)
        def reading(request: StaffRequest, *args: Any, **kwargs: Any) -> Answer:
            answer = view(request, *args, **kwargs)
            if answer.status_code in (200, 206) and request.method == "GET":
                row = about(pk=kwargs["pk"]) if about else None
                address = request_address(request)
                since = request.at - ONE_FETCHING
                if _goes_on(answer) and row and _was_noted(action, request, row, address, since):
                    return answer
                others = {name: value for name, value in kwargs.items() if name != "pk"}
                match = request.resolver_match
                note(
                    action,
                    by=request.user,
                    at=request.at,
                    about=row,
                    address=address,
                    source=match.view_name if match else "",
                    **others,
                )
            return answer

        reading.is_noted = True  # type: ignore[attr-defined]  # asked by a test
        return reading

    return mark


def _goes_on(answer: HttpResponseBase) -> bool:
    """A part of a file that is not its beginning."""
    part = answer.headers.get("Content-Range", "bytes 0-")
    return answer.status_code == 206 and not part.startswith("bytes 0-")


def _was_noted(
    action: Action, request: StaffRequest, row: Model, address: str, since: datetime
) -> bool:
    about = TrailEntry.objects.filter(what=row._meta.label_lower, row=row.pk, at__gt=since)
    return about.filter(action=action, by=request.user, address=address or None).exists()
