"""Who asked for an archive hears once that it is ready, or that there will be none."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.db import connection

from accounts.exporting.chores import write
from accounts.models import Export
from accounts.models.export import MOST_TRIES
from mailings.chores import do_letter
from mailings.leases import claim
from mailings.models import Letter, LetterState
from tests.accounts.exports import MINUTE, asked, written
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def letter() -> Letter:
    found: Letter = Letter.objects.get(kind="export")
    return found


def test_ready(cast: Cast) -> None:
    cast.ada.language = "sv"
    cast.ada.save(update_fields=["language"])
    export = written(cast)
    told = letter()
    assert (told.to, told.language, told.occasion) == (cast.ada.email, "sv", export)
    assert "/settings/exports/" in told.text and "/settings/exports/" in told.html
    assert export.path not in told.html, "the way leads through the sign-in"
    do_letter(told.pk, NOW + MINUTE)
    assert letter().state == LetterState.KEPT, "no mail server is set"


def test_how_long_it_is_there(cast: Cast) -> None:
    written(cast)
    assert letter().subject == "Your archive of everything is ready"
    assert "after signing in, until Fri 27 Nov at 10:00" in letter().text


def test_nobody_is_sent_to_what_is_gone(cast: Cast) -> None:
    export = written(cast)
    export.remove(at=NOW)
    do_letter(letter().pk, NOW + MINUTE)
    assert letter().state == LetterState.CANCELLED


def test_nor_is_who_is_no_admin_any_more(cast: Cast) -> None:
    written(cast)
    cast.ada.role = "recruiter"
    cast.ada.save(update_fields=["role"])
    do_letter(letter().pk, NOW + MINUTE)
    assert letter().state == LetterState.CANCELLED


def test_held_up_for_longer_than_the_archive_it_does_not_come(cast: Cast) -> None:
    written(cast)
    do_letter(letter().pk, NOW + timedelta(days=8))
    assert letter().state == LetterState.CANCELLED


def test_it_failed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("accounts.exporting.chores.write_everything", full)
    export = Export.objects.ask(by=cast.ada, at=NOW)
    for number in range(MOST_TRIES):
        assert not Letter.objects.exists(), "early"
        at = NOW + 10 * number * MINUTE
        mine = claim(Export.objects.under_way(), export.pk, at=at, lease=MINUTE)
        assert mine
        with pytest.raises(OSError, match="No space"):
            write(mine, nullcontext(connection), at=at)
    told = letter()
    assert told.subject == "Your archive of everything could not be written"
    assert "No space left on device" in told.text
    do_letter(told.pk, at + MINUTE)
    assert letter().state == LetterState.KEPT


def test_it_was_killed_each_time(cast: Cast) -> None:
    mine = asked(cast)
    Export.objects.update(attempt=MOST_TRIES + 1)
    mine.attempt = MOST_TRIES + 1
    write(mine, nullcontext(connection), at=NOW)
    assert "stopped in the middle" in letter().text


def test_called_off_it_is_not_told_of(cast: Cast) -> None:
    export = asked(cast)
    Export.objects.get(pk=export.pk).remove(at=NOW)
    write(export, nullcontext(connection), at=NOW)
    assert not Letter.objects.exists()
