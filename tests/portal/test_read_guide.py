"""The client reads the guide before each coming meeting, and while it lasts (K4)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from processes.models import Meeting, MeetingGuide
from tests.processes.reports.story import on

pytestmark = pytest.mark.django_db
MET_AT = on(24)


def test_early_on_time_and_late(client, cast, story, monkeypatch: pytest.MonkeyPatch) -> None:
    said: dict[str, Any] = {
        "wants_words": "",
        "show": "- The engine\n- The plant",
        "case": "",
        "explore": "",
    }
    about: dict[str, Any] = {"by": cast.nina, "at": on(20)}
    guide = MeetingGuide.objects.write(story.amira, wants=["purpose"], **said, seen="", **about)

    def page(at: datetime) -> str:
        monkeypatch.setattr(timezone, "now", lambda: at)
        client.force_login(cast.sara.user)  # days later
        url = reverse("portal_assignment", args=[story.assignment.pk])
        answer = client.get(url)
        assert answer.status_code == 200
        return str(answer.content.decode())

    assert "<li>The engine</li>" not in page(on(23)), "a draft"
    guide.publish(**about)
    [meeting] = Meeting.objects.all()
    assert meeting.starts_at == MET_AT
    for at in (on(23), MET_AT, MET_AT + timedelta(minutes=119)):
        assert "<li>The engine</li><li>The plant</li>" in page(at)
    assert "The engine" not in page(MET_AT + timedelta(hours=2)), "it is over"
    again = Meeting.objects.book(story.amira, starts_at=on(26), by=cast.nina, at=on(25))
    assert "<li>The engine</li>" in page(on(25)), "and told again before the next"
    again.cancel(by=cast.nina, at=on(25))
    assert "The engine" not in page(on(25))
    Meeting.objects.book(story.amira, starts_at=on(26), by=cast.nina, at=on(25), with_client=False)
    assert "The engine" not in page(on(25)), "our own interview is none of the client's"


def test_it_names_what_is_offered_who_is_after_them_and_what_is_not_asked(
    client, cast, story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: on(23))
    about: dict[str, Any] = {"by": cast.nina, "at": on(20)}
    said: dict[str, Any] = {"wants_words": "", "show": "", "case": "", "explore": ""}
    story.assignment.offers = {"purpose": "Power for the north", "benefits": "A car"}
    story.assignment.save(update_fields=["offers"])
    Meeting.objects.update(agenda="First the plant", candidate_words="They bite")
    type(story.amira).objects.filter(pk=story.amira.pk).update(other_offer="Coop")
    guide = MeetingGuide.objects.write(story.amira, wants=["purpose"], **said, seen="", **about)
    guide.publish(**about)
    client.force_login(cast.sara.user)
    page = client.get(reverse("portal_assignment", args=[story.assignment.pk])).content.decode()
    for words in (
        "Power for the north",
        "First the plant",
        "Who else courts them",
        "Has another offer",
        "Discrimination Act (2008:567)",
    ):
        assert words in page, words
    for words in ("A car", "They bite", "Coop"):
        assert words not in page, words
