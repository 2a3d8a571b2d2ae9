"""Signed links: one purpose, once; looking changes nothing; forged, used, withdrawn, expired."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.models import LinkIsOver, SignedLink
from tests.cast import NOW

pytestmark = pytest.mark.django_db
PURPOSE = "care_link"
UNTIL = NOW + timedelta(days=21)
SECOND = timedelta(seconds=1)


def issued(row: int = 7, purpose: str = PURPOSE) -> tuple[SignedLink, str]:
    link, address = SignedLink.objects.issue(purpose, row, language="sv", until=UNTIL, at=NOW)
    return link, address.rstrip("/").rpartition("/")[2]


def test_its_address_holds_the_secret_and_the_database_does_not() -> None:
    link, secret = issued()
    assert len(secret) >= 40
    stored = " ".join(str(value) for value in SignedLink.objects.values().get().values())
    assert secret not in stored
    assert SignedLink.objects.with_secret(PURPOSE, link.pk, secret) == link


def test_one_that_is_forged_or_for_something_else_opens_nothing() -> None:
    link, secret = issued()
    other, _secret = issued(row=8)
    find = SignedLink.objects.with_secret
    assert find(PURPOSE, link.pk, secret[:-1]) is None
    assert find(PURPOSE, link.pk, link.digest) is None
    assert find(PURPOSE, other.pk, secret) is None
    assert find(PURPOSE, other.pk + 1000, secret) is None
    assert find("availability_answer", link.pk, secret) is None


@pytest.mark.parametrize(
    ("at", "state"),
    [(NOW, "open"), (UNTIL - SECOND, "open"), (UNTIL, "expired"), (UNTIL + SECOND, "expired")],
)
def test_it_is_good_for_a_while(at, state: str) -> None:
    link, _secret = issued()
    assert link.state(at) == state
    if state == "open":
        link.use(at=at)
        assert SignedLink.objects.get().used_at == at
    else:
        with pytest.raises(LinkIsOver):
            link.use(at=at)


def test_it_is_used_once() -> None:
    link, _secret = issued()
    stale = SignedLink.objects.get(pk=link.pk)  # as another process holds it
    link.use(at=NOW)
    with pytest.raises(LinkIsOver):
        stale.use(at=NOW + SECOND)
    assert SignedLink.objects.get().used_at == NOW


def test_the_newest_about_the_same_thing_is_the_one_that_works() -> None:
    first, _secret = issued()
    second, _secret = issued()
    elsewhere, _secret = issued(purpose="availability_answer")
    first.refresh_from_db()
    assert first.state(NOW) == "withdrawn"
    assert second.state(NOW) == elsewhere.state(NOW) == "open"
    with pytest.raises(LinkIsOver):
        first.use(at=NOW)


def test_two_that_work_about_the_same_thing_cannot_be() -> None:
    issued()
    with pytest.raises(IntegrityError), transaction.atomic():
        SignedLink.objects.create(
            purpose=PURPOSE, row=7, language="en", digest="x", at=NOW, expires_at=UNTIL
        )


def test_withdrawing_leaves_a_used_one_as_it_is() -> None:
    link, _secret = issued()
    link.use(at=NOW)
    assert SignedLink.objects.about(PURPOSE, 7).withdraw(at=NOW) == 0


def test_somebody_who_guesses_is_stopped_and_told_so(client, monkeypatch) -> None:
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "signed_link", "2/m/ip")
    link, secret = issued()
    for _ in range(2):
        assert client.get(f"/how-it-goes/{link.pk}/guess/").status_code == 404
    answer = client.get(f"/how-it-goes/{link.pk}/{secret}/")
    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()
