"""An archive is written under a lease, once at a time, and is there for seven days."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from accounts.exporting.chores import do_export, due_exports, write
from accounts.exporting.writing import snapshot
from accounts.models import Export, ExportUnderWay, TrailEntry
from accounts.models.export import KEPT_FOR, MOST_TRIES
from mailings.leases import claim
from tests.accounts.exports import MINUTE, asked, objects, opened, written
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def test_one_at_a_time(cast: Cast) -> None:
    first = Export.objects.ask(by=cast.ada, at=NOW)
    with pytest.raises(ExportUnderWay):
        Export.objects.ask(by=cast.ada, at=NOW)
    first.remove(at=NOW)
    assert Export.objects.ask(by=cast.ada, at=NOW).state(NOW) == Export.State.WAITING


def test_called_off_while_it_is_written_it_leaves_nothing_behind(cast: Cast) -> None:
    export = asked(cast)
    Export.objects.get(pk=export.pk).remove(at=NOW)
    write(export, nullcontext(connection), at=NOW)
    export.refresh_from_db()
    assert (export.path, export.state(NOW)) == ("", Export.State.GONE)
    assert default_storage.listdir("exports") == ([], [])


def test_a_worker_that_was_killed_leaves_half_a_file_to_be_swept_away(cast: Cast) -> None:
    export = asked(cast)
    folder = Path(default_storage.path("exports"))
    folder.mkdir(parents=True)
    (folder / "deadbeef.half").write_bytes(b"PK")
    assert export.state(NOW) == Export.State.RUNNING
    assert not due_exports(NOW).exists()
    later = NOW + 2 * MINUTE
    assert due_exports(later).get() == export
    again = claim(Export.objects.under_way(), export.pk, at=later, lease=MINUTE)
    assert again
    write(again, nullcontext(connection), at=later)
    again.refresh_from_db()
    assert [file.name for file in folder.iterdir()] == [Path(again.path).name]
    with pytest.raises(FileNotFoundError):  # whoever held it before wakes up
        (folder / "deadbeef.half").rename(folder / "deadbeef.zip")


def test_after_a_failure_it_waits_and_after_many_it_gives_up(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("accounts.exporting.chores.write_everything", full)
    Export.objects.ask(by=cast.ada, at=NOW)
    moment, tries = NOW, 0
    while due := due_exports(moment).first():
        tries += 1
        mine = claim(Export.objects.under_way(), due.pk, at=moment, lease=MINUTE)
        assert mine
        with pytest.raises(OSError, match="No space"):
            write(mine, nullcontext(connection), at=moment)
        assert not due_exports(moment + MINUTE / 2).exists(), "early"
        moment += 10 * MINUTE
    export = Export.objects.get()
    assert (tries, export.state(moment)) == (MOST_TRIES, Export.State.FAILED)
    assert export.last_error == "No space left on device"
    assert default_storage.listdir("exports") == ([], [])


def test_the_file_goes_after_seven_days_and_not_before(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    export = written(cast)
    assert export.expires_at
    assert KEPT_FOR <= export.expires_at - NOW < KEPT_FOR + MINUTE
    early, on_time = export.expires_at - MINUTE, export.expires_at
    assert not due_exports(early).exists()
    assert Export.objects.ready(early).exists() and not Export.objects.ready(on_time).exists()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        do_export(due_exports(on_time).get().pk, on_time)
        do_export(export.pk, on_time)  # twice
    assert default_storage.listdir("exports") == ([], [])
    assert not due_exports(on_time + KEPT_FOR).exists()


@pytest.mark.django_db(transaction=True)
def test_the_archive_is_of_one_moment_and_its_progress_is_not_in_the_trail() -> None:
    cast = Cast()
    export = Export.objects.ask(by=cast.ada, at=NOW)
    do_export(export.pk, NOW)
    export.refresh_from_db()
    assert export.state(NOW) == Export.State.READY
    assert len(objects(opened(export), "candidates_candidate")) == 3
    with snapshot() as before, before.cursor() as cursor:
        cursor.execute("SELECT 1")
        cast.jonas.delete()
        cursor.execute("SELECT count(*) FROM candidates_candidate")
        assert cursor.fetchone() == (3,), "as it was when it was first asked"
    do_export(export.pk, NOW)  # twice: it is not written again
    assert Export.objects.get().attempt == 1
    entries = TrailEntry.objects.filter(what="accounts.export", row=export.pk)
    assert "progress" not in {name for entry in entries for name in entry.facts}
