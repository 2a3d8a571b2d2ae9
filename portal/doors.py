"""The portal's one door: for the clients' contacts, to read only, behind the wall, and noted."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Model
from django.http import HttpResponse, StreamingHttpResponse
from django.template.response import SimpleTemplateResponse
from django.views.decorators.http import require_safe

from accounts.access import CLIENT_CONTACTS, PortalRequest, open_to
from accounts.models import Action
from accounts.trail import note, request_address
from portal.wall.crossing import behind_the_wall

View = Callable[..., HttpResponse]


class AnswersTooLate(Exception):
    """What is read after the view has returned would be read outside the wall."""


def for_contacts(
    reads: type[Model] | None = None, *, as_file: bool = False
) -> Callable[[View], View]:
    """Marks a view of the portal; ``reads``: the model of the row whose key the address names.

    Then nothing but what belongs to that row's assignment is there, and that it was read is in the
    trail, once the answer is made: by whom, when, which row, as a page or ``as_file``.
    """

    def mark(view: View) -> View:
        @open_to(CLIENT_CONTACTS)
        @require_safe
        @wraps(view)
        def behind(request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            about = reads(pk=kwargs["pk"]) if reads else None
            with behind_the_wall(request.user, about=about):
                answer = view(request, *args, **kwargs)
                if isinstance(answer, StreamingHttpResponse):
                    raise AnswersTooLate(f"{view.__module__}.{view.__qualname__}")
                if isinstance(answer, SimpleTemplateResponse):
                    answer.render()
            if answer.status_code == 200 and request.method == "GET":
                note_reading(request, about, as_file=as_file)
            return answer

        return behind

    return mark


def note_reading(request: PortalRequest, about: Model | None, *, as_file: bool) -> None:
    """What this contact has seen, for the trail and for "What the client saw"."""
    assert request.resolver_match is not None, "a view is found by its address"
    note(
        Action.READ,
        by=request.user,
        at=request.at,
        about=about,
        address=request_address(request),
        source=request.resolver_match.view_name,
        file=as_file,
    )
