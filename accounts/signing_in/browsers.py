"""Browsers: what they are called, and which ones somebody has signed in with before."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.models import User

COOKIE = "__Host-browser" if settings.PRODUCTION else "browser"
REMEMBERED_FOR = 60 * 60 * 24 * 400  # seconds; browsers keep none for longer
AT_MOST = 10  # people who share a browser
# Each names the ones below it in its own words too, so the order decides.
KNOWN_BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
KNOWN_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def called(user_agent: str) -> str:
    """Such as "Firefox on Windows", from what a browser says of itself; it may say anything."""

    def first(names: dict[str, str]) -> str:
        return next((name for mark, name in names.items() if mark in user_agent), "")

    browser, system = first(KNOWN_BROWSERS), first(KNOWN_SYSTEMS)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("an unknown browser")


def knows(request: HttpRequest, user: User) -> bool:
    """Whether this person has signed in with this browser before."""
    return user.pk in known_people(request)


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    others = [pk for pk in known_people(request) if pk != user.pk]
    response.set_cookie(
        COOKIE,
        signing.dumps([user.pk, *others][:AT_MOST], salt=COOKIE, compress=True),
        max_age=REMEMBERED_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known_people(request: HttpRequest) -> list[int]:
    try:
        people = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE)
    except signing.BadSignature:
        return []
    return people if isinstance(people, list) else []
