"""A work-horse is killed with -9 in the middle of something long: it is done by itself, and once.

What it is at waits for the test, for a file that is a pipe, a program that is paused or a row that
is locked: nothing depends on how fast the machine is.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.utils import timezone

from accounts.models import Export
from candidates.models import Candidate, Document
from candidates.models.document_state import State
from candidates.uploads import looked_at
from mailings.leases import Leased
from mailings.models import Letter, LetterState
from processes.models import Import, ImportRow
from recruitcrm.chores import do, do_all
from tests.candidates.files import pdf_of, pdf_saying
from tests.cast import Cast
from tests.crash.crew import children
from tests.processes.tables import begun, tried, written
from tests.recruitcrm.beside import eventually

pytestmark = pytest.mark.django_db(transaction=True)

CV = pdf_saying("Jonas Krantz", "Payroll in SAP")
SLOW_CV = pdf_of(b"BT /F 12 Tf 40 700 Td " + b"(a) Tj " * 900_000 + b"ET")  # takes seconds
LINES = 55  # of an import: more than go in by one transaction
HEADER = ["Candidate ID", "First Name", "Last Name", "Email", "City"]


def at_work(chore: str, pk: int) -> int:
    """A process of its own that does a chore, as a worker's work-horse does."""
    horse = os.fork()
    if horse == 0:
        try:
            connection.connection = None  # it is our parent's
            do(chore, pk)
        finally:
            os._exit(1)
    return horse


def kill(horse: int) -> None:
    """It says good-bye to nobody; whatever it had started is left to itself."""
    os.kill(horse, signal.SIGKILL)
    os.waitpid(horse, 0)


def paused(horse: int, program: str) -> int:
    """The process that runs a program for the other, as soon as there is one; it stands still."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for pid in children(horse):
            if program in commandline(pid):
                os.kill(pid, signal.SIGSTOP)
                return pid
        time.sleep(0.02)
    raise AssertionError(f"Nobody has started {program}.")


def commandline(pid: int) -> str:
    """Empty of one that is gone, if only nobody has asked how it ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


@contextmanager
def locked(candidate: Candidate) -> Iterator[None]:
    """Whoever writes the row waits."""
    apart = connections.create_connection("default")
    apart.set_autocommit(False)
    with apart.cursor() as cursor:
        cursor.execute("SELECT FROM candidates_candidate WHERE id = %s FOR UPDATE", [candidate.pk])
    try:
        yield
    finally:
        apart.close()


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return bool(cursor.fetchall())


def a_document(cast: Cast, content: bytes) -> Document:
    upload = looked_at(SimpleUploadedFile("cv.pdf", content))
    now = timezone.now()
    return Document.objects.take_in(cast.jonas, upload, kind="cv", by=cast.nina, at=now)


def end_leases(model: type[Leased]) -> None:
    """Pretends that so much time went by that the leases are over."""
    now = timezone.now()
    model._default_manager.update(try_after=now, ring_after=now)


def test_an_archive_is_made_again_and_told_of_once() -> None:
    cast = Cast()
    document = a_document(cast, CV)
    Document.objects.update(state=State.READ)
    cv = Path(document.file.path)
    cv.unlink()
    os.mkfifo(cv)  # whoever opens it waits for somebody who writes
    export = Export.objects.ask(by=cast.ada, at=timezone.now())
    folder = Path(default_storage.path("exports"))
    horse = at_work("exports", export.pk)
    assert eventually(lambda: folder.exists() and any(folder.iterdir()))
    kill(horse)
    (half,) = folder.iterdir()
    assert half.suffix == ".half" and not Letter.objects.exists()
    cv.unlink()
    cv.write_bytes(CV)
    assert not Export.objects.due(timezone.now()).exists(), "the lease holds"
    end_leases(Export)

    for _twice in range(2):
        do_all(timezone.now())

    export.refresh_from_db()
    assert (export.attempt, export.files_written, export.files_missing) == (2, 1, 0)
    (whole,) = folder.iterdir()
    assert whole.name == Path(export.path).name
    with ZipFile(whole) as archive:
        assert archive.testzip() is None
        assert archive.read(f"files/{document.file.name}") == CV
    assert Letter.objects.get(kind="export").state == LetterState.KEPT


def test_a_document_is_read_again_and_the_program_apart_ends() -> None:
    cast = Cast()
    document = a_document(cast, SLOW_CV)
    horse = at_work("documents", document.pk)
    apart = paused(horse, "candidates/apart/__main__.py")
    kill(horse)
    os.kill(apart, signal.SIGCONT)
    assert eventually(lambda: not commandline(apart), within=2)
    document.refresh_from_db()
    assert (document.state, document.attempt) == (State.WAITING, 1)
    Path(document.file.path).write_bytes(CV)
    end_leases(Document)

    for _twice in range(2):
        do_all(timezone.now())

    document.refresh_from_db()
    assert (document.state, document.attempt) == (State.READ, 2)
    assert "Payroll in SAP" in document.text
    kept = Path(document.file.path).parents[1] / "previews"
    assert sorted(kept.iterdir()) == [kept / f"{document.preview_key}-1.webp"]


def test_an_import_goes_on_where_it_was_and_takes_nobody_in_twice() -> None:
    cast = Cast()
    cast.jonas.city = ""
    cast.jonas.save(update_fields=["city"])
    people = [[str(n), "Ulf", f"Ek{n}", f"ulf{n}@people.example", ""] for n in range(LINES)]
    people.append(["x", "Jonas", "Krantz", cast.jonas.email, "Lund"])
    taken = tried(begun(cast, {"people.csv": written([HEADER, *people])}))
    before = Candidate.objects.count()
    taken.take_in(at=timezone.now())
    with locked(cast.jonas):
        horse = at_work("imports", taken.pk)
        assert eventually(lambda: Import.objects.get().progress == 50 and somebody_waits())
        kill(horse)
    assert eventually(lambda: not somebody_waits())
    taken.refresh_from_db()
    assert (taken.state, Candidate.objects.count()) == ("taking_in", before + 50)

    later = timezone.now() + timedelta(minutes=1)
    for _twice in range(2):
        do_all(later)

    taken.refresh_from_db()
    assert (taken.state, taken.counts["all"]) == ("taken_in", {"new": LINES, "updated": 1})
    assert Candidate.objects.count() == before + LINES
    assert not ImportRow.objects.filter(taken_at=None).exists()
    taken.take_back(by=cast.ada, at=later)
    do_all(later)
    assert Candidate.objects.count() == before, "what both of them took in goes back"
