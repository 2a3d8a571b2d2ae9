"""What only a search tells, its companies; and what only an interim tells, its start and end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from processes.reports.report_facts import Company, Extension, Interim, Serving, StartRisk
from processes.reports.words import words
from tests.processes.reports import made_up
from tests.processes.reports.made_up import day


def rows(interim: Interim) -> list[tuple[str, str, str]]:
    said = words(replace(made_up.interim_before(), interim=interim))
    return [(row.text, row.note, row.state) for row in said.interim]


def test_a_search_tells_its_companies_by_how_far_each_is() -> None:
    companies = (
        Company("Skandia", "approached", 4, 2),
        Company("AMF", "approached", 1),
        Company("Folksam", "agreed"),
        Company("Alecta", "exhausted", 3, -1),
        Company("Nordvik Partner", "off_limits"),
    )
    said = words(replace(made_up.long(), kind="search", companies=companies))
    assert [(group.label, group.count, group.names) for group in said.companies] == [
        ("Approached", 2, ["Skandia (4 people, 2 new)", "AMF (1 person)"]),
        ("Agreed", 1, ["Folksam"]),
        ("Exhausted", 1, ["Alecta (3 people, 1 fewer than reported before)"]),
        ("Off limits", 1, ["Nordvik Partner"]),
    ]


def test_each_state_says_how_many_more_are_in_it_than_last_time() -> None:
    found = [Company("Skandia", "approached"), Company("AMF", "agreed"), Company("SEB", "agreed")]
    was = tuple(Company(name, "agreed") for name in ("Skandia", "AMF", "SEB"))
    told = replace(made_up.before(), companies=was)
    second = replace(made_up.long(), kind="search", companies=tuple(found), before=told)
    assert [(group.label, group.change) for group in words(second).companies] == [
        ("Approached", "1 new"),
        ("Agreed", "1 fewer than reported before"),
    ]
    kept_none = replace(second, before=replace(told, companies=None))  # an older version's report
    first = replace(second, before=None)
    for one in (kept_none, first):
        assert [group.change for group in words(one).companies] == ["", ""]


def test_answers_that_have_come_in_are_fewer_to_wait_for() -> None:
    assert rows(Interim(4, awaited=0, awaited_new=-2, starts_on=day(1, 12)))[1][1] == (
        "none (2 fewer than reported before)"
    )


@pytest.mark.parametrize("kind", ["permanent", "interim"])
def test_other_kinds_tell_no_companies(kind: str) -> None:
    said = words(replace(made_up.search(), kind=kind))
    assert "companies" not in [part.name for part in said.sections]


def test_before_the_start_profiles_answers_and_the_risk_are_told() -> None:
    said = words(made_up.interim_before())
    assert [(row.text, row.note, row.state) for row in said.interim] == [
        ("Profiles delivered", "4 (2 new)", ""),
        ("Answers we wait for", "2, the first since Wed (1 new)", ""),
        ("Wanted start", "Tue 1 Dec, 11 days from now", ""),
        ("What speaks against it", "We have waited for your answer since Wed.", "late"),
    ]


@pytest.mark.parametrize(
    ("risk", "on", "delivered", "said"),
    [
        ("passed", None, 4, "The wanted day has come before everything was agreed."),
        ("later", day(7, 12), 4, "The start that is agreed is Mon 7 Dec."),
        ("nobody", None, 4, "Nobody of those presented is available any more."),
        ("nobody", None, 0, "Nobody has been presented yet."),
        ("unavailable", day(8, 12), 4, "The first of those presented is free on Tue 8 Dec."),
        ("no_decision", None, 4, "The day of your decision is not agreed yet."),
    ],
)
def test_each_risk_has_its_reason(
    risk: StartRisk, on: date | None, delivered: int, said: str
) -> None:
    row = Interim(delivered, starts_on=day(1, 12), risk=risk, risk_on=on, risk_days=11)
    assert rows(row)[-1] == ("What speaks against it", said, "late")


def test_where_nothing_speaks_against_the_start_nothing_is_said() -> None:
    assert rows(Interim(0, starts_on=day(1, 12))) == [
        ("Profiles delivered", "0", ""),
        ("Answers we wait for", "none", ""),
        ("Wanted start", "Tue 1 Dec, 11 days from now", ""),
    ]


def serving(extension: Extension = "", on: date | None = None) -> Serving:
    return Serving("Amira Lundqvist", day(1, 10), day(18, 12), 28, extension, on)


def test_after_the_start_it_tells_who_is_there_and_until_when() -> None:
    said = words(made_up.interim_after())
    assert "Amira Lundqvist works with you until Fri 18 Dec, 28 days from now." in said.lead
    assert [(row.text, row.note) for row in said.interim] == [
        ("Amira Lundqvist", "from Thu 1 Oct to Fri 18 Dec, 28 days left"),
        ("And after that", "We asked you Thu whether it goes on; your answer is open."),
    ]


@pytest.mark.parametrize(
    ("extension", "said", "state"),
    [
        ("open", "Shall it go on? We need your answer to keep the person free for you.", "late"),
        ("extended", "It goes on, as you said Thu.", ""),
        ("ends", "It ends, as you said Thu.", ""),
    ],
)
def test_the_question_whether_it_goes_on_is_asked_answered_or_open(
    extension: Extension, said: str, state: str
) -> None:
    row = Interim(4, serving=(serving(extension, day(19)),))
    assert rows(row)[-1] == ("And after that", said, state)


def test_one_who_has_ended_is_told_in_the_past() -> None:
    ended = Serving("Amira Lundqvist", day(1, 10), day(13), 0)
    said = words(replace(made_up.interim_after(), interim=Interim(4, serving=(ended,))))
    assert "Amira Lundqvist worked with you until Fri 13 Nov." in said.lead
    assert [row.note for row in said.interim] == ["from Thu 1 Oct to Fri 13 Nov"]


def test_one_who_has_no_last_day_has_none() -> None:
    row = Interim(4, serving=(Serving("Amira Lundqvist", day(1, 10)),))
    assert rows(row) == [("Amira Lundqvist", "from Thu 1 Oct, no last day is agreed", "")]


def test_a_second_place_that_nobody_has_yet_is_told_beside_the_first() -> None:
    row = Interim(
        4,
        awaited=1,
        awaited_since=day(18),
        starts_on=day(1, 12),
        risk="nobody",
        serving=(serving(),),
    )
    assert [text for text, _note, _state in rows(row)] == [
        "Answers we wait for",
        "Wanted start",
        "What speaks against it",
        "Amira Lundqvist",
    ]
