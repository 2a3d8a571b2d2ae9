"""What a page asks of the database."""

from __future__ import annotations

from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext


def statements(browser: Browser, path: str) -> list[str]:
    """All of them, the wall's and the trail's among them, without a test's own savepoints."""
    browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    return [one["sql"] for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]]
