from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction

from processes import documents
from processes.models import Event, Report
from recruitcrm.demo import files
from recruitcrm.demo.orders import ORDERS
from recruitcrm.demo.story import tell

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
Story = list[tuple[object, ...]]


def told(seed: int) -> Story:
    """A week of one assignment, told and then forgotten."""
    said: list[str] = []
    with transaction.atomic():
        tell(at=AT, seed=seed, say=said.append, people=40, orders=ORDERS[:1], weeks=1)
        events = Event.objects.order_by("pk")
        story: Story = list(
            events.values_list("kind", "at", "by__full_name", "candidate__email", "text")
        )
        story += Report.objects.order_by("pk").values_list(
            "slot_at", "comments", "editions__subject"
        )
        transaction.set_rollback(True)
    return story


@pytest.fixture
def _paper_without_print(monkeypatch: pytest.MonkeyPatch) -> None:
    """The story is in the words; what a PDF of them looks like is told elsewhere."""
    for module in (documents, files):
        monkeypatch.setattr(module, "render_pdf", lambda html, **how: b"%PDF" + html.encode())


@pytest.mark.django_db
@pytest.mark.usefixtures("_paper_without_print")
def test_a_seed_tells_the_same_story_and_another_seed_another() -> None:
    first = told(3)
    assert len(first) > 100
    assert told(3) == first
    assert told(4) != first
