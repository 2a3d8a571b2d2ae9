"""Letters to send, and a mail server to send them to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mailings.models import Letter
from tests.cast import NOW
from tests.mail_server import mail_server  # noqa: F401 (a fixture)


@pytest.fixture
def write(db: None) -> Callable[..., Letter]:
    """Writes a letter; whatever a test does not care about is filled in."""

    def write(**fields: Any) -> Letter:
        content = {
            "kind": "weekly_report",
            "to": "sara.holm@nordvik.example",
            "to_name": "Sara Holm",
            "language": "sv",
            "subject": "Veckorapport: Lönechef",
            "html": "<p>Två möten den här veckan.</p>",
            "text": "Två möten den här veckan.",
            "key": "report 7 to sara",
            "at": NOW,
        }
        letter: Letter = Letter.objects.write(**{**content, **fields})
        return letter

    return write
