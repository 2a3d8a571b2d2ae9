"""To an issuer of OpenID Connect and back; allauth's views, opened and limited here."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from accounts.access import ANYONE, View, open_to
from accounts.signing_in.vouching import refused


def at_most_so_often(view: View) -> View:
    """Each visit asks the issuer something, so a network address gets only so many."""
    limit = ratelimit.decorator(app="allauth.account", action="issuer", limit_get=True)
    limited: View = limit(view)
    return limited


def issuer_called(word: str) -> str:
    """What people call it; raises ``Http404`` for one that settings do not name."""
    for issuer in settings.ISSUERS:
        if issuer["provider_id"] == word:
            return str(issuer["name"])
    raise Http404


@open_to(ANYONE)
@never_cache
@require_safe
@at_most_so_often
def issuer(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Sends somebody to the issuer, with a secret that must come back."""
    name = issuer_called(provider_id)
    try:
        answer: HttpResponse = openid.login(request, provider_id)
    except (OAuth2Error, RequestException, KeyError, ValueError):
        return refused(request, name, "failed")
    return answer


@open_to(ANYONE)
@never_cache
@require_safe
@at_most_so_often
def issuer_answer(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the issuer, with a code that is good for knowing who it is."""
    name = issuer_called(provider_id)
    try:
        answer: HttpResponse = openid.callback(request, provider_id)
    except (OAuth2Error, RequestException, KeyError, ValueError):
        return refused(request, name, "failed")
    return answer
