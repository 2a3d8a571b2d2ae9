"""A marker in every internal field: it is in no page, letter, PDF of the client's, nor is a name
of anybody who was not presented."""

from __future__ import annotations

from typing import Any

import pytest

from clients.models import ClientNote
from mailings.models import Letter
from processes.models import Debrief, ObstacleHint, OtherProcess, Report
from recruitcrm.chores import do_all
from tests.processes.reports.story import FRIDAY, Story, on

pytestmark = pytest.mark.django_db
INTERNAL = ("CANARY", "Unseen")


@pytest.fixture
def report(cast, story: Story) -> Report:
    """Every internal field that a client's page could be tempted to show says CANARY."""
    nina, assignment = cast.nina, story.assignment
    ClientNote.objects.create(client=cast.nordvik, about="fits", text="CANARY note", by=nina)
    cast.nordvik.about = "CANARY about the client"
    cast.nordvik.save()
    for candidate in (cast.amira, cast.jonas):
        candidate.about, candidate.expects = "CANARY about", "CANARY pay"
        candidate.source, candidate.phone = "CANARY source", "CANARY phone"
        candidate.email, candidate.employer = "canary@unseen.example", "CANARY works"
        candidate.save()
    assignment.competition = "CANARY three other agencies"
    assignment.save()
    parts = ("warmed", "cooled", "next_step", "confidential")
    inside: dict[str, Any] = dict.fromkeys(parts, "CANARY debrief")
    felt: dict[str, Any] = {"before": 5, "after": 4, "by": nina, "at": on(20, 11)}
    Debrief.objects.take(story.jonas, side="candidate", **felt, **inside)
    Debrief.objects.take(story.jonas, side="client", contact=cast.sara, **felt, **inside)
    OtherProcess.objects.note(story.jonas, "CANARY Rival", stage="offer", by=nina, at=on(20, 11))
    story.jonas.finish(
        "withdrawn",
        reason="salary",
        said_no="candidate",
        by=nina,
        at=on(20, 12),
        words="CANARY words at the end",
    )
    story.amira.note_interest(5, by=nina, at=on(20, 12), other_offer="CANARY Rival AB")
    story.amira.client_answers("CANARY answer noted", by=nina, at=on(20, 13))
    assignment.obstacles.untold().update(
        effect="CANARY effect", option_one="CANARY one way", option_two="CANARY another way"
    )
    hint = ObstacleHint.objects.propose(
        assignment, "withdrawals", {"count": 3, "total": 5}, reason="salary", at=on(20, 13)
    )
    hint.dismiss("CANARY why not", by=nina, at=on(20, 13))
    report = Report.objects.draft(assignment, FRIDAY, at=on(19, 15))
    do_all(FRIDAY)
    # A report that was stopped, and a draft, with words that nobody was told.
    stopped = Report.objects.draft(assignment, on(27, 15), at=on(20, 15))
    stopped.write_words(
        comments={"lead": "CANARY comment"},
        decisions=[{"text": "CANARY wanted", "on": "", "cost": ""}],
        actions=[{"text": "CANARY", "owner": "", "on": ""}],
    )
    stopped.stop("CANARY reason", by=nina, at=on(20, 15))
    report.refresh_from_db()
    return report


def test_the_markers_are_there_to_be_found(client, cast, story, report):
    client.force_login(cast.nina)
    stopped = Report.objects.stopped().get()
    assert "CANARY comment" in client.get(stopped.get_absolute_url()).content.decode()


def test_no_marker_and_no_hidden_name_reaches_the_client(client, story, report):
    for address in [
        "/portal/",
        f"/portal/assignments/{story.assignment.pk}/",
        *(f"/portal/reports/{report.pk}/{part}" for part in ("", "page/", "pdf/")),
    ]:
        answer = client.get(address)
        assert answer.status_code == 200
        found = answer.content.decode()
        for marker in INTERNAL:
            assert marker.lower() not in found.lower(), (address, marker)


def test_nor_any_letter_to_the_client(story, report):
    letters = Letter.objects.filter(kind="weekly_report")
    assert letters.count() == 2
    for letter in letters:
        pdf = bytes(letter.attachments.get().content).decode()
        for part in (letter.subject, letter.html, letter.text, pdf):
            assert not any(marker.lower() in part.lower() for marker in INTERNAL)


def test_who_left_is_seen_in_plain_words(client, story, report):
    page = client.get(f"/portal/assignments/{story.assignment.pk}/").content.decode()
    assert "withdrew Fri 20 Nov: salary" in page
