"""Authenticator apps, recovery codes, and an agency that lets nobody in by a password alone."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from accounts.models import Action, Agency, TrailEntry, User
from mailings.models import Letter
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
INDEX = reverse("mfa_index")


def sign_in(client: Client, user: User):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def shown_by_the_app(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def again(client: Client) -> None:
    """Their password, once more, as before everything that concerns the account."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def with_an_app(user: User) -> str:
    """Sets one up as the pages do; what it makes codes of."""
    client = Client()
    sign_in(client, user)
    again(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret: str = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": shown_by_the_app(secret)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def unlike(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_whoever_has_an_app_is_in_with_its_code_only(cast: Cast, client: Client) -> None:
    secret = with_an_app(cast.nina)
    assert sign_in(client, cast.nina).headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("today")).status_code == 302
    code = shown_by_the_app(secret)
    wrong = client.post(reverse("mfa_authenticate"), {"code": unlike(code)})
    assert wrong.context["form"].errors["code"]
    right = client.post(reverse("mfa_authenticate"), {"code": code})
    assert right.headers["Location"] == reverse("today")
    assert client.get(reverse("today")).status_code == 200


def test_nobody_comes_in_by_a_code_that_was_used(cast: Cast, client: Client) -> None:
    secret = with_an_app(cast.nina)
    for browser, enters in ((client, True), (Client(), False)):
        sign_in(browser, cast.nina)
        browser.post(reverse("mfa_authenticate"), {"code": shown_by_the_app(secret)})
        assert ("_auth_user_id" in browser.session) is enters


def test_a_recovery_code_opens_once(cast: Cast, client: Client) -> None:
    with_an_app(cast.nina)
    kept = Authenticator.objects.get(user=cast.nina, type="recovery_codes").wrap()
    code = kept.get_unused_codes()[0]
    for browser, enters in ((client, True), (Client(), False)):
        sign_in(browser, cast.nina)
        browser.post(reverse("mfa_authenticate"), {"code": code})
        assert ("_auth_user_id" in browser.session) is enters


def test_recovery_codes_are_shown_and_handed_out_as_a_file(cast: Cast, client: Client) -> None:
    with_an_app(cast.nina)
    codes = Authenticator.objects.get(user=cast.nina, type="recovery_codes").wrap().generate_codes()
    client.force_login(cast.nina)
    asked = client.get(reverse("mfa_download_recovery_codes"))
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    again(client)
    assert codes[3] in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert set(codes) <= set(file.content.decode().split())


def test_the_picture_to_scan_comes_with_the_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.nina)
    again(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "<svg" in page and "<?xml" not in page and 'src="data:' not in page


@pytest.mark.parametrize(
    ("host", "offered", "link"),
    [
        ("localhost:8000", True, False),
        ("127.0.0.1:8000", False, True),
        ("[::1]:8000", False, True),
    ],
)
def test_passkeys_are_offered_where_the_address_is_a_name(
    cast: Cast, client: Client, host: str, offered: bool, link: bool
) -> None:
    client.force_login(cast.nina)
    again(client)
    page = client.get(reverse("mfa_add_webauthn"), headers={"host": host}).content.decode()
    assert ("data-passkey=" in page) is offered
    assert ('href="http://localhost:8000/account/passkeys/new/"' in page) is link


def test_a_copy_of_the_database_makes_no_codes(cast: Cast) -> None:
    secret = with_an_app(cast.nina)
    kept = Authenticator.objects.get(user=cast.nina, type="totp")
    assert secret not in str(kept.data)
    assert kept.wrap().validate_code(shown_by_the_app(secret))


def test_changes_are_noted_and_told_to_the_person(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.db.transaction.on_commit", lambda do, **_: do())
    with_an_app(cast.nina)
    entry = TrailEntry.objects.get(action=Action.FACTOR_ADDED)
    assert (entry.by, entry.facts, entry.address) == (cast.nina, {"which": "totp"}, "127.0.0.1")
    letter = Letter.objects.get(kind="account")
    assert letter.to == cast.nina.email
    assert "An authenticator app has been set up for your account" in letter.text


class TestWhereAllNeedOne:
    @pytest.fixture(autouse=True)
    def _required(self, cast: Cast) -> None:
        Agency.objects.update(requires_mfa=True)

    @pytest.mark.parametrize("name", ["today", "candidates", "profile", "people", "leaves"])
    def test_nothing_opens_before_one_is_set_up(
        self, cast: Cast, client: Client, name: str
    ) -> None:
        client.force_login(cast.ada)
        answer = client.get(reverse(name))
        assert (answer.status_code, answer.headers["Location"]) == (302, INDEX)

    def test_a_part_of_a_page_moves_the_whole_page(self, cast: Cast, client: Client) -> None:
        client.force_login(cast.nina)
        answer = client.get(reverse("today"), headers={"HX-Request": "true"})
        assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, INDEX)

    def test_nothing_is_written_either(self, cast: Cast, client: Client) -> None:
        client.force_login(cast.nina)
        answer = client.post(reverse("profile"), {"full_name": "Nina Other"})
        assert answer.headers["Location"] == INDEX
        cast.nina.refresh_from_db()
        assert cast.nina.full_name == "Nina Lind"

    def test_setting_one_up_opens_everything(self, cast: Cast, client: Client) -> None:
        client.force_login(cast.nina)
        assert b"Everybody here signs in with a second factor" in client.get(INDEX).content
        again(client)
        secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
        client.post(reverse("mfa_activate_totp"), {"code": shown_by_the_app(secret)})
        assert client.get(reverse("today")).status_code == 200

    def test_whoever_loses_it_to_an_admin_sets_up_another(self, cast: Cast, client: Client) -> None:
        with_an_app(cast.nina)
        client.force_login(cast.nina)
        assert client.get(reverse("today")).status_code == 200
        Authenticator.objects.filter(user=cast.nina).delete()
        assert client.get(reverse("today")).headers["Location"] == INDEX

    def test_one_may_sign_out_and_change_the_password(self, cast: Cast, client: Client) -> None:
        client.force_login(cast.nina)
        assert client.get(reverse("account_change_password")).status_code == 200
        client.post(reverse("account_logout"))
        assert "_auth_user_id" not in client.session

    def test_client_contacts_are_asked_for_none(self, cast: Cast, client: Client) -> None:
        client.force_login(cast.sits_in_portal(cast.sara))
        assert client.get(reverse("portal")).status_code == 200


def test_an_admin_makes_the_rule(cast: Cast, client: Client) -> None:
    client.force_login(cast.ada)
    form = client.get(reverse("agency")).context["form"]
    told = {name: value for name, value in form.initial.items() if value is not None}
    client.post(reverse("agency"), {**told, "requires_mfa": "on"})
    assert Agency.current().requires_mfa
    assert client.get(reverse("agency")).headers["Location"] == INDEX  # for them as well


def test_the_rule_costs_no_query(cast: Cast, client: Client, django_assert_num_queries) -> None:
    client.force_login(cast.nina)
    with django_assert_num_queries(3):  # the session, whose it is, and the agency's name
        client.get(reverse("account_inactive"), headers={"HX-Request": "true"})
