"""Documents are kept once each, as versions of each other; one of a kind is preferred."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from candidates.finding.cv_text import cv_texts_of
from candidates.models import Document
from candidates.models.document_state import State
from candidates.uploads import Upload, looked_at
from tests.candidates import files
from tests.cast import NOW, Cast


def upload(text: str = "Pia", name: str = "cv.pdf") -> Upload:
    return looked_at(SimpleUploadedFile(name, files.pdf_saying(text)))


def take(cast: Cast, text: str, name: str = "cv.pdf", **more: object) -> Document:
    said = {"kind": "cv", "by": cast.nina, "at": NOW} | more
    return Document.objects.take_in(cast.jonas, upload(text, name), **said)  # type: ignore[arg-type]


def preferred(cast: Cast, kind: str = "cv") -> str:
    return str(cast.jonas.documents.get(kind=kind, preferred=True).text)


def has_read(document: Document, text: str, state: str = State.READ) -> None:
    Document.objects.filter(pk=document.pk).update(text=text, state=state)
    document.tell_candidate()


def cv_text(cast: Cast) -> str:
    return cv_texts_of([cast.jonas.pk])[cast.jonas.pk]


def test_the_same_file_is_not_kept_twice(cast: Cast) -> None:
    first = take(cast, "Pia")
    again = take(cast, "Pia", name="other.pdf", kind="other")
    assert (again.pk, again.was_here, first.was_here) == (first.pk, True, False)
    assert cast.jonas.documents.count() == 1
    amiras = Document.objects.take_in(cast.amira, upload("Pia"), kind="cv", by=None, at=NOW)
    assert (amiras.was_here, amiras.by) == (False, None), "of somebody else it is another"


def test_the_same_name_is_the_next_version_and_takes_over(cast: Cast) -> None:
    first, other = take(cast, "1"), take(cast, "else", name="english.pdf")
    second, third = take(cast, "2"), take(cast, "3")
    assert [one.number for one in (first, other, second, third)] == [1, 1, 2, 3]
    assert (second.version_of, third.version_of) == (first, first)
    assert list(third.all_versions()) == [third, second, first]
    assert cast.jonas.documents.get(preferred=True) == third
    assert set(cast.jonas.documents.newest_versions()) == {third, other}


def test_a_version_can_have_another_name_and_keeps_its_kind(cast: Cast) -> None:
    letter = take(cast, "1", kind="letter")
    second = take(cast, "2", name="new.pdf", kind="cv", version_of=letter)
    assert (second.version_of, second.kind, second.number) == (letter, "letter", 2)
    assert second.preferred


def test_searches_find_the_text_of_the_preferred_cv(cast: Cast) -> None:
    swedish, english = take(cast, "1", name="sv.pdf"), take(cast, "2", name="en.pdf")
    has_read(english, "payroll")
    assert cv_text(cast) == "payroll", "better than nothing"
    has_read(swedish, "löner")
    assert cv_text(cast) == "löner"
    english.prefer()
    assert (preferred(cast), cv_text(cast)) == ("payroll", "payroll")
    english.prefer()
    has_read(take(cast, "3", kind="letter"), "Dear all")
    assert cv_text(cast) == "payroll", "and of no letter"


def test_where_the_preferred_one_is_removed_the_newest_takes_its_place(cast: Cast) -> None:
    first, second = take(cast, "1", name="a.pdf"), take(cast, "2", name="b.pdf")
    has_read(first, "first")
    has_read(second, "second")
    first.remove()
    assert (preferred(cast), cv_text(cast)) == ("second", "second")
    second.remove()
    assert cv_text(cast) == ""


def test_what_was_called_wrongly_is_called_right_with_its_versions(cast: Cast) -> None:
    cv = take(cast, "1", name="cv.pdf")
    first = take(cast, "2", name="letter.pdf")
    second = take(cast, "3", name="letter.pdf")
    has_read(cv, "payroll")
    second.prefer()
    has_read(second, "Dear all")
    second.call_it("letter")
    assert set(cast.jonas.documents.filter(kind="letter")) == {first, second}
    assert (second.preferred, preferred(cast), cv_text(cast)) == (True, "payroll", "payroll")
    second.call_it("cv")
    second.call_it("cv")
    assert (second.preferred, preferred(cast), cv_text(cast)) == (False, "payroll", "payroll")


def test_versions_stay_together_when_the_first_is_removed(cast: Cast) -> None:
    first, second, third = take(cast, "1"), take(cast, "2"), take(cast, "3")
    first.remove()
    assert list(Document.objects.get(pk=third.pk).all_versions()) == [third, second]
    assert take(cast, "4").number == 4


def test_no_refused_file_is_preferred_or_in_the_way_of_the_same_one(cast: Cast) -> None:
    first = take(cast, "1")
    gone = {"state": State.INFECTED, "finding": "Eicar"}
    Document.objects.filter(pk=first.pk).update(**gone, preferred=False)
    first.prefer()
    assert not first.preferred
    again = take(cast, "1")
    assert (again.was_here, again.preferred) == (False, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"preferred": True},
        {"state": "unheard"},
        {"state": State.REFUSED},
        {"finding": "Eicar"},
        {"state": State.INFECTED, "finding": "Eicar", "preferred": True},
    ],
)
def test_what_must_never_be_the_database_forbids(cast: Cast, wrong: dict[str, object]) -> None:
    take(cast, "1", name="a.pdf")
    other = take(cast, "2", name="b.pdf")
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=other.pk).update(**wrong)
