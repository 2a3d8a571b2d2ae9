"""A number of five thousand digits in an address or a form is no number of ours."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from processes.models import Report
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
DIGITS = "9" * 5000


def test_it_is_not_found_or_ignored(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    assignment = cast.payroll()
    report = Report.objects.draft(assignment, NOW, at=NOW)
    Report.objects.update(approved_at=NOW, facts={}, rendered_at=NOW, sent_at=NOW)
    pages = [
        reverse("mailbox") + f"?before={DIGITS}",
        reverse("mailbox") + f"?after={DIGITS}",
        reverse("report_compare", args=[report.pk]) + f"?with={DIGITS}",
        reverse("schedule_template", args=["permanent"]) + f"?weeks={DIGITS}",
    ]
    for page in pages:
        assert client.get(page).status_code in (200, 404), page[:60]
    typed = {"number": "1", "order": [DIGITS], "chosen": [], "up": DIGITS, "down": DIGITS}
    for name in ("presentation_draft", "presentation_sending"):
        answer = client.post(reverse(name, args=[assignment.pk]), typed)
        assert answer.status_code < 500
