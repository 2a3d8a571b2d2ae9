"""Who may enter: every address of the product, tried as everybody. An unlisted address fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.access import ANYONE, CLIENT_CONTACTS, SIGNED_IN, opened_to
from accounts.models import Role
from tests.cast import Cast

pytestmark = pytest.mark.django_db

# The names of views that are not for all staff. Everything else must be open to staff alone.
FOR_ADMINS = {
    "agency",
    "import_batch",
    "import_taking_in",
    "people",
    "person_edit",
    "person_new",
    "report_schedules",
}
FOR_CONTACTS = {"portal"}


def views(
    patterns: list[URLPattern | URLResolver], path: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, here)
        else:
            yield here, pattern


EVERY = list(views(get_resolver().url_patterns))


@pytest.mark.parametrize(("path", "pattern"), EVERY, ids=[path for path, _pattern in EVERY])
def test_every_view_says_for_whom_it_is_open(path: str, pattern: URLPattern) -> None:
    assert opened_to(pattern.callback) is not None, f"{path} is open to nobody"
