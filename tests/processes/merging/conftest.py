from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.fixture
def nina(cast: Cast, client: Client) -> Client:
    """Nina's browser, signed in."""
    client.force_login(cast.nina)
    return client
