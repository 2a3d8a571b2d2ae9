"""Why somebody was found is marked in the text, and whatever was written is shown as text."""

from __future__ import annotations

from typing import Any

import pytest

from candidates.finding.cv_text import keep_cv_text
from candidates.finding.found import find
from candidates.finding.marks import marked, plain, plain_sign
from candidates.finding.wanted import Wanted
from candidates.models import Candidate
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def why(cast: Cast, typed: str) -> str:
    wanted = Wanted(q=typed)
    found = find(wanted, at=NOW, user=cast.nina)
    return marked(found.rows, wanted).get(cast.jonas.pk, "")


def written(cast: Cast, **columns: Any) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(headline="", **columns)


@pytest.mark.parametrize(
    ("about", "typed", "said"),
    [
        ("Led all managers.", "manager", "Led all [managers]."),
        ("Lönechefen i Göteborg", "lonechef gote", "[Lönechefen] i [Göteborg]"),
        ("Manages; a man of managers", "managing", "[Manages]; a man of [managers]"),
        (
            "A payroll - manager, no payroll",
            '"payroll manager"',
            "A [payroll - manager], no payroll",
        ),
        ("Księgowego", "księgowy", "[Księgowego]"),
        ("Bookkeeping, books", "book -tax", "Bookkeeping, [books]"),
        ("a < excel & so on", "excel", "a &lt; [excel] &amp; so on"),
    ],
)
def test_words_are_marked_in_their_forms(cast: Cast, about: str, typed: str, said: str) -> None:
    written(cast, about=about)
    assert why(cast, typed) == f"Notes: {said}".replace("[", "<mark>").replace("]", "</mark>")


def test_a_long_text_is_shown_around_the_words(cast: Cast) -> None:
    written(cast, about="")
    keep_cv_text(cast.jonas.pk, f"{'before ' * 90}treasury {'after ' * 90}")
    said = why(cast, "treasury")
    assert said.startswith("CV: … before") and said.endswith("after …")
    assert "before <mark>treasury</mark> after" in said and len(said) < 250


def test_each_word_is_explained_once(cast: Cast) -> None:
    written(cast, skills=["SQL", "Hogia"], about="SQL every day", employer="Vism AB")
    keep_cv_text(cast.jonas.pk, "SQL and tax")
    assert why(cast, "sql tax vism") == (
        "Skills: <mark>SQL</mark>, Hogia · Works at: <mark>Vism</mark> AB · "
        "CV: <mark>SQL</mark> and <mark>tax</mark>"
    )


def test_whoever_is_found_by_the_name_needs_no_marks(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    wanted = Wanted(q="krantz")
    found = find(wanted, at=NOW, user=cast.nina)
    with django_assert_num_queries(0):
        assert marked(found.rows, wanted) == {} == marked(found.rows, Wanted())


def test_plain_letters_stand_where_the_others_stood() -> None:
    odd = "Łódź ÅÄÖ ß İstanbul ﬁn ŉ ½ Ǆ"
    assert len(plain(odd)) == len(odd)
    assert plain("Łódź Åre Liège") == "lodz are liege"
    assert all(plain(sign) == plain_sign(sign) for sign in map(chr, range(1, 0x2100)))


def test_of_a_long_cv_it_is_found_wherever_it_stands(cast: Cast) -> None:
    written(cast, about="")
    keep_cv_text(cast.jonas.pk, f"{'zażółć ' * 2000}led all treasuries {'after ' * 2000}")
    assert "led all <mark>treasuries</mark> after" in why(cast, "treasury")
    assert "led all <mark>treasuries</mark> after" in why(cast, "treas")
    assert "<mark>led all treasuries</mark>" in why(cast, '"led all treasuries"')


def test_skills_that_were_asked_for_are_marked_first(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    written(cast, skills=["Excel", "C++ (MFC)", "Łódź", "SQL", "SQL Server"], about="SQL")
    person = Candidate.objects.get(pk=cast.jonas.pk)
    with django_assert_num_queries(0):
        said = marked([person], Wanted(skills=("sql", "c++ (mfc)", "lodz"), match="any"))
    assert said == {
        person.pk: "Skills: <mark>C++ (MFC)</mark>, <mark>Łódź</mark>, <mark>SQL</mark>, Excel, "
        "SQL Server"
    }
    assert marked([person], Wanted(skills=("Cobol",), match="any")) == {}
