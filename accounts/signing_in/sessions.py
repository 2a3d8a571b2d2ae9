"""How long somebody stays signed in: sessions end when nobody is there, and once and for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.core import context
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponseBase

from accounts.access import Next
from accounts.models import Action, User
from accounts.trail import note, request_address

BEGAN, SEEN = "began_at", "seen_at"  # whole seconds since 1970, in the session
LOOK_AGAIN_AFTER = timedelta(minutes=5)  # not every click is written down


@dataclass(frozen=True)
class Stay:
    """How long a session lasts without a sign of life, and at the most."""

    idle: timedelta
    longest: timedelta


def stay_of(user: User) -> Stay:
    return Stay(*(settings.STAY_OF_STAFF if user.is_staff_member else settings.STAY_OF_CONTACTS))


def throw_away_what_is_over(at: datetime) -> None:
    """Whoever comes in takes out what has ended: no address of somebody's lies here for ever."""
    Session.objects.filter(expire_date__lt=at).delete()
    longest = max(settings.STAY_OF_STAFF[1], settings.STAY_OF_CONTACTS[1])
    UserSession.objects.filter(last_seen_at__lt=at - longest).delete()


class EndsSessions:
    """Middleware: whoever was away for too long, or in for too long, signs in again.

    Needs ``request.at``; the views after it see nobody then, and lead to sign-in as ever.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, User):
            self._look(request, request.user)
        response = self.get_response(request)
        # What is written anyway, at sign-in above all, gets its marks.
        if request.session.modified and isinstance(request.user, User):
            now = int(request.at.timestamp())  # type: ignore[attr-defined]
            request.session.setdefault(BEGAN, now)
            request.session.setdefault(SEEN, now)
            request.session.set_expiry(int(stay_of(request.user).idle.total_seconds()))
        return response

    def _look(self, request: HttpRequest, user: User) -> None:
        came_as = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if came_as != request.session.session_key:
            # Django changes the key where it was signed by an earlier SECRET_KEY; what is not
            # listed by its key would stay in when somebody signs out everywhere.
            listed = UserSession.objects.filter(session_key=came_as)
            listed.update(session_key=request.session.session_key)
        at, stay = request.at, stay_of(user)  # type: ignore[attr-defined]
        session, now = request.session, int(at.timestamp())
        began, seen = session.get(BEGAN, now), session.get(SEEN)
        if seen is None:  # never written since sign-in: Django ends it after SESSION_COOKIE_AGE
            return
        away, inside = timedelta(seconds=now - seen), timedelta(seconds=now - began)
        if away > stay.idle or inside > stay.longest:
            note(Action.SIGNED_OUT, by=user, at=at, address=request_address(request), too_long=True)
            logout(request)
        elif away >= LOOK_AGAIN_AFTER:
            session[SEEN] = now
            here = UserSession.objects.filter(session_key=session.session_key)
            here.update(last_seen_at=at)


class EndsElsewhere(DefaultUserSessionsAdapter):  # type: ignore[misc]  # allauth has no types
    """The button "sign out everywhere else"."""

    def end_sessions(self, sessions: list[UserSession]) -> None:
        super().end_sessions(sessions)
        request = context.request
        if sessions:
            note(
                Action.SIGNED_OUT_EVERYWHERE,
                by=request.user,
                at=request.at,
                address=request_address(request),
                sessions=len(sessions),
            )
