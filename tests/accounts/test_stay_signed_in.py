"""How long a session lasts, and what ends it at once in every browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Action, TrailEntry, User
from accounts.signing_in.browsers import called
from accounts.signing_in.sessions import BEGAN, SEEN
from mailings.models import Letter
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEW_PASSWORD = "another word kept on time"


def signed_in(user: User, browser: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": browser})
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)
    return client


def turn_back(client: Client, mark: str, by: timedelta) -> None:
    session = client.session
    session[mark] -= int(by.total_seconds())
    session.save()


def is_in(client: Client, page: str = "today") -> bool:
    return client.get(reverse(page)).status_code == 200


@pytest.mark.parametrize(
    ("mark", "away", "stays"),
    [
        (SEEN, timedelta(hours=11, minutes=59), True),
        (SEEN, timedelta(hours=12, minutes=1), False),
        (BEGAN, timedelta(days=6, hours=23), True),
        (BEGAN, timedelta(days=7, minutes=1), False),
    ],
)
def test_staff_stay_twelve_hours_idle_and_seven_days(
    cast: Cast, mark: str, away: timedelta, stays: bool
) -> None:
    client = signed_in(cast.nina)
    turn_back(client, mark, away)
    assert is_in(client) is stays
    assert TrailEntry.objects.filter(action=Action.SIGNED_OUT).exists() is not stays


@pytest.mark.parametrize(
    ("mark", "away", "stays"),
    [
        (SEEN, timedelta(days=13, hours=23), True),
        (SEEN, timedelta(days=14, minutes=1), False),
        (BEGAN, timedelta(days=59, hours=23), True),
        (BEGAN, timedelta(days=60, minutes=1), False),
    ],
)
def test_contacts_stay_fourteen_days_idle_and_sixty_days(
    cast: Cast, mark: str, away: timedelta, stays: bool
) -> None:
    client = signed_in(cast.sits_in_portal(cast.sara))
    turn_back(client, mark, away)
    assert is_in(client, "portal") is stays


def test_a_sign_of_life_counts_and_is_not_written_each_time(
    cast: Cast, django_assert_num_queries
) -> None:
    client = signed_in(cast.nina)
    turn_back(client, SEEN, timedelta(hours=11))
    before = client.session[SEEN]
    assert is_in(client)
    assert client.session[SEEN] - before >= 11 * 60 * 60
    with django_assert_num_queries(3):  # the session, whose it is, and the agency's name
        client.get(reverse("account_inactive"))


def test_the_cookie_lasts_as_long_as_one_may_be_idle(cast: Cast) -> None:
    for user, days in ((cast.nina, 0.5), (cast.sits_in_portal(cast.sara), 14)):
        assert signed_in(user).cookies["sessionid"]["max-age"] == days * 24 * 60 * 60


def test_after_the_end_a_part_of_a_page_leads_to_sign_in_and_back(cast: Cast) -> None:
    client = signed_in(cast.nina)
    turn_back(client, SEEN, timedelta(days=1))
    here = {"HX-Request": "true", "HX-Current-URL": "http://testserver/candidates/?q=hogia"}
    answer = client.get(reverse("today"), headers=here)
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == "/account/login/?next=/candidates/%3Fq%3Dhogia"


def test_whoever_is_closed_is_out_in_every_browser(cast: Cast) -> None:
    desk, phone = signed_in(cast.nina), signed_in(cast.nina)
    assert is_in(desk) and is_in(phone)
    User.objects.filter(pk=cast.nina.pk).update(is_active=False)
    assert not is_in(desk) and not is_in(phone)


def test_the_browsers_are_listed_and_end_at_once(cast: Cast) -> None:
    desk, phone = signed_in(cast.nina), signed_in(cast.nina, "Chrome/140 on an Android")
    others = signed_in(cast.rasmus)
    page = desk.get(reverse("usersessions_list")).content.decode()
    assert "Firefox on Windows" in page and "Chrome on Android" in page
    desk.post(reverse("usersessions_list"))
    assert is_in(desk) and is_in(others) and not is_in(phone)
    assert Session.objects.count() == 2  # deleted, not only forgotten
    assert TrailEntry.objects.get(action=Action.SIGNED_OUT_EVERYWHERE).facts == {"sessions": 1}


def test_another_password_ends_the_other_browsers(cast: Cast) -> None:
    desk, phone = signed_in(cast.nina), signed_in(cast.nina)
    desk.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    assert is_in(desk) and not is_in(phone)
    assert list(Session.objects.values_list("pk", flat=True)) == [desk.session.session_key]
    assert desk.get(reverse("usersessions_list")).context["session_count"] == 1
    told = Letter.objects.latest("pk").text
    assert "Your password at Askvik & Partners has been changed." in told
    assert TrailEntry.objects.filter(action=Action.PASSWORD_CHANGED, by=cast.nina).exists()


def test_a_forgotten_password_ends_every_browser(cast: Cast) -> None:
    desk, door = signed_in(cast.nina), Client()
    door.post(reverse("account_reset_password"), {"email": cast.nina.email})
    link = next(word for word in Letter.objects.get().text.split() if "/reset/key/" in word)
    form = door.get(link, follow=True).redirect_chain[-1][0]
    door.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert not is_in(desk) and not is_in(door)
    assert not Session.objects.filter(pk=desk.session.session_key).exists()


def test_whoever_comes_takes_out_what_is_over(cast: Cast) -> None:
    signed_in(cast.rasmus)
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(days=61))
    signed_in(cast.nina)
    assert Session.objects.count() == 1
    assert list(UserSession.objects.values_list("user", flat=True)) == [cast.nina.pk]


def test_a_new_browser_is_told_of_and_a_known_one_is_not(cast: Cast) -> None:
    known = signed_in(cast.nina)
    assert not Letter.objects.exists()  # the first time, nothing is known yet
    known.post(reverse("account_logout"))
    known.post(reverse("account_login"), {"login": cast.nina.email, "password": PASSWORD})
    assert not Letter.objects.exists()
    signed_in(cast.nina, "Safari on an iPhone")
    letter = Letter.objects.get()
    assert letter.to == cast.nina.email
    assert "Safari on iPhone" in letter.text and "127.0.0.1" in letter.text


def test_coming_and_going_is_noted(cast: Cast) -> None:
    client = signed_in(cast.nina)
    client.post(reverse("account_logout"))
    came, went = TrailEntry.objects.filter(action__startswith="signed").order_by("id")
    assert (came.action, came.by, came.facts) == ("signed_in", cast.nina, {"ways": ["password"]})
    assert (went.action, went.by, went.address) == ("signed_out", cast.nina, "127.0.0.1")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (FIREFOX, "Firefox on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18 Safari/605", "Safari on Mac"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537 Edg/140.0", "Edge on Windows"),
        ("<script>", "an unknown browser"),
        ("", "an unknown browser"),
    ],
)
def test_browsers_have_names(said: str, name: str) -> None:
    assert called(said) == name
