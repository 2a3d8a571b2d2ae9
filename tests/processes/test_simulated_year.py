"""A whole agency through a whole year: nobody waits for a word without somebody being told.

Three recruiters, ten assignments in five countries and four time zones, three hundred candidates,
and a year of 53 weeks with a leap day and every change of the clocks. Recruiters do what they have
planned themselves and, about words that are owed, only what Today tells them; one of them does
not look at Today for two weeks, another is on leave. The clock is handed in; nothing sleeps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import F

from mailings.models import Letter
from processes.insights import figures
from processes.insights.choice import Choice
from processes.models import Candidacy, Event, FollowUp, HoldingMessage, Leaving
from tests.processes.simulation.audit import Audit
from tests.processes.simulation.care import CareAudit
from tests.processes.simulation.story import FIRST, IGNORES, LAST, Story


@pytest.fixture
def planned_briefly(transactional_db: None) -> Iterator[None]:
    """With so few rows PostgreSQL would think about its joins for longer than they take."""
    with connection.cursor() as cursor:
        cursor.execute("SET join_collapse_limit = 2")
        cursor.execute("SET from_collapse_limit = 2")
    yield
    connection.close()  # and whoever comes next has one with the usual settings


@pytest.mark.usefixtures("planned_briefly")
def test_nobody_waits_for_a_word_in_a_whole_year(monkeypatch: pytest.MonkeyPatch) -> None:
    # What a PDF looks like is asked elsewhere, and would take most of a minute.
    monkeypatch.setattr("processes.documents.render_pdf", lambda html, language: b"%PDF-")
    story = Story()
    story.clock.run()
    people = [*story.agency.recruiters, story.agency.lead]
    audit = Audit(story.watch, people, story.clock.ends_at)
    silent = audit.candidates() + audit.client_hears()
    led, asked, applicants = audit.leads(), audit.clients(), audit.applicants()
    plans = CareAudit(story.watch, story.clock.ends_at)
    touchpoints, trials = plans.touchpoints(), plans.trials()
    assert story.watch.wrong == []
    figures_agree(story.clock.ends_at)

    # The year has put it to the test.
    assert (LAST - FIRST).days > 53 * 7
    assert Candidacy.objects.count() > 250
    assert all(search.farewell for search in story.searches)
    assert sum(search.farewell.trials for search in story.searches if search.farewell) > 5
    assert applicants > 60
    assert silent and led and asked
    assert touchpoints > 60
    assert trials > 2
    assert Leaving.objects.filter(left_on=F("placement__trial_ends_on")).count() == 1
    assert Event.objects.filter(kind="placement_changed").count() == 1
    ignored = FollowUp.objects.filter(due_at__date__range=IGNORES, owner=story.desks[1].who)
    assert ignored.we_owe().count() > 5
    letters = Counter(Letter.objects.exclude(sent_at=None).values_list("kind", flat=True))
    assert min(letters[kind] for kind in ("digest", "feedback_reminder", "decline", "closing")) > 5
    by_themselves = HoldingMessage.objects.exclude(sent_at=None).filter(sent_by=None)
    assert by_themselves.exists()
    assert HoldingMessage.objects.exclude(sent_at=None).exclude(sent_by=None).exists()


def figures_agree(at: datetime) -> None:
    """What Insights says of the year is what a hand counts from its follow-ups."""
    zone = ZoneInfo("Europe/Stockholm")
    period = figures.Period(at, zone, Choice(12).month_starts(at, zone))
    whole = figures.in_all(figures.by_month(Choice(12), period))
    found: Counter[str] = Counter()
    for word in FollowUp.objects.we_owe().filter(dropped_at=None):
        given, first = word.settled_at, period.months[0]
        concerns = (
            not word.rule.clock
            and word.first_due_at >= first
            and (given is None or given >= first)
            and (word.first_due_at <= at or given is not None)
        )
        if concerns:
            late = (given or at) > word.due_at
            found["late" if late else "moved" if word.was_moved else "kept"] += 1
    assert (whole.kept, whole.moved, whole.late) == (found["kept"], found["moved"], found["late"])
    assert whole.kept and whole.moved and whole.late
    for records in (figures.by_kind, figures.by_recruiter, figures.by_client):
        assert figures.in_all(records(Choice(12), period)).owed == whole.owed
