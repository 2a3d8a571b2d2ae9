"""What the agency's people take along, files and tables, is in the trail as read or exported."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Model
from django.http import HttpResponseBase

from accounts.access import StaffRequest
from accounts.models import Action
from accounts.trail.noting import note, request_address

Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[..., Answer]


def noted(
    action: Action = Action.READ, about: type[Model] | None = None
) -> Callable[[View[Answer]], View[Answer]]:
    """Marks a view whose good answer is noted: by whom, when, from where, and of which row.

    ``about``: the model of the row whose key the address names; what else the address names (a
    language, a number) is told as it stands there.
    """

    def mark(view: View[Answer]) -> View[Answer]:
        @wraps(view)
        def reading(request: StaffRequest, *args: Any, **kwargs: Any) -> Answer:
            answer = view(request, *args, **kwargs)
            if answer.status_code == 200 and request.method == "GET":
                others = {name: value for name, value in kwargs.items() if name != "pk"}
                match = request.resolver_match
                note(
                    action,
                    by=request.user,
                    at=request.at,
                    about=about(pk=kwargs["pk"]) if about else None,
                    address=request_address(request),
                    source=match.view_name if match else "",
                    **others,
                )
            return answer

        reading.is_noted = True  # type: ignore[attr-defined]  # asked by a test
        return reading

    return mark
