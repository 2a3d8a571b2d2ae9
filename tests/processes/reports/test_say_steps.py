"""A step of a template says itself in each reader's language; what was typed stays as it is."""

from __future__ import annotations

import json

import pytest
from django.utils import translation

from processes.models import PlannedActivity
from processes.reports.facts import facts
from processes.reports.freezing import frozen, thawed
from processes.reports.report_facts import ReportFacts
from processes.reports.words import words
from tests.processes.reports.story import FRIDAY, LAST_FRIDAY, Story

pytestmark = pytest.mark.django_db
TEXTS = {"en": "Client meetings", "sv": "Kundmöten"}


@pytest.fixture
def known(cast) -> ReportFacts:
    story = Story(cast)
    meetings = PlannedActivity.objects.filter(milestone="meetings")
    meetings.update(texts=TEXTS)
    PlannedActivity.objects.filter(milestone="decision").update(due_on="2026-11-19", texts={})
    return facts(story.assignment, LAST_FRIDAY, FRIDAY)


def next_steps(known: ReportFacts, language: str) -> list[str]:
    with translation.override(language):
        return [row.text for row in words(known).next_week]


def test_each_reader_has_it_in_their_language(known):
    assert "Kundmöten" in next_steps(known, "sv")
    assert "Client meetings" in next_steps(known, "en")
    assert "Client meetings" in next_steps(known, "pl")  # not said in it: as it was written


def test_what_was_typed_stays_as_typed(known):
    with translation.override("sv"):
        assert [row.text for row in words(known).promised if row.state == "late"] == [
            known.why[0].text
        ]


def test_it_is_frozen_in_all_languages(known):
    stored = json.loads(json.dumps(frozen(known)))
    assert thawed(ReportFacts, stored) == known
    for row in (*stored["promised"], *stored["schedule"], *stored["coming"], *stored["why"]):
        row.pop("texts")
    old = thawed(ReportFacts, stored)
    assert "Client meetings" in next_steps(old, "sv")
