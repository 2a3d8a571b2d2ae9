"""How a client sees somebody: the strictest of agency, client and candidate, here and in SQL."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.showing import Told
from candidates.models import Candidate
from portal.wall.crossing import behind_the_wall
from processes.models import Candidacy, Presentation
from processes.shown import allowed, names_said, spoken, strictest
from tests.cast import NOW, Cast, agrees
from tests.processes.presentations.shortlist import Shortlist
from tests.processes.presentations.test_at_once import at_once

LEVELS = ["name", "initials", "number"]


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    return cast.presented(cast.jonas, cast.payroll())


def agree(cast: Cast, *levels: str) -> None:
    """What agency, client and candidate want."""
    for whose, level in zip([cast.agency, cast.nordvik, cast.jonas], levels, strict=True):
        type(whose)._default_manager.filter(pk=whose.pk).update(shown_as=level)


def tell(cast: Cast, *lists: list[str]) -> None:
    for whose, told in zip([cast.agency, cast.nordvik, cast.jonas], lists, strict=True):
        type(whose)._default_manager.filter(pk=whose.pk).update(told=told)


def asked(candidacy: Candidacy) -> Candidacy:
    return Candidacy.objects.select_related("candidate").as_shown().get(pk=candidacy.pk)


def test_the_strictest_of_three_counts_on_pages_and_behind_the_wall(
    cast: Cast, jonas: Candidacy
) -> None:
    said = {"name": "Jonas Krantz", "initials": "J. K.", "number": "Candidate 1"}
    kept = {"name": ("Jonas", "Krantz"), "initials": ("J", "K"), "number": ("", "")}
    for agency, client, candidate in product(LEVELS, repeat=3):
        agree(cast, agency, client, candidate)
        wanted = max(agency, client, candidate, key=LEVELS.index)
        assert strictest(agency, client, candidate) == wanted
        assert asked(jonas).shown_name == said[wanted], (agency, client, candidate)
        assert Candidacy.objects.get(pk=jonas.pk).shown_name == said[wanted]
        with behind_the_wall(cast.sara.pk):
            theirs = asked(jonas)
            names = (theirs.candidate.first_name, theirs.candidate.last_name)
            assert theirs.shown_name == said[wanted], (agency, client, candidate)
            assert names == kept[wanted]


def test_only_what_all_three_allow_is_told_on_pages_and_behind_the_wall(
    cast: Cast, jonas: Candidacy
) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(city="Gävle", expects="1 150 SEK")
    everything = list(Told.values)
    for taken in range(3):
        lists = [everything, everything, everything]
        lists[taken] = [one for one in everything if one not in ("city", "expects")]
        tell(cast, *lists)
        assert asked(jonas).showing.withheld == ("city", "expects")
        with behind_the_wall(cast.sara.pk):
            them = asked(jonas).candidate
            assert (them.city, them.expects) == ("", "")
            assert them.headline == "Senior HR, ex head of payroll"
    tell(cast, ["city"], ["city", "expects"], everything)
    assert allowed(["city"], ["city", "expects"]) == asked(jonas).showing.told == {"city"}


def test_what_nobody_has_set_shows_the_name_and_tells_everything(jonas: Candidacy) -> None:
    assert asked(jonas).shown_name == "Jonas Krantz"
    assert asked(jonas).showing.withheld == ()


def test_a_number_is_said_in_the_readers_language_and_a_name_is_not(jonas: Candidacy) -> None:
    with translation.override("sv"):
        assert spoken("#3") == translation.gettext("Candidate %(number)s") % {"number": "3"}
        assert spoken("Jonas Krantz") == "Jonas Krantz"
        assert spoken("J. K.") == "J. K."


def test_two_with_the_same_initials_are_told_apart_and_the_first_stays_the_same(
    cast: Cast, jonas: Candidacy
) -> None:
    agree(cast, "initials", "name", "name")
    june = Candidate.objects.create(first_name=" june", last_name="Kowalska", owner=cast.nina)
    other = cast.presented(june, jonas.assignment)
    assert asked(jonas).shown_name == Candidacy.objects.get(pk=jonas.pk).shown_name == "J. K."
    assert asked(other).shown_name == Candidacy.objects.get(pk=other.pk).shown_name == "J. K. 2"
    with behind_the_wall(cast.sara.pk):
        assert [asked(one).shown_name for one in (jonas, other)] == ["J. K.", "J. K. 2"]


def test_a_number_is_given_when_presented_and_kept_whatever_comes(
    cast: Cast, jonas: Candidacy
) -> None:
    amira = agrees(jonas.assignment.add(cast.amira, by=cast.nina, at=jonas.added_at))
    assert Candidacy.objects.get(pk=amira.pk).number is None
    amira.move_to("client_meeting", by=cast.nina, at=jonas.added_at)
    assert (jonas.number, amira.number) == (1, 2)
    amira.move_to("interviewed", by=cast.nina, at=jonas.added_at)
    amira.move_to("presented", by=cast.nina, at=jonas.added_at)
    assert Candidacy.objects.get(pk=amira.pk).number == 2
    elsewhere = cast.presented(cast.amira, cast.payroll())
    assert elsewhere.number == 1  # of another assignment


def test_the_database_knows_no_number_twice_and_nobody_presented_without(
    cast: Cast, jonas: Candidacy
) -> None:
    amira = agrees(jonas.assignment.add(cast.amira, by=cast.nina, at=jonas.added_at))
    rows = Candidacy.objects.filter(pk=amira.pk)
    with pytest.raises(IntegrityError, match="one_number_each"), transaction.atomic():
        rows.update(number=jonas.number)
    with pytest.raises(IntegrityError, match="has_a_number"), transaction.atomic():
        rows.update(presented_at=jonas.added_at)


@pytest.mark.django_db(transaction=True)
def test_two_presented_at_the_same_moment_get_different_numbers(cast: Cast) -> None:
    assignment = cast.payroll()
    people = [
        agrees(assignment.add(one, by=cast.nina, at=assignment.opened_at))
        for one in (cast.jonas, cast.amira, cast.ewa)
    ]
    came = at_once(
        *(
            lambda one=one: one.move_to("presented", by=cast.nina, at=assignment.opened_at)
            for one in people
        )
    )
    assert [event.kind for event in came] == ["stage_moved"] * 3  # type: ignore[attr-defined]
    assert set(Candidacy.objects.values_list("number", flat=True)) == {1, 2, 3}
    assert {one.number for one in people} == {1, 2, 3}


@pytest.mark.django_db(transaction=True)
def test_whoever_is_sent_and_moved_at_the_same_moment_has_one_number(cast: Cast) -> None:
    agree(cast, "number", "name", "name")
    shortlist = Shortlist(cast)
    draft = shortlist.draft(shortlist.amira, shortlist.jonas)
    jonas = Candidacy.objects.get(pk=shortlist.jonas.pk)
    came = at_once(
        lambda: draft.send(by=cast.nina, at=NOW),
        lambda: jonas.move_to("presented", by=cast.nina, at=NOW),
    )
    assert not [one for one in came if isinstance(one, Exception)]
    kept = dict(Candidacy.objects.exclude(number=None).values_list("pk", "number"))
    assert set(kept.values()) == {1, 2}
    said = Presentation.objects.get().said.people
    assert {one.candidacy: one.name for one in said} == {
        pk: f"#{number}" for pk, number in kept.items()
    }
    assert jonas.number == kept[jonas.pk]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Jonas closed the books", True),
        ("as krantz’s former boss says", True),
        ("Krantzem zachwyceni", True),  # Polish endings
        ("Likes jonagold", False),
        ("Senior HR", False),
        ("", False),
    ],
)
def test_a_name_in_a_text_is_found(text: str, says: bool) -> None:
    assert names_said([text], Candidate(first_name="Jonas", last_name="Krantz")) is says


def test_what_stands_in_every_sentence_is_no_name() -> None:
    jan = Candidate(first_name="Jan", last_name="van de Berg")
    assert not names_said(["de ervaring van een manager"], jan)
    assert names_said(["Bel Jan morgen"], jan)
