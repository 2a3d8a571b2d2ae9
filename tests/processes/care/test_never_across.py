"""A canary: what one side says is nowhere where the other could read it (A2)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mailings.models import Letter
from portal.wall.crossing import behind_the_wall
from processes.care.asking import ask
from processes.models import Event, FollowUp, Placement, Report
from processes.reports.rows import Rows
from recruitcrm.chores import do_all
from tests.cast import Cast
from tests.processes.aftercare.story import tick
from tests.processes.care.story import ASKED, asked, question, says
from tests.processes.care.test_care_link import address_in

pytestmark = pytest.mark.django_db
CANARY = "Quillfeather"
LATER = ASKED + timedelta(days=75)  # the middle of the trial period: both are asked again
SCORE = re.compile(r"[1-5] (of|av|z|van) 5")


@pytest.fixture
def placement(cast: Cast) -> Placement:
    """Both sides have said what nobody else is to hear; two days later the alert is written."""
    placement = asked(cast)
    words: dict[str, Any] = {
        "better": f"{CANARY} goes",
        "anything_else": f"{CANARY} is away too often",
    }
    says(placement, "candidate", 1, **words)
    says(placement, "client", 5, ASKED + timedelta(hours=1), **words)
    return placement


def clean(text: str) -> bool:
    return CANARY not in text and not SCORE.search(text)


def test_it_is_where_our_own_people_read_it_and_in_no_event(
    cast: Cast, client: Client, placement: Placement
) -> None:
    client.force_login(cast.nina)
    page = client.get(reverse("care", args=[placement.candidacy_id])).content.decode()
    assert page.count(CANARY) == 4
    assert SCORE.search(page)
    for event in Event.objects.all():
        assert CANARY not in f"{event.text} {event.facts}"
        assert not (event.kind.startswith("care_") and event.visible_to_client)
    assert FollowUp.objects.get(kind="care_alert_candidate").rule.owes == "us"


def test_neither_portal_nor_report_nor_any_letter_says_it(
    cast: Cast, client: Client, placement: Placement, monkeypatch: pytest.MonkeyPatch
) -> None:
    assignment = placement.candidacy.assignment
    report = Report.objects.draft(
        assignment, ASKED + timedelta(days=3), at=ASKED + timedelta(days=2)
    )
    assert clean(f"{report.facts}")
    ours = Rows(assignment, since=ASKED - timedelta(days=7), until=LATER).follow_ups
    assert not [word for word in ours if word.kind.startswith("care_alert")]
    with behind_the_wall(cast.sara.pk):  # that we ring one side says what it has said
        assert FollowUp.objects.filter(kind="aftercare_candidate").exists()
        assert not FollowUp.objects.filter(kind__startswith="care_alert").exists()
    do_all(ASKED + timedelta(days=2))
    outside = {cast.jonas.email, cast.sara.email, cast.hugo.email}
    for letter in Letter.objects.filter(to__in=outside):
        assert clean(letter.subject + letter.text)
    monkeypatch.setattr(timezone, "now", lambda: ASKED + timedelta(hours=3))
    client.force_login(cast.sits_in_portal(cast.sara))
    for address in (reverse("portal"), reverse("portal_assignment", args=[assignment.pk])):
        answer = client.get(address)
        assert answer.status_code == 200
        assert clean(answer.content.decode()), address


def test_the_next_letter_and_its_pages_do_not_say_it(
    placement: Placement, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tick(LATER)
    monkeypatch.setattr(timezone, "now", lambda: LATER)
    for side in ("candidate", "client"):
        letter = ask(question(placement, side, "trial_middle"), by=None, at=LATER)
        link = address_in(letter)
        shown = [letter.html, letter.text, client.get(link).content.decode()]
        shown.append(client.post(link, {"going_well": "3"}).content.decode())
        shown.append(client.get(link).content.decode())
        assert not any(CANARY in text for text in shown)
