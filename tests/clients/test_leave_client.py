from __future__ import annotations

from django.test import Client as Browser

from tests.cast import NOW, Cast


def test_whoever_leaves_gets_no_letters_and_no_portal(nina: Browser, cast: Cast) -> None:
    seat = cast.sits_in_portal(cast.sara)
    nina.post(f"/contacts/{cast.sara.pk}/leaving/")
    cast.sara.refresh_from_db()
    seat.refresh_from_db()
    assert not cast.sara.is_active
    assert not seat.is_active
    assert "has left" in nina.get(f"/clients/{cast.nordvik.pk}/").content.decode()


def test_an_open_portal_session_ends_at_once(client: Browser, cast: Cast) -> None:
    client.force_login(cast.sits_in_portal(cast.sara))
    assert client.get("/portal/").status_code == 200
    cast.leaves(cast.sara)
    assert client.get("/portal/").status_code == 302


def test_whoever_comes_back_gets_letters_and_is_invited_anew(nina: Browser, cast: Cast) -> None:
    seat = cast.sits_in_portal(cast.sara)
    theirs = Browser()
    theirs.force_login(seat)
    cast.leaves(cast.sara)
    nina.post(f"/contacts/{cast.sara.pk}/return/")
    cast.sara.refresh_from_db()
    assert cast.sara.is_active
    assert not cast.sara.sees_portal
    cast.sara.open_portal(by=cast.nina, at=NOW)
    assert theirs.get("/portal/").status_code == 302


def test_leaving_twice_is_leaving_once(nina: Browser, cast: Cast) -> None:
    for _again in range(2):
        assert nina.post(f"/contacts/{cast.hugo.pk}/leaving/").status_code == 302
    cast.hugo.refresh_from_db()
    assert not cast.hugo.is_active


def test_reading_the_address_changes_nothing(nina: Browser, cast: Cast) -> None:
    assert nina.get(f"/contacts/{cast.hugo.pk}/leaving/").status_code == 405
    cast.hugo.refresh_from_db()
    assert cast.hugo.is_active


def test_an_open_assignment_asks_who_decides_now(nina: Browser, cast: Cast) -> None:
    cast.payroll()
    address = f"/clients/{cast.nordvik.pk}/"
    assert "Who decides now?" not in nina.get(address).content.decode()
    cast.leaves(cast.sara)
    assert "Sara Berg has left. Who decides now?" in nina.get(address).content.decode()


def test_who_decides_stands_first_and_who_left_stands_last(nina: Browser, cast: Cast) -> None:
    cast.leaves(cast.hugo)
    contacts = list(nina.get(f"/clients/{cast.nordvik.pk}/").context["contacts"])
    assert contacts == [cast.sara, cast.hugo]
