from __future__ import annotations

import pytest
from django.test import Client as Browser

from tests.cast import Cast


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page",
    ["/clients/", "/candidates/", "/search/", "/log/people/", "/mailbox/", "/assignments/"],
)
def test_a_zero_character_in_the_address_is_a_bad_request_and_no_error(
    client: Browser, page: str
) -> None:
    client.force_login(Cast().ada)
    assert client.get(page, {"q": "a\0b"}).status_code == 400
