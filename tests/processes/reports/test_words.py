"""A report's words, section by section: every number with its change, nothing hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest

from processes.reports.own_words import Action, Decision, OwnWords
from processes.reports.report_facts import Kept, ReportFacts, Skipped, Step, Treatment
from processes.reports.report_lines import Part
from processes.reports.words import ReportWords, words
from tests.processes.reports import made_up


def names(said: ReportWords) -> list[str]:
    return [part.name for part in said.sections]


def section(said: ReportWords, name: str) -> Part:
    return next(part for part in said.sections if part.name == name)


def test_a_report_in_which_everything_happened_has_the_eleven_sections() -> None:
    assert names(words(made_up.long())) == [
        *("lead", "decisions", "promised", "funnel", "candidates", "left"),
        *("market", "obstacles", "next_week", "treatment", "kept"),
    ]


def test_what_has_nothing_to_say_is_left_out_but_the_lead_and_next_week_stay() -> None:
    bare = replace(made_up.short(), promised=(), funnel=made_up.steps((0,) * 5, (0,) * 5))
    bare = replace(bare, coming=(), kept=Kept(0, 0, 0), contacted=0, answered=0)
    said = words(bare)
    assert names(said) == ["lead", "next_week"]
    assert [str(step) for step in said.next_week] == [
        "We go on; no day is set for the next step yet."
    ]
    assert not said.has_plan


def test_the_sections_come_in_the_order_of_the_schedule() -> None:
    said = words(made_up.long(), sections=["lead", "kept", "funnel", "next_week", "decisions"])
    assert names(said) == ["lead", "kept", "funnel", "next_week", "decisions"]
    assert [[part.name for part in row] for row in said.rows] == [
        ["lead"],
        ["kept", "funnel"],
        ["next_week"],
        ["decisions"],
    ]


def test_a_comment_stands_in_its_section_even_where_the_facts_say_nothing() -> None:
    own = OwnWords(comments={"market": "Quiet.\n\n Quite quiet. ", "kept": " ", "gossip": "No"})
    said = words(made_up.short(), own)
    assert section(said, "market").comment == ["Quiet.", "Quite quiet."]
    assert said.market == []
    assert section(said, "kept").comment == []


def test_a_comment_on_a_section_that_is_switched_off_is_not_told() -> None:
    own = OwnWords(comments={"market": "Quiet."})
    assert "market" not in names(words(made_up.long(), own, sections=["lead"]))


def test_every_number_has_its_change_since_the_last_report() -> None:
    said = words(made_up.long())
    assert [(tile.value, tile.label) for tile in said.figures] == [
        (64, "identified, 12 this week"),
        (45, "contacted, 9 this week"),
        (11, "interviewed, 3 this week"),
        (4, "presented, 4 this week"),
    ]
    assert [bar.change for bar in said.bars] == ["+12", "+9", "+4", "+3", "+4"]
    assert said.answers.replace("\N{NO-BREAK SPACE}", "~") == (
        "31 of 45 contacted have answered, 69~%; it was 56~% last time."
    )
    assert [(group.text, group.change, group.note) for group in said.left] == [
        (
            "14 said no themselves",
            "3 new",
            "remote work 6 (2 new), salary 5, never answered 3 (1 new)",
        ),
        ("You said no to 1", "1 new", "experience 1 (1 new)"),
        (
            "We said no to 4",
            "1 fewer than reported before",
            "a must-have is missing 4 (1 fewer than reported before)",
        ),
    ]
    assert said.market_opens == "14 people have said no themselves so far, and named:"
    assert [(row.label, row.said, row.change) for row in said.market] == [
        ("Remote work", "6 of 14", "2 new"),
        ("Salary", "5 of 14", ""),
    ]
    assert said.treatment == (
        "31 of 31 applicants have had an answer, in 1.4 days on average. "
        "Last time it was 28 of 28, in 1.6 days. "
        "10 of 11 interviewed have had personal feedback. Last time it was 5 of 5. "
        "The median wait for it was 1.2 days. "
        "You have given 3 of 4 answers that people wait for; the median wait was 1.2 days. "
        "Last time it was 2 of 2."
    )
    assert said.kept == (
        "7 of 9 promised words were given in time. 1 was given a new date. 1 is late. "
        "Last time it was 6 of 6."
    )


def test_a_first_report_compares_itself_with_nothing() -> None:
    said = words(replace(made_up.long(), before=None))
    assert said.answers == "31 of 45 contacted have answered, 69\N{NO-BREAK SPACE}%."
    assert "ast time" not in said.treatment + said.kept


def test_a_number_that_has_shrunk_is_told_as_a_correction() -> None:
    said = words(made_up.corrected())
    assert said.figures[0].label == "identified, 3 fewer, corrected"
    assert [bar.change for bar in said.bars] == ["−3", "+2", "−1", "0", "0"]
    assert said.corrected == (
        "Corrected since the last report: 3 fewer in “Identified”, 1 fewer in “Interested”."
    )


def test_a_week_without_progress_says_so_and_a_skipped_report_is_told() -> None:
    said = words(made_up.still())
    assert said.lead == "Week 3 of 5, behind. Nothing has moved this week."
    assert said.skipped == ["There was no report on Fri 13 Nov: Your office was closed all week."]
    assert said.corrected == ""


def test_each_skipped_report_is_told_once() -> None:
    skipped = (Skipped(made_up.day(6), "Moved house."), Skipped(made_up.day(13), "Still moving."))
    assert len(words(replace(made_up.still(), skipped=skipped)).skipped) == 2


@pytest.mark.parametrize("number", range(3))
def test_the_timeline_proposes_decisions_with_their_day_and_cost(number: int) -> None:
    assert [str(line) for line in words(made_up.long()).wanted][number] == (
        "Your decision on “Remote work decides”, by Tue; Without it we search in half of the "
        "market",
        "Your word on Amira Lundqvist, by Mon 23 Nov 15:00",
        "Your word on Jonas Krantz, was due Thu; 4 days of waiting so far; "
        "Jonas Krantz has another offer and answers Tue",
    )[number]


def test_what_the_recruiter_wrote_takes_the_place_of_what_was_proposed() -> None:
    said = words(made_up.long(), made_up.typed())
    assert [str(line) for line in said.wanted] == [
        "Two remote days, yes or no, by Tue; four people wait for it"
    ]
    assert [str(step) for step in said.next_week] == [
        "Mon 23 Nov: References for Rolf and Amira (Nina)",
        "We ring you",
    ]


def test_an_empty_list_says_that_nothing_is_wanted_and_next_week_still_stands() -> None:
    said = words(made_up.long(), OwnWords(decisions=[], actions=[]))
    assert "decisions" not in names(said)
    assert len(said.next_week) == 1


def test_no_more_than_three_decisions_are_asked_for() -> None:
    own = OwnWords(decisions=[Decision(f"Question {number}") for number in range(5)])
    assert len(words(made_up.long(), own).wanted) == 3


def test_a_decision_whose_day_has_passed_is_late() -> None:
    own = OwnWords(decisions=[Decision("The salary", made_up.day(18))])
    (line,) = words(made_up.short(), own).wanted
    assert (line.when, line.is_late) == ("was due Wed", True)


def test_a_step_without_day_or_owner_is_told_as_it_is() -> None:
    own = OwnWords(actions=[Action("We ring you"), Action("References", "Nina")])
    said = words(made_up.short(), own)
    assert [str(step) for step in said.next_week] == ["We ring you", "References (Nina)"]
    assert said.has_plan


def test_a_report_of_an_older_version_is_said_too() -> None:
    old: ReportFacts = replace(
        made_up.long(), before=None, market=(), skipped=(), companies=(), interim=None
    )
    assert "market" not in names(words(old))


def test_nothing_is_said_of_treatment_that_nobody_had() -> None:
    nobody = Treatment(0, 0, None, None, 0, 0)
    assert words(replace(made_up.long(), treatment=nobody)).treatment == ""


def test_percentages_need_somebody_who_was_contacted() -> None:
    nobody = replace(
        made_up.short(),
        contacted=0,
        answered=0,
        funnel=(Step("identified", 3, 3), *made_up.steps((0,) * 5, (0,) * 5)[1:]),
    )
    said = words(nobody)
    assert said.answers == ""
    assert section(said, "funnel").figures == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ((2, 0, 0, 0, -1), "This week: 2 people found"),
        ((5, 1, 0, -2, -1), "This week: 1 person contacted"),
        ((0, 0, 0, 0, -1), "This week: 4 meetings booked"),
    ],
)
def test_a_number_that_was_corrected_is_no_news(changes: tuple[int, ...], told: str) -> None:
    facts = replace(made_up.long(), funnel=made_up.steps((61, 45, 18, 11, 4), changes))
    lead = words(facts).lead
    assert told in lead
    assert "-" not in lead.partition("This week")[2]


def test_a_search_that_has_found_nobody_has_no_funnel_unless_there_was_one() -> None:
    facts = replace(made_up.short(), contacted=0, answered=0)
    nobody = replace(facts, funnel=made_up.steps((0,) * 5, (0,) * 5))
    gone = replace(facts, funnel=made_up.steps((0,) * 5, (-1, 0, 0, 0, 0)))
    assert "funnel" not in names(words(nobody))
    assert "funnel" in names(words(nobody, OwnWords(comments={"funnel": "We begin on Monday."})))
    assert "funnel" in names(words(gone))
