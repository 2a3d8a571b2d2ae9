from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from processes import documents
from tests.processes.reports.story import FRIDAY, Story


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "render_pdf", lambda html, *, language: b"%PDF" + html.encode())


@pytest.fixture
def at_friday(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The portal is read on the Friday of the story."""
    monkeypatch.setattr(timezone, "now", lambda: FRIDAY)
    return FRIDAY


@pytest.fixture
def story(cast, client, quick_pdf, at_friday) -> Story:
    """Sara sits in the portal and reads."""
    story = Story(cast)
    client.force_login(cast.sits_in_portal(cast.sara))
    return story
