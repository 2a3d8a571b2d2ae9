"""A2: what was promised for somebody who left stands on Today until it has begun."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import NOW, Cast
from tests.processes.test_leave_job import leaves, placed, url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("promise", ["replacement", "refund"])
def test_what_was_promised_stands_on_today_until_it_has_begun(
    client: Browser, cast: Cast, promise: str
) -> None:
    client.force_login(cast.nina)
    terms: dict[str, Any] = (
        {"promise": "refund", "refund_percent": 50} if promise == "refund" else {}
    )
    placement = placed(cast, **terms)
    leaving = leaves(placement, cast)
    notice = f'class="notice notice-error" href="{url(placement, "candidacy")}"'
    assert notice in client.get("/").content.decode()
    if promise == "refund":
        leaving.note_refund(Decimal(1), "SEK", on=NOW.date(), by=cast.nina, at=NOW)
    else:
        leaving.start_replacement(by=cast.nina, at=NOW)
    assert notice not in client.get("/").content.decode()


def test_money_in_place_of_a_new_search_names_no_share(client: Browser, cast: Cast) -> None:
    client.force_login(cast.nina)
    placement = placed(cast)
    leaves(placement, cast)
    page = client.get(url(placement, "leaving_refund")).content.decode()
    assert "Paid back on" in page and "None" not in page
