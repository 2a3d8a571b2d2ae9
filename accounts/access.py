"""Who may enter: every view says for whom it is open, and a view that says nothing is an error."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone, translation

from accounts.models import Role, User

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

View = TypeVar("View", bound=Callable[..., Any])
Next = Callable[[HttpRequest], HttpResponseBase]

ADMINS = frozenset({Role.ADMIN})
LEADS = frozenset({Role.LEAD, Role.ADMIN})
STAFF = frozenset({Role.RECRUITER, Role.LEAD, Role.ADMIN})
CLIENT_CONTACTS = frozenset({Role.CLIENT})
SIGNED_IN = STAFF | CLIENT_CONTACTS
ANYONE: frozenset[Role] = frozenset()

# Views of libraries carry no mark of ours: they are opened here, by the module they live in.
OPEN_MODULES = {
    "allauth.account.views": ANYONE,
    "django.views.static": ANYONE,
    "django.contrib.staticfiles.views": ANYONE,
}


class StaffRequest(HttpRequest):
    """What a view that is open to signed-in people is handed."""

    user: User
    at: datetime
    htmx: HtmxDetails


PortalRequest = StaffRequest


def open_to(roles: frozenset[Role]) -> Callable[[View], View]:
    """Marks a view as open to these roles; ``ANYONE`` needs no sign-in."""

    def mark(view: View) -> View:
        view.open_to = roles  # type: ignore[attr-defined]
        return view

    return mark


def opened_to(view: Callable[..., Any]) -> frozenset[Role] | None:
    """The roles a view is open to, or None where nobody has opened it."""
    marked: frozenset[Role] | None = getattr(view, "open_to", None)
    return OPEN_MODULES.get(view.__module__) if marked is None else marked


def led_to(request: HttpRequest, address: str) -> HttpResponseBase:
    """Another page instead of the one asked for, and a whole one where htmx asked for a part."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def where_they_are(request: HttpRequest) -> str:
    """The page to come back to: of a part of a page, the page that it stands on."""
    page = urlsplit(request.headers.get("HX-Current-URL", ""))
    there = page._replace(scheme="", netloc="").geturl()
    return there or ("" if request.path == "/" else request.get_full_path())


class ClosedUnlessOpened:
    """Middleware: no mark is an error, no sign-in leads there, a wrong role is 403.

    No view is asked about text that the database cannot hold: that is 400.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if "%00" in request.META.get("QUERY_STRING", ""):  # PostgreSQL knows no such text
            raise SuspiciousOperation("There is a zero character in the address.")
        roles = opened_to(view)
        if roles is None:
            raise ImproperlyConfigured(f"{view.__module__}.{view.__qualname__} is open to nobody")
        if roles == ANYONE:
            return None
        if not request.user.is_authenticated:
            return led_to(request, redirect_to_login(where_they_are(request)).url)
        if request.user.role not in roles:
            if request.path == "/":  # a client's contact who typed the bare address
                return redirect("portal")
            raise PermissionDenied
        return None


class ReadersLanguageAndTime:
    """Middleware: reads the clock (``request.at``), speaks the reader's language and time."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.at = timezone.now()  # type: ignore[attr-defined]
        user = request.user
        if isinstance(user, User):
            language, zone = user.language, ZoneInfo(user.time_zone)
        else:
            language, zone = translation.get_language_from_request(request), None
        with translation.override(language):
            request.LANGUAGE_CODE = language
            if zone is None:
                response = self.get_response(request)
            else:
                with timezone.override(zone):
                    response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
