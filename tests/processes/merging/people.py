"""Jonas is here twice: as Nina knows him, and as he applied."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from candidates.models import Candidate, Document, Merge, NotTheSame, Pool, PoolMember
from mailings.models import Letter
from processes.merging.uniting import read_cvs_anew
from processes.models import Availability, EventKind, ImportedRecord
from processes.models.availability import Terms
from processes.timeline import record
from tests.cast import MONDAY, NOW, Cast
from tests.remembered import Rows, rows

# What a merge and its undo write about themselves.
OWN = {"accounts_trailentry", "candidates_merge"}


def twin(cast: Cast, **fields: Any) -> Candidate:
    """Jonas once more, without anything on him."""
    said = {"first_name": "Jonas", "last_name": "Kranz", "email": "jk@home.example"} | fields
    return Candidate.objects.create(owner=cast.rasmus, created_at=MONDAY, **said)


def document(candidate: Candidate, name: str, digest: str = "", **fields: Any) -> Document:
    said: dict[str, Any] = {"kind": "cv", "content_type": "application/pdf", "size": 3}
    said |= {"state": "read", "candidate": candidate, "digest": digest, "added_at": NOW}
    made: Document = Document.objects.create(name=name, file=f"documents/{name}", **said | fields)
    read_cvs_anew(candidate)
    return made


def in_pool(cast: Cast, candidate: Candidate, name: str) -> PoolMember:
    pool, _new = Pool.objects.get_or_create(name=name, defaults={"made_by": cast.nina})
    return PoolMember.objects.create(pool=pool, candidate=candidate, by=cast.nina, at=NOW)


def free(cast: Cast, candidate: Candidate, day: date, days: int) -> None:
    Availability.objects.note(candidate, Terms(day, days), by=cast.nina, at=NOW)
    candidate.refresh_from_db()


def imported(candidate: Candidate, key: str) -> ImportedRecord:
    return ImportedRecord.objects.create(
        source="zoho",
        table="candidates",
        key=key,
        content_type=ContentType.objects.get_for_model(Candidate),
        object_id=candidate.pk,
        digest="",
    )


def letter(candidate: Candidate, key: str) -> Letter:
    return Letter.objects.write(
        kind="word",
        to=candidate.email or "nobody@people.example",
        to_name=candidate.full_name,
        language="en",
        subject="A word",
        html="<p>Word</p>",
        text="Word",
        key=key,
        recipient=candidate,
        at=NOW,
    )


def talk(cast: Cast, candidate: Candidate, text: str = "wants to hear more") -> Any:
    return record(
        EventKind.CALLED, by=cast.nina, at=NOW, candidate=candidate, text=text, reached=True
    )


def told_apart(cast: Cast, one: Candidate, other: Candidate) -> None:
    NotTheSame.objects.say(one.pk, [other.pk], by=cast.nina, at=NOW)


def everything() -> Rows:
    """Every row there is but those by which a merge and its undo tell of themselves."""
    found = {table: said for table, said in rows().items() if table not in OWN}
    events = found["processes_event"]
    found["processes_event"] = {
        pk: row for pk, row in events.items() if "'candidates_merged'" not in row
    }
    found["processes_event"] = {
        pk: row for pk, row in found["processes_event"].items() if "'merge_undone'" not in row
    }
    words = found["candidates_name_word"].values()  # one that came back is there, by another number
    found["candidates_name_word"] = {row.partition(", ")[2]: "" for row in words}
    return found


def different(before: Rows, after: Rows) -> dict[str, Any]:
    """For a message that can be read: the rows that are not the same."""
    return {
        table: {
            pk: (before[table].get(pk), after[table].get(pk))
            for pk in before[table].keys() | after[table].keys()
            if before[table].get(pk) != after[table].get(pk)
        }
        for table in before
        if before[table] != after[table]
    }


@contextmanager
def for_a_moment() -> Iterator[None]:
    """What is written is forgotten again."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def standing() -> Merge:
    return Merge.objects.standing().get()


LATER = NOW + timedelta(hours=1)
