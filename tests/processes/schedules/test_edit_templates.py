"""Ada edits what new assignments promise their clients, per kind and in every language (C4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import Assignment, EditedMeanwhile, ScheduleTemplate
from processes.schedules.built_in import built_in
from processes.schedules.planning import TemplateLine
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
REFERENCES: dict[str, Any] = {
    "text_en": "References",
    "text_sv": "Referenser",
    "counts": "half",
    "number": "1",
}


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.ada)
    return cast


def address(name: str, kind: str = "permanent", *more: int) -> str:
    return reverse(f"schedule_template{name}", args=[kind, *more])


def seen(kind: str = "permanent") -> str:
    own = ScheduleTemplate.objects.of(kind)
    return own.version if own else ""


def texts(lines: Iterable[TemplateLine]) -> list[str]:
    return [line.said_in("en") for line in lines]


def in_force(kind: str = "permanent") -> list[str]:
    return texts(ScheduleTemplate.objects.lines_of(kind))


def days(assignment: Assignment) -> dict[str, date]:
    return {line.text: line.due_on for line in assignment.activities.all()}


@pytest.mark.parametrize("kind", ["permanent", "interim", "search"])
def test_each_kind_shows_its_lines_with_their_days(client: Browser, cast: Cast, kind: str) -> None:
    page = client.get(address("", kind)).content.decode()
    for text in texts(built_in(kind)):
        assert text in page
    assert "The standard schedule" in page
    assert not ScheduleTemplate.objects.exists()  # looking writes nothing


def test_a_line_more_is_in_assignments_opened_from_then_on(client: Browser, cast: Cast) -> None:
    before = cast.data_engineer()
    answer = client.post(address("_line_new"), {**REFERENCES, "seen": ""})
    assert answer["Location"] == address("")
    assert in_force() == [*texts(built_in("permanent")), "References"]
    assert "References" not in days(before)
    cast.sara.language = "sv"
    cast.sara.save()
    after = cast.payroll(kind="permanent", target_weeks=6)
    line = after.activities.get(text="Referenser")  # in the language of whoever decides
    assert line.line.said_in("en") == "References"
    assert "Referenser" not in days(cast.payroll())  # interim keeps its own


def test_a_line_that_is_edited_keeps_its_place(client: Browser, cast: Cast) -> None:
    page = client.get(address("_line", "interim", 3)).content.decode()
    assert "Interviews and references" in page
    changed = {"text_en": "Interviews", "counts": "day", "number": "5", "milestone": "interviews"}
    client.post(address("_line", "interim", 3), {**changed, "seen": ""})
    assert in_force("interim")[3] == "Interviews"
    payroll = cast.payroll()
    assert days(payroll)["Interviews"] == date(2026, 11, 23)
    assert days(payroll)["Shortlist presented"] == date(2026, 11, 23)  # never before it


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"text_en": "", "text_sv": ""}, "in one language at least"),
        ({"text_en": "x" * 161}, "at most 160"),
        ({"counts": "fortnight"}, "Select a valid choice"),
        ({"number": "27"}, "from -26 to 26"),
        ({"counts": "day", "number": "-1"}, "from 0 to 120"),
        ({"number": "soon"}, "whole number"),
        ({"milestone": "decision"}, "Another line stands for this"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_and_stays_typed(
    client: Browser, cast: Cast, wrong: dict[str, str], refusal: str
) -> None:
    said = {**REFERENCES, "seen": "", **wrong}
    answer = client.post(address("_line_new"), said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert refusal in page
    assert said["text_sv"] in page
    assert not ScheduleTemplate.objects.exists()


def test_a_line_is_taken_out_but_not_the_last(client: Browser, cast: Cast) -> None:
    client.post(f"{address('_line_removal', 'permanent', 0)}?seen=")
    assert in_force() == texts(built_in("permanent"))[1:]
    ScheduleTemplate.objects.keep("search", built_in("search")[:1], by=cast.ada, at=NOW, seen="")
    answer = client.post(
        f"{address('_line_removal', 'search', 0)}?seen={seen('search')}", follow=True
    )
    assert "one line at least" in answer.content.decode()
    assert len(in_force("search")) == 1


def test_lines_are_put_in_order(client: Browser, cast: Cast) -> None:
    standard = texts(built_in("permanent"))
    order = [1, 0, *range(2, len(standard))]
    client.post(address("_order"), {"order": order, "seen": ""})
    assert in_force()[:3] == [standard[1], standard[0], standard[2]]
    everything = list(range(len(standard)))
    client.post(address("_order"), {"order": everything, "up": 1, "seen": seen()})  # no script
    assert in_force() == standard
    client.post(address("_order"), {"order": everything, "down": len(standard) - 1, "seen": seen()})
    assert in_force() == standard  # nothing is below the last
    answer = client.post(address("_order"), {"order": [0, 0, 1], "seen": seen()}, follow=True)
    assert "Nothing was saved" in answer.content.decode()
    assert in_force() == standard


def test_what_somebody_else_has_changed_is_not_written_over(client: Browser, cast: Cast) -> None:
    ScheduleTemplate.objects.keep(
        "permanent", built_in("permanent")[:3], by=cast.ada, at=NOW, seen=""
    )
    answer = client.post(address("_line_new"), {**REFERENCES, "seen": ""})
    assert answer.status_code == 422
    assert "Somebody else has changed" in answer.content.decode()
    for url in (address("_default"), address("_line_removal", "permanent", 0)):
        page = client.post(f"{url}?seen=", follow=True).content.decode()
        assert "Somebody else has changed" in page
    assert len(in_force()) == 3
    with pytest.raises(EditedMeanwhile):
        ScheduleTemplate.objects.keep("permanent", [], by=cast.ada, at=NOW, seen="long ago")


def test_back_to_the_standard_schedule(client: Browser, cast: Cast) -> None:
    later = NOW + timedelta(hours=1)
    ScheduleTemplate.objects.keep("search", built_in("search")[:2], by=cast.ada, at=later, seen="")
    page = client.get(address("", "search")).content.decode()
    assert "changed by Ada Askvik on Fri 20 Nov" in page
    client.post(f"{address('_default', 'search')}?seen={seen('search')}")
    assert in_force("search") == texts(built_in("search"))


def test_no_kind_and_no_line_of_that_name(client: Browser, cast: Cast) -> None:
    for url in (
        address("", "sabbatical"),
        address("_line_new", "x"),
        address("_line", "search", 99),
    ):
        assert client.get(url).status_code == 404
