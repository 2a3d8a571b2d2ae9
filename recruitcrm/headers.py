"""Headers that every answer of ours carries: pages, refusals, errors, redirects and files."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Next = Callable[[HttpRequest], HttpResponseBase]

ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # What no page of ours asks a browser for. Passkeys need no permission of ours.
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
        "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# What somebody has signed in for stays in no cache: behind "back" on a shared computer there is
# the sign-in page, and not the candidate.
PERSONAL = "private, no-store"


class HeadersOnEveryAnswer:
    """Middleware, the outermost: what an answer says itself stays as it is."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        for name, value in ALWAYS.items():
            answer.headers.setdefault(name, value)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "user"):
            answer.headers.setdefault("Cache-Control", PERSONAL)
        return answer
