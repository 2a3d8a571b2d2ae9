"""Every number that the sheet shows can be asked where it comes from, and is that number."""

from __future__ import annotations

from datetime import date

import pytest

from processes.models import Assignment, Report, TargetCompany
from processes.reports.behind import behind
from processes.reports.words import ReportWords, words
from tests.cast import Cast
from tests.processes.reports.story import FRIDAY, LAST_FRIDAY, Story, on

pytestmark = pytest.mark.django_db


def named(said: ReportWords) -> dict[str, int]:
    """Each number of the sheet by the name under which it is asked for."""
    return {
        **{figure.name: figure.value for figure in said.figures},
        **{bar.name: bar.count for bar in said.bars},
        **{group.name: group.count for group in said.companies},
        **{reason.name: reason.count for group in said.left for reason in group.reasons},
        **{row.name: row.count for row in said.market},
        **{figure.name: figure.value for part in said.sections for figure in part.figures},
    }


@pytest.mark.parametrize("kind", ["search", "permanent", "interim"])
def test_each_number_is_the_one_that_is_behind_it(cast: Cast, kind: str) -> None:
    story = Story(cast)
    Assignment.objects.update(kind=kind, starts_on=date(2026, 12, 1))
    for name, state in (("Skandia", "approached"), ("AMF", "approached"), ("Alecta", "agreed")):
        TargetCompany.objects.create(
            assignment=story.assignment, name=name, state=state, state_since=on(10)
        )
    report = Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
    Report.objects.update(since_at=LAST_FRIDAY)
    report = Report.objects.get(pk=report.pk)
    shown = named(words(report.known(FRIDAY)))
    found = {name: behind(report, name, FRIDAY) for name in shown}
    assert {name: found[name].shown for name in shown} == shown
    assert {name for name in shown if found[name].differs} == set()
    own = {
        "search": {"companies:approached": 2, "companies:agreed": 1},
        "permanent": {"left:candidate:remote_work": 2, "market:remote_work": 2, "presented": 2},
        "interim": {"delivered": 2, "awaited": 2, "applicants": 1, "late": 5},
    }
    assert shown.items() >= own[kind].items()
