"""What a test leaves at work must not keep the next one from an empty database."""

from __future__ import annotations

import psycopg2
import pytest
from django.db import connection

from tests.conftest import end_who_is_still_at_it

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_answer_half_given_is_ended():
    about = connection.get_connection_params()
    answering = psycopg2.connect(**{name: about[name] for name in ("dbname", "user", "host")})
    answering.cursor().execute("SELECT count(*) FROM accounts_user")  # its transaction is open
    end_who_is_still_at_it()
    with pytest.raises(psycopg2.OperationalError):
        answering.cursor().execute("SELECT 1")
