"""A merge and its undo leave everything as it was; what came later stays with the kept record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candidates.models import Candidate, Merge
from processes.merging.facts import FACTS
from processes.merging.undoing import CameLater, CannotBeUndone, forget, undo
from processes.merging.uniting import unite
from processes.models import Candidacy, Event
from recruitcrm.chores import do_all
from tests.cast import NOW, Cast
from tests.processes.merging.people import (
    LATER,
    different,
    document,
    everything,
    for_a_moment,
    free,
    imported,
    in_pool,
    letter,
    talk,
    told_apart,
    twin,
)

WORDS = st.sampled_from(["", "Payroll", "payroll", "Å och é", "a\n\nb", "x" * 70])
LISTS = st.lists(st.sampled_from(["Hogia", "hogia", "Excel", "SAP"]), max_size=3, unique=True)
KNOWN = st.fixed_dictionaries(
    {},
    optional={
        "headline": WORDS,
        "employer": WORDS,
        "about": WORDS,
        "city": WORDS,
        "skills": LISTS,
        "tags": LISTS,
        "country": st.sampled_from(["SE", "PL"]),
        "available_on": st.dates(date(2026, 1, 1), date(2027, 1, 1)),
        "email": st.sampled_from(["jonas.krantz@people.example", ""]),
    },
)
STAGES = st.sampled_from(["identified", "contacted", "interested", "interviewed"])
HANGS = st.sets(
    st.sampled_from(
        ["talk", "pool", "both pools", "paper", "same paper", "free", "letter", "row", "apart"]
    )
)


def hang(cast: Cast, candidate: Candidate, what: set[str]) -> None:
    """What people have done about a record."""
    if "talk" in what:
        talk(cast, candidate)
    if "pool" in what:
        in_pool(cast, candidate, f"of {candidate.pk}")
    if "both pools" in what:
        in_pool(cast, candidate, "Payroll")
    if "paper" in what:
        document(candidate, f"{candidate.pk}.pdf", f"{candidate.pk}", preferred=True, text="SAP")
    if "same paper" in what:
        document(candidate, "cv.pdf", "same", preferred="paper" not in what)
    if "free" in what:
        free(cast, candidate, date(2027, 1, candidate.pk % 20 + 1), 3)
    if "letter" in what:
        letter(candidate, f"word {candidate.pk}")
    if "row" in what:
        imported(candidate, str(candidate.pk))
    if "apart" in what:
        told_apart(cast, candidate, cast.ewa)


@given(
    one=KNOWN,
    other=KNOWN,
    mine=HANGS,
    theirs=HANGS,
    on=st.lists(st.tuples(STAGES, STAGES), max_size=1),
    sides=st.dictionaries(
        st.sampled_from([fact.name for fact in FACTS]), st.sampled_from(["kept", "gone", "both"])
    ),
)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_merge_and_undo_is_identity(cast: Cast, one, other, mine, theirs, on, sides) -> None:
    with for_a_moment():
        jonas = Candidate.objects.get(pk=cast.jonas.pk)
        Candidate.objects.filter(pk=jonas.pk).update(**one)
        jonas.refresh_from_db()
        same = twin(cast, **other)
        hang(cast, jonas, mine)
        hang(cast, same, theirs)
        for stages in on:
            payroll = cast.payroll()
            for person, stage in zip((jonas, same), stages, strict=True):
                candidacy = payroll.add(person, by=cast.nina, at=NOW)
                candidacy.move_to(stage, by=cast.nina, at=NOW)
        before = everything()
        merge = unite(jonas, same, sides, by=cast.nina, at=LATER)
        assert not Candidacy.objects.filter(candidate=same).exists()
        undo(merge, by=cast.nina, at=LATER)
        assert different(before, everything()) == {}


@pytest.fixture
def made_one(cast: Cast) -> Merge:
    same = twin(cast, phone="070-123 45 67")
    talk(cast, same)
    return unite(cast.jonas, same, {"email": "gone"}, by=cast.nina, at=NOW)


def test_what_came_later_stays_with_the_kept_record(cast: Cast, made_one: Merge) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(email="newer@people.example")
    talk(cast, cast.jonas, "since then")
    document(cast.jonas, "new.pdf", "new", added_at=LATER)
    made_one.kept.refresh_from_db()
    later = CameLater.after(made_one, cast.nina)
    assert (later.facts, later.events, later.documents) == (["E-mail"], 1, 1)
    undo(made_one, by=cast.nina, at=LATER)
    jonas, same = cast.jonas, made_one.gone
    jonas.refresh_from_db()
    same.refresh_from_db()
    assert jonas.email == "newer@people.example"
    assert jonas.phone == ""
    assert same.email == "jk@home.example"
    assert same.merged_into is None
    assert [event.text for event in same.events.filter(kind="called")] == ["wants to hear more"]
    assert [event.text for event in jonas.events.filter(kind="called")] == ["since then"]


def test_both_timelines_tell_of_the_undo_and_the_second_undo_tells_nothing(
    cast: Cast, made_one: Merge
) -> None:
    for _twice in range(2):
        undo(made_one, by=cast.rasmus, at=LATER)
    told = Event.objects.filter(kind="merge_undone").order_by("pk")
    assert [(event.candidate_id, event.facts["name"]) for event in told] == [
        (cast.jonas.pk, "Jonas Kranz"),
        (made_one.gone_id, "Jonas Krantz"),
    ]
    made_one.refresh_from_db()
    assert (made_one.undone_by, made_one.undone_at) == (cast.rasmus, LATER)
    assert made_one.changes == []


def test_after_thirty_days_it_stays(cast: Cast, made_one: Merge) -> None:
    last = NOW + timedelta(days=30)
    assert made_one.can_be_undone(last - timedelta(seconds=1))
    with pytest.raises(CannotBeUndone, match="30 days"):
        undo(made_one, by=cast.nina, at=last)
    for at, left in ((last - timedelta(seconds=1), True), (last, False), (last, False)):
        forget(made_one.pk, at)
        made_one.refresh_from_db()
        assert bool(made_one.changes) == left


def test_the_ticker_has_it_forgotten(made_one: Merge) -> None:
    do_all(made_one.at + timedelta(days=31))
    made_one.refresh_from_db()
    assert (made_one.changes, made_one.forget_at) == ([], None)


def test_who_was_made_one_with_a_third_is_undone_from_the_end(cast: Cast, made_one: Merge) -> None:
    second = unite(cast.amira, cast.jonas, {}, by=cast.nina, at=LATER)
    with pytest.raises(CannotBeUndone, match="Amira Lundqvist"):
        undo(made_one, by=cast.nina, at=LATER)
    undo(second, by=cast.nina, at=LATER)
    undo(made_one, by=cast.nina, at=LATER)
    assert not Candidate.objects.exclude(merged_into=None).exists()


def test_nothing_is_undone_by_half_where_another_has_taken_a_place(cast: Cast) -> None:
    same = twin(cast)
    payroll = cast.payroll()
    payroll.add(cast.jonas, by=cast.nina, at=NOW).move_to("contacted", by=cast.nina, at=NOW)
    going: Any = payroll.add(same, by=cast.nina, at=NOW)
    Candidacy.objects.filter(pk=going.pk).update(number=1)
    merge = unite(cast.jonas, same, {}, by=cast.nina, at=NOW)
    taken = payroll.add(cast.amira, by=cast.nina, at=NOW)
    Candidacy.objects.filter(pk=taken.pk).update(number=1)
    with pytest.raises(CannotBeUndone, match="came later"):
        undo(merge, by=cast.nina, at=LATER)
    assert Merge.objects.standing().count() == 1
    assert not Candidacy.objects.filter(pk=going.pk).exists()
