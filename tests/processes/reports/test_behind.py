"""Where a number comes from: what is listed behind it is exactly what was counted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from processes.models import Event, Report
from processes.reports.behind import AT_MOST, FIGURES, UnknownFigure, behind
from processes.reports.facts import facts
from processes.reports.report_facts import ReportFacts
from processes.reports.words import words
from processes.timeline import record
from tests.processes.reports.story import FRIDAY, LAST_FRIDAY, Story, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast) -> Story:
    story = Story(cast)
    # Also a no of the client's, a word of theirs, and one of ours that is put off.
    story.jonas.client_answers("Too expensive", by=cast.nina, at=on(20, 11))
    story.jonas.finish("rejected", reason="salary", said_no="client", by=cast.nina, at=on(20, 12))
    story.unseen[0].finish(
        "withdrawn", reason="salary", said_no="candidate", by=cast.nina, at=on(19)
    )
    return story


@pytest.fixture
def report(story) -> Report:
    made = Report.objects.draft(
        story.assignment, FRIDAY, at=on(19, 15), since=FRIDAY - timedelta(days=7)
    )
    assert made.since_at == LAST_FRIDAY
    return made


def shown(known: ReportFacts) -> dict[str, int]:
    """Every number that a report shows, by the name of its figure."""
    interim, treated = known.interim, known.treatment
    assert interim is not None
    return {
        **{step.stage: step.total for step in known.funnel},
        "answered": known.answered,
        "left": known.left_total,
        "left:candidate": sum(row.total for row in known.left if row.said_no == "candidate"),
        **{f"left:{row.said_no}:{row.reason}": row.total for row in known.left},
        **{f"market:{row.reason}": row.count for row in known.market},
        "market": known.market[0].of,
        "applicants": treated.applicants,
        "answered_applicants": treated.answered,
        "interviewed_people": treated.interviewed,
        "had_feedback": treated.had_feedback,
        "clients_asked": treated.clients_asked,
        "clients_answered": treated.clients_answered,
        "kept": known.kept.kept,
        "moved": known.kept.moved,
        "late": known.kept.late,
        "promised": len(known.promised),
        "promised:done": sum(line.state == "done" for line in known.promised),
        "promised:late": sum(line.state == "late" for line in known.promised),
        "obstacles": len(known.told),
        "companies": len(known.companies),
        "delivered": interim.delivered,
        "awaited": interim.awaited,
    }


def test_each_number_shown_is_the_count_behind_it(report):
    numbers = shown(report.known(FRIDAY))
    assert {name.partition(":")[0] for name in numbers} == set(FIGURES)
    for name, number in numbers.items():
        found = behind(report, name, FRIDAY)
        assert (found.count, found.shown) == (number, number), name
        assert len(found.sources) == number, name
        assert found.heading
    assert sum(number > 0 for number in numbers.values()) >= 20  # of 27: not nothing equals nothing


def test_words_that_were_given_say_by_which_event(report):
    kept = behind(report, "kept", FRIDAY).sources
    assert {row.note for row in kept} == {"Call by Nina Lind"}


def test_people_are_named_with_since_when_and_what_happened(report, story):
    found = behind(report, "presented", FRIDAY)
    assert [(row.text, row.at, row.note, row.is_new) for row in found.sources] == [
        ("Jonas Krantz", on(19), "Stage moved by Nina Lind", True),
        ("Amira Lundqvist", on(18), "Stage moved by Nina Lind", True),
    ]
    assert found.sources[1].url == f"/candidacies/{story.amira.pk}/"


def test_who_is_new_since_the_last_report_is_marked(report):
    found = behind(report, "identified", FRIDAY)
    assert [row.text for row in found.sources if row.is_new] == ["Jonas Krantz"]


def test_answers_say_how_they_were_given(report):
    notes = {row.text: row.note for row in behind(report, "answered", FRIDAY).sources}
    assert notes == {
        "Ada Unseen": "Call by Nina Lind",
        "Cia Unseen": "said no",
        "Dan Unseen": "said no",
        "Amira Lundqvist": "Call by Nina Lind",
        "Jonas Krantz": "Call by Nina Lind",
    }


def test_late_words_say_that_they_were_not_given_yet(report):
    late = behind(report, "late", FRIDAY).sources
    assert {row.text: row.note for row in late}["first call after the order: Hugo Falk"] == (
        "due then, not given yet"
    )


def test_a_frozen_report_tells_when_its_number_was_overtaken(report, story):
    wrong = Event.objects.get(kind="called", candidacy=story.unseen[0])
    report.approve(by=story.cast.nina, at=FRIDAY)
    story.unseen[0].take_up_again(by=story.cast.nina, at=on(23))
    Event.objects.filter(pk=wrong.pk).update(undone_at=on(23))
    found = behind(report, "answered", on(24))
    assert (found.shown, found.count, found.differs) == (5, 4, True)


def test_what_came_later_is_not_behind_a_frozen_report(report, story):
    report.approve(by=story.cast.nina, at=FRIDAY)
    before = {name: behind(report, name, FRIDAY) for name in ("late", "awaited", "contacted")}
    story.ring(story.unseen[5], at=on(23), reached=True)
    story.move(story.unseen[5], "contacted", at=on(23))
    record(
        "called",
        by=story.cast.nina,
        at=on(23),
        assignment=story.assignment,
        contact=story.cast.hugo,
        reached=True,
    )
    story.amira.client_answers("We want to meet her", by=story.cast.nina, at=on(23))
    for name, known in before.items():
        assert known.count > 0
        assert behind(report, name, on(24)).count == known.count, name


@pytest.mark.parametrize(
    "name",
    ["", "placed", "left:nobody", "left:candidate:rain", "market:rain", "kept:late", "promised:x"],
)
def test_a_name_that_no_number_has_is_refused(report, name):
    with pytest.raises(UnknownFigure):
        behind(report, name, FRIDAY)


def test_a_long_list_is_cut_and_says_so(report, story, monkeypatch):
    assert AT_MOST >= 100
    monkeypatch.setattr("processes.reports.behind.AT_MOST", 2)
    found = behind(report, "identified", FRIDAY)
    assert (len(found.sources), found.count, found.not_listed) == (2, 9, 7)


def test_it_takes_few_queries_whatever_the_number(report, django_assert_max_num_queries):
    fresh = Report.objects.select_related("assignment__client", "assignment__owner").get(
        pk=report.pk
    )
    for name in ("identified", "late", "promised"):
        with django_assert_max_num_queries(15):
            behind(fresh, name, FRIDAY)


def test_it_counts_the_companies_of_a_search(cast):
    from processes.models import Assignment, TargetCompany

    search = cast.data_engineer(at=on(16), kind="search")
    TargetCompany.objects.agree(search, ["Skandia", "Folksam"], by=cast.rasmus, at=on(17))
    TargetCompany.objects.get(name="Skandia").move_to("approached", by=cast.rasmus, at=on(18))
    report = Report.objects.draft(Assignment.objects.get(pk=search.pk), FRIDAY, at=on(19))
    assert [row.state for row in facts(search, on(16), FRIDAY).companies] == [
        "agreed",
        "approached",
    ]
    assert [row.text for row in behind(report, "companies", FRIDAY).sources] == [
        "Skandia",
        "Folksam",
    ]
    assert behind(report, "companies:approached", FRIDAY).count == 1
    with pytest.raises(UnknownFigure):
        behind(report, "companies:far", FRIDAY)


def test_every_number_of_the_sheet_can_be_asked_for(report):
    said = words(report.known(FRIDAY))
    numbers = [(row.name, row.value) for row in said.figures]
    numbers += [(row.name, row.value) for part in said.sections for row in part.figures]
    numbers += [(row.name, row.count) for row in said.bars]
    numbers += [(row.name, row.count) for row in said.market]
    numbers += [(one.name, one.count) for row in said.left for one in row.reasons]
    assert len(numbers) >= 20
    for name, number in numbers:
        assert behind(report, name, FRIDAY).count == number, name
