"""The recruiter's words by section, decisions and next steps: saved as typed, or the timeline's."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from processes.models import Report
from processes.models.report import NotADraft
from tests.processes.reports.story import FRIDAY, Story, on
from tests.processes.reports.typed import HTMX, as_shown, comment, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
PARKING = {"text": "A parking place", "on": "2026-11-24", "cost": "Amira drives"}


@pytest.fixture
def report(cast, client) -> Report:
    client.force_login(cast.nina)
    return Report.objects.draft(Story(cast).assignment, FRIDAY, at=on(19, 15))


def post(client: Client, report: Report, typed: dict[str, str], **extra: Any) -> Any:
    answer = client.post(f"/reports/{report.pk}/comment/", typed, **extra)
    report.refresh_from_db()
    return answer


def test_words_are_saved_without_javascript(client, report):
    assert post(client, report, comment("Jonas decides")).status_code == 302
    assert report.comments == {"lead": "Jonas decides"}


def test_words_are_saved_as_they_are_typed_and_the_sheet_shows_them(client, report):
    thursday = {"text": "We ring you", "owner": "Nina", "on": "2026-11-26"}
    typed = comment("Jonas decides") | comment("Remote work", "market")
    typed |= rows("decisions", PARKING) | rows("actions", thursday)
    page = post(client, report, typed, **HTMX).content.decode()
    assert page.lstrip().startswith('<div id="sheet"')
    for said in ("Jonas decides", "Remote work", "A parking place", "Amira drives", "We ring you"):
        assert said in page
    assert report.decisions == [PARKING]
    assert report.actions == [thursday]


def test_a_comment_stands_under_the_heading_of_its_section(client, report):
    page = post(client, report, comment("None named the fee", "left"), **HTMX).content.decode()
    section = page[page.index('data-section="left"') :]
    assert section.index("Who left, and why") < section.index("None named the fee")


def test_an_emptied_comment_is_gone(client, report):
    post(client, report, comment("Jonas decides"))
    post(client, report, {"comment-lead": " ", "initial-comment-lead": "Jonas decides"})
    assert report.comments == {}


def test_what_nobody_changes_stays_the_timelines(client, report):
    typed = as_shown(client, report)
    assert "Your word on" in " ".join(typed.values())  # the proposals stand in the fields
    assert "You meet Amira Lundqvist" in typed.values()  # a line begins with a capital
    post(client, report, typed | comment("Hello"))
    assert (report.comments, report.decisions, report.actions) == ({"lead": "Hello"}, None, None)


def test_one_changed_row_makes_them_all_the_recruiters(client, report):
    typed = as_shown(client, report)
    kept = typed["actions-1-text"]
    page = post(client, report, typed | {"actions-0-text": "We think"}, **HTMX).content.decode()
    assert [row["text"] for row in report.actions][:2] == ["We think", kept]
    assert report.decisions is None
    assert "Your own words." in page and "kept up to date" in page  # of the one, of the other


def test_a_row_that_was_saved_a_moment_ago_is_not_lost_by_typing_on(client, report):
    """The page remembers what was saved as what is shown."""
    typed = as_shown(client, report)
    new = {"actions-7-text": "We ring you"}
    post(client, report, typed | new)
    typed |= new | {"initial-actions-7-text": "We ring you"}
    post(client, report, typed | {"actions-0-text": "First"})
    said = [row["text"] for row in report.actions]
    assert (said[0], said[-1]) == ("First", "We ring you")


def test_all_rows_emptied_is_no_decision_wanted(client, report):
    typed = as_shown(client, report)
    emptied = {name: "" for name in typed if name.startswith("decisions-") and name[10].isdecimal()}
    page = post(client, report, typed | emptied, **HTMX).content.decode()
    assert report.decisions == []
    assert 'data-section="decisions"' not in page


def test_back_to_what_the_timeline_says_keeps_the_other_words(client, report):
    report.write_words(decisions=[PARKING], actions=[])
    address = f"/reports/{report.pk}/proposals/"
    typed = as_shown(client, report) | comment("Hello") | {"part": "decisions"}
    assert client.post(address, typed).status_code == 302
    report.refresh_from_db()
    assert (report.comments, report.decisions, report.actions) == ({"lead": "Hello"}, None, [])
    assert client.post(address, {"part": "comments"}).status_code == 404


def test_two_who_write_at_once_keep_what_the_other_wrote(client, cast, report):
    """Each page posts all of its fields; only what its reader changed is written."""
    ninas, leas = as_shown(client, report), as_shown(client, report)
    post(client, report, leas | rows("decisions", PARKING))
    post(client, report, ninas | comment("Hello"))
    assert (report.comments, report.decisions[0]) == ({"lead": "Hello"}, PARKING)


def test_a_fourth_decision_is_refused_and_what_was_typed_is_kept(client, report):
    four = [{"text": f"Question {number}"} for number in range(4)]
    answer = post(client, report, rows("decisions", *four, of=4) | comment("Still here"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "at most 3" in page and "Still here" in page and "Question 3" in page
    assert (report.comments, report.decisions) == ({}, None)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"text": "Call", "on": "Thursday"}, "Enter a valid date"),
        ({"text": "", "owner": "Nina"}, "Say what it is about"),
        ({"text": "x" * 201}, "at most 200"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_at_its_field(client, report, row, said):
    answer = post(client, report, rows("actions", row) | comment("Hello"))
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page and "Hello" in page
    assert (report.comments, report.actions) == ({}, None)


def test_the_refusal_leaves_the_field_alone_that_is_being_typed_in(client, report):
    answer = post(client, report, rows("actions", {"owner": "Nina"}), **HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#refusals")
    page = answer.content.decode()
    assert "<textarea" not in page and "What we do" in page  # the field that is meant


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_words_on_a_frozen_report_are_refused(client, cast, report, extra):
    report.approve(by=cast.nina, at=on(20))
    answer = post(client, report, comment("Late"), **extra)
    assert answer.status_code == 422
    assert "its words are frozen" in answer.content.decode()
    assert report.comments == {}
    if extra:
        assert answer["HX-Retarget"] == "#refusals"


def test_only_what_is_given_is_written(report):
    report.write_words(comments={"lead": "One"}, actions=[])
    report.write_words(comments={"market": " Two \n"})
    assert report.comments == {"lead": "One", "market": "Two"}
    assert (report.decisions, report.actions) == (None, [])


def test_a_colleagues_words_of_a_moment_ago_stay(report):
    mine = Report.objects.get(pk=report.pk)
    report.write_words(comments={"lead": "One"})
    mine.write_words(comments={"market": "Two"})
    assert mine.comments == {"lead": "One", "market": "Two"}


def test_nothing_is_written_into_what_is_frozen(cast, report):
    mine = Report.objects.get(pk=report.pk)
    report.approve(by=cast.nina, at=on(20))
    with pytest.raises(NotADraft):
        mine.write_words(decisions=[])
    report.refresh_from_db()
    assert report.decisions is None
