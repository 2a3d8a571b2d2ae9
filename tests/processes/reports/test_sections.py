"""Which sections a report has, and in which order."""

from __future__ import annotations

import pytest

from processes.reports.sections import ALWAYS, DEFAULT_ORDER, Section, in_order


def test_by_default_a_report_has_the_twelve_sections_in_their_order() -> None:
    assert [section.value for section in in_order(None, "permanent")] == [
        "lead",
        "decisions",
        "brief",
        "promised",
        "funnel",
        "candidates",
        "left",
        "market",
        "obstacles",
        "next_week",
        "treatment",
        "kept",
    ]


@pytest.mark.parametrize(("kind", "own"), [("search", "companies"), ("interim", "interim")])
def test_a_search_tells_its_companies_and_an_interim_its_start(kind: str, own: str) -> None:
    found = in_order(None, kind)
    assert len(found) == 13
    assert found[5] == own
    assert own not in in_order(["lead", own], "permanent")


def test_what_is_switched_off_stays_off_and_the_order_is_the_chosen_one() -> None:
    found = in_order(["lead", "kept", "funnel", "next_week", "market"], "permanent")
    assert found == ["lead", "kept", "funnel", "next_week", "market"]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ([], ["lead", "next_week"]),
        (["funnel"], ["lead", "funnel", "next_week"]),
        (["funnel", "kept"], ["lead", "funnel", "next_week", "kept"]),
        (["kept", "funnel"], ["lead", "kept", "funnel", "next_week"]),
        (["kept", "treatment"], ["lead", "next_week", "kept", "treatment"]),
        (["next_week", "funnel", "lead"], ["lead", "next_week", "funnel"]),
    ],
)
def test_the_lead_comes_first_and_next_week_is_put_back_near_the_end(
    chosen: list[str], found: list[str]
) -> None:
    assert in_order(chosen, "search") == found
    assert set(found) >= ALWAYS


def test_unknown_names_are_dropped_and_a_name_said_twice_counts_once() -> None:
    assert in_order(["gossip", "kept", "lead", "kept"], "interim") == ["lead", "next_week", "kept"]


def test_every_section_has_a_heading() -> None:
    assert len({str(section.label) for section in Section}) == len(DEFAULT_ORDER) == 14
