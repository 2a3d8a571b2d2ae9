"""Whoever still holds the record that went while two were made one loses nothing by it."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client as Browser

from candidates.finding.found import find
from candidates.finding.wanted import Wanted
from candidates.models import Candidate, Document, Merge
from candidates.reading_files import LEASE, _write
from candidates.uploads import looked_at
from mailings.leases import claim
from processes.candidate_documents import add_document
from processes.merging.undoing import CannotBeUndone, undo
from processes.merging.uniting import unite
from processes.retention.closing import close
from tests.cast import NOW, Cast
from tests.processes.merging.people import LATER, document, talk, twin


@pytest.fixture
def same(cast: Cast) -> Candidate:
    return twin(cast)


@pytest.fixture
def made_one(cast: Cast, same: Candidate) -> Merge:
    """``same`` itself is as somebody read it before."""
    return unite(cast.jonas, Candidate.objects.get(pk=same.pk), {}, by=cast.nina, at=NOW)


def test_a_talk_that_was_logged_of_the_other_record_stands_with_the_kept_one(
    cast: Cast, same: Candidate, made_one: Merge
) -> None:
    talk(cast, same, "rang just now")
    assert cast.jonas.events.filter(text="rang just now").exists()
    assert not same.events.exists()


def test_whoever_is_put_on_an_assignment_is_the_kept_one(
    cast: Cast, same: Candidate, made_one: Merge
) -> None:
    payroll = cast.payroll()
    candidacy = payroll.add(same, by=cast.nina, at=NOW)
    assert candidacy.candidate == cast.jonas
    assert payroll.add(same, by=cast.nina, at=NOW) == candidacy


def test_a_file_that_comes_in_is_the_kept_ones(
    cast: Cast, same: Candidate, made_one: Merge
) -> None:
    upload = looked_at(ContentFile(b"Jonas Krantz\nPayroll\n", name="cv.txt"))
    made = add_document(same, upload, kind="cv", by=cast.nina, at=NOW)
    assert made.candidate_id == cast.jonas.pk
    assert cast.jonas.events.filter(kind="document_added").exists()


def test_of_versions_all_go_along_where_one_does(cast: Cast, same: Candidate) -> None:
    document(cast.jonas, "here.pdf", "b")
    first = document(same, "cv.pdf", "a")
    second = document(same, "cv.pdf", "b", version_of=first, number=2)
    unite(cast.jonas, same, {}, by=cast.nina, at=NOW)
    assert set(cast.jonas.documents.all()) >= {first, second}
    assert second in cast.jonas.documents.newest_versions()


def test_a_copy_that_a_client_reads_goes_along(cast: Cast, same: Candidate) -> None:
    document(cast.jonas, "here.pdf", "a")
    theirs = document(same, "cv.pdf", "a")
    candidacy = cast.payroll().add(same, by=cast.nina, at=NOW)
    candidacy.shared_documents.create(document=theirs, by=cast.nina, at=NOW)
    unite(cast.jonas, same, {}, by=cast.nina, at=NOW)
    assert theirs in cast.jonas.documents.all(), "or nobody could take it back"


def test_what_stayed_with_the_other_record_is_closed_with_the_kept_one(
    nina: Browser, cast: Cast, same: Candidate
) -> None:
    document(cast.jonas, "here.pdf", "a")
    copy = document(same, "cv.pdf", "a", text="Payroll")
    merge = unite(cast.jonas, same, {}, by=cast.nina, at=NOW)
    pages = [f"/documents/{copy.pk}/look/", f"/merges/{merge.pk}/"]
    assert Document.objects.get(pk=copy.pk).candidate_id == same.pk
    assert [nina.get(page).status_code for page in pages] == [200, 200]
    cast.jonas.refresh_from_db()
    assert close(cast.jonas, by=cast.lea, at=LATER, why="asked for it")
    assert [nina.get(page).status_code for page in pages] == [404, 404]
    nina.force_login(cast.lea)
    assert [nina.get(page).status_code for page in pages] == [200, 200]


def test_nobody_comes_back_by_an_undo_once_the_kept_record_is_closed(
    nina: Browser, cast: Cast, same: Candidate, made_one: Merge
) -> None:
    cast.jonas.refresh_from_db()
    close(cast.jonas, by=cast.lea, at=LATER, why="asked for it")
    with pytest.raises(CannotBeUndone, match="closed"):
        undo(made_one, by=cast.lea, at=LATER)
    assert nina.post(f"/merges/{made_one.pk}/undoing/").status_code == 404
    same.refresh_from_db()
    assert same.merged_into == cast.jonas


def test_a_cv_that_is_being_read_is_found_with_the_kept_record(cast: Cast, same: Candidate) -> None:
    upload = looked_at(ContentFile(b"Jonas Krantz\nHogia since 2019\n", name="cv.txt"))
    read = add_document(same, upload, kind="cv", by=cast.nina, at=NOW)
    claimed = claim(Document.objects.waiting(), read.pk, at=NOW, lease=LEASE)
    assert claimed is not None
    unite(cast.jonas, same, {}, by=cast.nina, at=NOW)
    assert _write(claimed, {"state": "read", "text": "Hogia since 2019"})
    found = find(Wanted(q="hogia"), at=NOW, user=cast.nina)
    assert [person.pk for person in found.rows] == [cast.jonas.pk]


def test_a_version_that_came_later_hides_nothing_after_an_undo(cast: Cast, same: Candidate) -> None:
    first = document(same, "cv.pdf", "a")
    merge = unite(cast.jonas, same, {}, by=cast.nina, at=NOW)
    later = document(cast.jonas, "cv.pdf", "c", version_of=first, number=2)
    undo(merge, by=cast.nina, at=LATER)
    assert list(same.documents.newest_versions()) == [first]
    assert list(cast.jonas.documents.newest_versions()) == [later]
    first.refresh_from_db()
    assert list(first.all_versions()) == [first]
    later.refresh_from_db()
    assert list(later.all_versions()) == [later]
    upload = looked_at(ContentFile(b"Jonas Krantz\nPayroll\n", name="cv.pdf"))
    newest = add_document(same, upload, kind="cv", by=cast.nina, at=LATER, version_of=first)
    assert (newest.number, newest.version_of) == (3, first)
