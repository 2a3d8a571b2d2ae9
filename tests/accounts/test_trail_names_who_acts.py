"""Who changed it, from where and through which view stands in the trail; nobody else's name."""

from __future__ import annotations

from typing import Any

import psycopg2
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Agency, TrailEntry
from accounts.trail.acting import acting
from processes.models import Assignment
from recruitcrm import chores
from tests.cast import Cast

SETTINGS = (
    "SELECT current_setting('recruitcrm.actor', true), current_setting('recruitcrm.source', true)"
)


def told_to_postgresql() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        by, source = cursor.fetchone()
        return by or "", source or ""


def rename(name: str) -> TrailEntry:
    Agency.objects.filter(pk=1).update(name=name)
    return TrailEntry.objects.latest("pk")


def log_a_call(cast: Cast, client: Client, payroll: Assignment) -> None:
    client.force_login(cast.nina)
    typed = {"who": f"contact-{cast.sara.pk}", "kind": "called", "assignment": payroll.pk}
    assert client.post("/log/", typed, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_whoever_sends_a_form_is_named_and_forgotten_afterwards(cast: Cast, client: Client) -> None:
    log_a_call(cast, client, cast.payroll(at=timezone.now()))
    entry = TrailEntry.objects.filter(what="processes.event", action="added").latest("pk")
    assert (entry.by, entry.address, entry.source) == (cast.nina, "192.0.2.7", "log_call")
    assert told_to_postgresql() == ("", "")
    assert rename("Askvik").by is None


def test_who_only_reads_is_not_told_of(cast: Cast, client: Client, monkeypatch: Any) -> None:
    def fails(*_: Any) -> None:
        raise AssertionError("nothing is to be said")

    client.force_login(cast.nina)
    monkeypatch.setattr("accounts.trail.acting._say", fails)
    assert client.get(reverse("leaves")).status_code == 200
    assert client.head(reverse("leaves")).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_an_error_leaves_nobodys_name_behind(cast: Cast, client: Client, monkeypatch: Any) -> None:
    def breaks(*_args: Any, **_kwargs: Any) -> None:
        assert told_to_postgresql() == (str(cast.nina.pk), "log_call")
        raise ZeroDivisionError

    payroll = cast.payroll(at=timezone.now())
    monkeypatch.setattr("processes.models.event.Event.save", breaks)
    with pytest.raises(ZeroDivisionError):
        log_a_call(cast, client, payroll)
    assert told_to_postgresql() == ("", "")


def test_it_is_no_query_of_the_page(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0), acting(by=cast.nina.pk, source="log"):
        pass
    with django_assert_num_queries(1), acting(by=cast.nina.pk, source="log"):
        assert told_to_postgresql() == (str(cast.nina.pk), "log")


def test_one_inside_another_is_given_back(cast: Cast) -> None:
    with acting(by=cast.nina.pk, source="outer"):
        with acting(source="inner"):
            assert told_to_postgresql() == ("", "inner")
        assert told_to_postgresql() == (str(cast.nina.pk), "outer")
    assert told_to_postgresql() == ("", "")


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_opened_again_is_told_again() -> None:
    with acting(by=7, address="192.0.2.7", source="log"):
        connection.close()
        assert told_to_postgresql() == ("7", "log")
        connection.close()
    assert told_to_postgresql() == ("", "")


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_cannot_be_told_is_closed() -> None:
    with acting(by=7, source="log"):
        backend = connection.connection.info.backend_pid
        other = psycopg2.connect(**connection.get_connection_params())
        other.autocommit = True
        other.cursor().execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
        other.close()
    assert connection.connection is None
    assert told_to_postgresql() == ("", "")


def test_a_job_is_known_by_its_chore(cast: Cast, monkeypatch: Any) -> None:
    names: list[TrailEntry] = []
    chore = chores.Chore(
        "digests", lambda at: Agency.objects.none(), "x", lambda pk, at: names.append(rename("Q"))
    )
    monkeypatch.setattr(chores, "CHORES", [chore])
    chores.do("digests", 1)
    assert [(entry.by, entry.source) for entry in names] == [(None, "digests")]
    assert told_to_postgresql() == ("", "")


def test_where_nobody_said_the_program_is_named(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL application_name = 'manage.py shell'")
    assert rename("Q").source == "manage.py shell"
