"""What a report says of obstacles: evidence, effect, two ways, our advice; and of missing dates."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from processes.models import Report
from processes.reports.facts import facts
from processes.reports.freezing import frozen, thawed
from processes.reports.report_facts import ReportFacts
from processes.reports.words import Finding, words
from tests.processes.reports.story import FRIDAY, LAST_FRIDAY, Story, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast) -> Story:
    story = Story(cast)
    story.assignment.obstacles.told().update(
        effect="The search goes on with half of the market",
        option_one="Two days at home",
        option_two="10 % more pay",
    )
    return story


def known(story: Story) -> ReportFacts:
    return facts(story.assignment, LAST_FRIDAY, FRIDAY)


def finding(story: Story) -> Finding:
    (one,) = words(known(story)).obstacles
    return one


def test_effect_options_and_advice_stand_there_until_it_is_decided(story: Story) -> None:
    told = finding(story)
    assert told.note == ("2 of 3 who said no want it. The search goes on with half of the market.")
    assert [(row.text, row.note) for row in told.ways] == [
        ("One way", "Two days at home."),
        ("Another way", "10 % more pay."),
        ("Our advice", "Offer two days."),
        ("Your decision", "by Tue"),
    ]


def test_once_decided_the_decision_stands_in_the_place_of_the_options(story: Story) -> None:
    obstacle = story.assignment.obstacles.told().get()
    obstacle.decide("Two days at home", by=story.cast.nina, at=on(19))
    obstacle.note_outcome("Two are talking to us again", by=story.cast.nina, at=on(20))
    told = finding(story)
    assert told.state == "decided"
    assert [(row.text, row.note) for row in told.ways] == [
        ("Our advice", "Offer two days."),
        ("Decided Thu", "Two days at home."),
        ("What came of it", "Two are talking to us again."),
    ]


def test_options_are_frozen_with_the_report(story: Story) -> None:
    stored = json.loads(json.dumps(frozen(known(story))))
    assert stored["told"][0]["options"] == ["Two days at home", "10 % more pay"]
    assert thawed(ReportFacts, stored) == known(story)


def frozen_before_there_were_options(story: Story) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(json.dumps(frozen(known(story))))
    for row in stored["told"]:
        del row["options"]
    return stored


def test_a_report_frozen_before_there_were_options_stays_readable(client, story: Story) -> None:
    old = thawed(ReportFacts, frozen_before_there_were_options(story))
    (told,) = words(old).obstacles
    assert [row.text for row in told.ways] == ["Our advice", "Your decision"]
    report = Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
    report.approve(by=story.cast.nina, at=FRIDAY)
    Report.objects.filter(pk=report.pk).update(facts=frozen_before_there_were_options(story))
    client.force_login(story.cast.nina)
    page = client.get(report.get_absolute_url())
    assert page.status_code == 200
    assert "Offer two days." in page.content.decode()


@pytest.mark.parametrize("template", ["letter", "portal"])
def test_the_letter_and_the_portal_say_it_too(client, story: Story, template: str) -> None:
    if template == "letter":
        report = Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
        client.force_login(story.cast.nina)
        page = client.get(report.get_absolute_url())
    else:
        client.force_login(story.cast.sits_in_portal(story.cast.sara))
        page = client.get(f"/portal/assignments/{story.assignment.pk}/")
    said = " ".join(page.content.decode().split())
    for words_told in ("half of the market.", "Two days at home.", "10 % more pay.", "Our advice"):
        assert words_told in said


def test_a_missing_date_is_a_risk_in_the_first_lines(story: Story) -> None:
    assert "A risk" not in words(known(story)).lead
    story.assignment.agree_dates(
        presentation_on=date(2026, 11, 18),
        meetings_on=None,
        decision_on=None,
        by=story.cast.nina,
        at=on(19),
    )
    said = words(known(story))
    risk = "A risk: no date is agreed yet for your meetings and the decision."
    assert said.lead.endswith(risk)
    assert said.how_it_goes.endswith(risk)
