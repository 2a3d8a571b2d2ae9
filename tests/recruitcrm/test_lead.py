"""Which ticker leads: one at a time, and none that has fallen silent."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

import psycopg2
import pytest
from django.db import OperationalError, connection

from mailings.chores import due_letters
from recruitcrm import chores, ticker
from recruitcrm.chores import Chore
from recruitcrm.ticker import LEADERSHIP, Ticker
from tests.recruitcrm.beside import eventually


@pytest.fixture
def another(redis_server, transactional_db) -> Iterator[psycopg2.extensions.connection]:
    """The session of another copy."""
    session = psycopg2.connect(**connection.get_connection_params())
    session.autocommit = True
    yield session
    session.close()
    connection.close()  # and with it the lock


def takes_the_lead(session: psycopg2.extensions.connection) -> bool:
    with session.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LEADERSHIP])
        return bool(cursor.fetchone()[0])


def test_one_leads_as_long_as_it_asks(another, monkeypatch):
    monkeypatch.setattr(ticker, "SILENT_AT_MOST", "4s")
    leader = Ticker()
    for _second in range(6):
        assert leader.leads()
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        assert not takes_the_lead(another)
        time.sleep(1)


def test_one_that_falls_silent_leads_no_longer_and_finds_out(another, monkeypatch):
    """Its machine sleeps or has vanished: to PostgreSQL its session looks alive."""
    monkeypatch.setattr(ticker, "SILENT_AT_MOST", "1s")
    sleeper = Ticker()
    assert sleeper.leads()
    assert not takes_the_lead(another)
    assert eventually(lambda: takes_the_lead(another))
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    connection.close()
    assert not sleeper.leads()


def test_one_that_vanishes_within_a_transaction_holds_nothing_for_long(another, monkeypatch):
    monkeypatch.setattr(ticker, "SILENT_AT_MOST", "1s")
    sleeper = Ticker()
    assert sleeper.leads()
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
    assert eventually(lambda: takes_the_lead(another))


def test_a_job_that_falls_silent_within_a_transaction_loses_its_session(another, monkeypatch):
    told: list[str] = []

    def ask(pk: int, at: datetime) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SHOW idle_in_transaction_session_timeout")
            told.append(cursor.fetchone()[0])

    monkeypatch.setattr(chores, "CHORES", [Chore("ask", due_letters, "ring_after", ask)])
    chores.do("ask", 1)
    assert told == ["1min"]
