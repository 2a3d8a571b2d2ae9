"""Signing in by an issuer of OpenID Connect: it vouches for people, and makes nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from environ import Env

from accounts.models import Action, Agency, TrailEntry, User
from recruitcrm.issuers import issuers
from tests.accounts.issuer import SECRET, Issuer, running_issuer
from tests.accounts.test_second_factor import with_an_app
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def environment(**more: str) -> Env:
    env = Env()
    env.ENVIRON = {"OIDC": "example", "OIDC_EXAMPLE_CLIENT_ID": "recruitcrm", **more}
    return env


def named(issuer: Issuer, **more: str) -> None:
    told = {"OIDC_EXAMPLE_ISSUER": issuer.url, "OIDC_EXAMPLE_CLIENT_SECRET": SECRET}
    settings.ISSUERS[:] = issuers(environment(**told, **more))  # allauth has the same list
    settings.ISSUERS_THAT_ASK_TWICE.clear()
    settings.ISSUERS_THAT_ASK_TWICE.update(
        one["provider_id"] for one in settings.ISSUERS if one["settings"]["asks_twice"]
    )


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with running_issuer() as issuer:
        named(issuer)
        yield issuer
    settings.ISSUERS.clear()
    settings.ISSUERS_THAT_ASK_TWICE.clear()


def verified(user: User) -> dict[str, Any]:
    return {"email": user.email.upper(), "email_verified": True}


def is_refused(answer: Any, words: str = "Nobody who works here has the address") -> bool:
    return answer.status_code == 403 and words in answer.content.decode()


def test_somebody_we_know_is_in(cast: Cast, client: Client, issuer: Issuer) -> None:
    assert b"With Example" in client.get(reverse("account_login")).content
    answer = issuer.let_in(client, verified(cast.nina))
    assert answer.headers["Location"] == reverse("today")
    assert client.session["_auth_user_id"] == str(cast.nina.pk)
    assert TrailEntry.objects.get(action=Action.SIGNED_IN).facts == {"ways": ["socialaccount"]}


def test_they_land_where_they_wanted_to_go(cast: Cast, client: Client, issuer: Issuer) -> None:
    there = issuer.let_in(client, verified(cast.nina), "?next=/candidates/")
    assert there.headers["Location"] == "/candidates/"
    away = issuer.let_in(Client(), verified(cast.nina), "?next=https://evil.example/")
    assert away.headers["Location"] == reverse("today")


def test_a_stranger_stays_outside_and_nobody_is_made(
    cast: Cast, client: Client, issuer: Issuer
) -> None:
    before = User.objects.count()
    stranger = {"email": "stranger@askvik.example", "email_verified": True}
    assert is_refused(issuer.let_in(client, stranger))
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)
    assert TrailEntry.objects.get(action=Action.SIGN_IN_REFUSED).facts == {"why": "unknown"}


@pytest.mark.parametrize("said", [False, None, "false", "no"])
def test_an_address_that_is_not_verified_counts_for_nothing(
    cast: Cast, client: Client, issuer: Issuer, said: object
) -> None:
    answer = issuer.let_in(client, {"email": cast.nina.email, "email_verified": said})
    assert is_refused(answer)


def test_a_trusted_domain_needs_no_more_words(cast: Cast, client: Client, issuer: Issuer) -> None:
    named(issuer, OIDC_EXAMPLE_TRUSTED_DOMAINS="askvik.example")
    assert issuer.let_in(client, {"email": cast.nina.email}).status_code == 302
    User.objects.filter(pk=cast.rasmus.pk).update(email="rasmus@elsewhere.example")
    assert is_refused(issuer.let_in(Client(), {"email": "rasmus@elsewhere.example"}))


def test_neither_those_who_left_nor_contacts_come_in_this_way(
    cast: Cast, client: Client, issuer: Issuer
) -> None:
    User.objects.filter(pk=cast.nina.pk).update(is_active=False)
    assert is_refused(issuer.let_in(client, verified(cast.nina)))
    assert is_refused(issuer.let_in(Client(), verified(cast.sits_in_portal(cast.sara))))


def test_an_account_there_is_tied_to_none_here(cast: Cast, client: Client, issuer: Issuer) -> None:
    client.force_login(cast.rasmus)
    issuer.let_in(client, verified(cast.nina), "?process=connect")
    assert not SocialAccount.objects.exists()
    assert client.session["_auth_user_id"] == str(cast.nina.pk)


def test_a_second_factor_is_asked_for_unless_the_issuer_does(
    cast: Cast, client: Client, issuer: Issuer
) -> None:
    with_an_app(cast.nina)
    asked = issuer.let_in(client, verified(cast.nina))
    assert asked.headers["Location"] == reverse("mfa_authenticate")
    named(issuer, OIDC_EXAMPLE_IS_SECOND_FACTOR="yes")
    assert issuer.let_in(Client(), verified(cast.nina)).headers["Location"] == reverse("today")


def test_whoever_the_issuer_asked_twice_owes_no_factor(cast: Cast, issuer: Issuer) -> None:
    Agency.objects.update(requires_mfa=True)
    for second, status in (("no", 302), ("yes", 200)):
        client = Client()
        named(issuer, OIDC_EXAMPLE_IS_SECOND_FACTOR=second)
        issuer.let_in(client, verified(cast.nina))
        assert client.get(reverse("today")).status_code == status


def test_an_answer_that_nobody_asked_for_opens_nothing(
    cast: Cast, client: Client, issuer: Issuer
) -> None:
    issuer.person = verified(cast.nina)
    back = reverse("openid_connect_callback", args=["example"])
    assert is_refused(client.get(back, {"code": "once", "state": "guessed"}), "did not answer")
    assert "_auth_user_id" not in client.session


def test_a_stop_at_the_issuer_and_an_issuer_that_is_away_are_said(
    cast: Cast, client: Client, issuer: Issuer
) -> None:
    leaving = client.get(reverse("openid_connect_login", args=["example"]))
    state = leaving.headers["Location"].partition("state=")[2].partition("&")[0]
    back = reverse("openid_connect_callback", args=["example"])
    stopped = client.get(back, {"error": "access_denied", "state": state})
    assert is_refused(stopped, "Example says that you have stopped.")
    issuer.server_close()
    away = client.get(reverse("openid_connect_login", args=["example"]))
    assert is_refused(away, "Example did not answer")


def test_an_issuer_that_nobody_named_is_not_there(client: Client, cast: Cast) -> None:
    assert client.get(reverse("openid_connect_login", args=["example"])).status_code == 404


def test_settings_that_lack_something_say_what() -> None:
    with pytest.raises(ImproperlyConfigured, match="OIDC_EXAMPLE_CLIENT_SECRET"):
        issuers(environment(OIDC_EXAMPLE_ISSUER="https://login.example"))
    plain = environment(
        PRODUCTION="yes", OIDC_EXAMPLE_ISSUER="http://login.example", OIDC_EXAMPLE_CLIENT_SECRET="x"
    )
    with pytest.raises(ImproperlyConfigured, match="https"):
        issuers(plain)


def test_no_domain_is_trusted_at_an_issuer_where_anybody_may_claim_it() -> None:
    everybodys = environment(
        OIDC_EXAMPLE_ISSUER="https://login.microsoftonline.com/common/v2.0",
        OIDC_EXAMPLE_CLIENT_SECRET=SECRET,
        OIDC_EXAMPLE_TRUSTED_DOMAINS="askvik.example",
    )
    with pytest.raises(ImproperlyConfigured, match="own tenant"):
        issuers(everybodys)
