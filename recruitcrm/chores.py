"""Everything that happens by itself: one list of chores, and the tick that finds what is due.

PostgreSQL remembers, the queue only rings: a tick moves the column of each due row a little into
the future and rings for the row. If the job is lost the row is due again by itself.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import InterfaceError, OperationalError, connection, models, transaction
from django.utils import timezone
from rq.timeouts import JobTimeoutException

from accounts.exporting.chores import EXPORT_SECONDS, do_export, due_exports
from accounts.trail.acting import acting
from accounts.trail.sealing import due_seals, seal_entries
from candidates.chores import do_document, due_documents
from candidates.twin_search import due_twin_searches, search_on
from mailings.chores import LETTER_SECONDS, do_letter, due_letters
from processes.aftercare.opening import due_touchpoints, open_touchpoint
from processes.care import chores as care
from processes.chores import (
    due_client_reminders,
    due_digests,
    due_leaves,
    due_other_processes,
    pass_by,
    remind_client,
    send_digest,
    take_places,
)
from processes.closings import complete_closing, due_closings
from processes.consultants import chores as consultants
from processes.holding import chores as holding
from processes.imports import chores as imports
from processes.meetings import chores as meetings
from processes.merging.undoing import due_to_forget, forget
from processes.obstacle_hints import due_looks, look
from processes.presentations import chores as presentations
from processes.reports import chores as reports
from processes.retention import chores as retention
from processes.schedules import chores as schedules
from processes.search_news import chores as search_news
from processes.vacancies.chores import drop_held_file, due_held_files
from recruitcrm.asking import with_something_due

log = structlog.get_logger(__name__)
BATCH = 100  # rows of one chore in one tick
SHARED_BY_WORKERS = 8  # jobs that a tick makes at least, before rows share one
FURTHER_ROWS_FOR = timedelta(seconds=20)  # then a job takes on no further row
ROUNDS = 10_000  # of do_all; more means that a chore makes itself due again


@dataclass(frozen=True)
class Chore:
    """What is due at a moment, and what to do about one row of it.

    `column` of the row says when to look at it again, and nothing else. `do` is given the row's id
    and the moment; it may be called twice, late, or on two machines at once. A job that takes
    longer than `seconds` is ended; in a rush it takes on further rows for a while before that.
    """

    name: str
    due: Callable[[datetime], models.QuerySet[Any]]
    column: str
    do: Callable[[int, datetime], None]
    seconds: int = 120
    ring_again_after: timedelta = timedelta(seconds=30)
    together: int = 1  # so many rows share a job when there is a rush
    asked_anew: bool = False  # looking writes, or asks a setting: not always the same question


CHORES: list[Chore] = [
    # First: whoever is back, or stands in, is told of what is theirs from now.
    Chore("leaves", due_leaves, "next_at", take_places),
    # Before the digests, which tell of what is owed from this morning on.
    Chore("touchpoints", due_touchpoints, "opens_at", open_touchpoint, together=10),
    Chore("digests", due_digests, "next_at", send_digest, asked_anew=True),
    Chore("client_reminders", due_client_reminders, "next_reminder_at", remind_client),
    Chore("other_processes", due_other_processes, "look_at", pass_by),
    Chore("obstacle_hints", due_looks, "next_look_at", look),
    Chore("closings", due_closings, "look_again_at", complete_closing),
    Chore("drafts", reports.due_drafts, "next_draft_at", reports.do_draft, together=20),
    Chore("report_reminders", reports.due_reminders, "next_reminder_at", reports.do_reminder),
    Chore("reports", reports.due_reports, "ring_after", reports.do_report, together=10),
    Chore("previews", reports.due_previews, "preview_wanted_at", reports.do_preview),
    Chore("schedules", schedules.due_schedules, "ring_after", schedules.do_schedule),
    Chore(
        "presentations",
        presentations.due_presentations,
        "ring_after",
        presentations.do_presentation,
    ),
    Chore("guides", meetings.due_guides, "ring_after", meetings.do_guide),
    Chore("holding_messages", holding.due_to_prepare, "next_reminder_at", holding.do_prepare),
    Chore("holding_letters", holding.due_to_go_out, "goes_out_at", holding.do_go_out),
    Chore("care_questions", care.due_questions, "next_at", care.do_question),
    Chore("care_looks", care.due_looks, "next_at", care.do_look),
    Chore("availability_questions", consultants.due_questions, "next_at", consultants.do_question),
    Chore("retention", retention.due_sweeps, "next_at", retention.do_sweep),
    Chore("imports", imports.due_imports, "next_at", imports.do_import, seconds=900),
    Chore("held_files", due_held_files, "drops_at", drop_held_file, together=20),
    Chore("search_news", search_news.due_news, "next_news_at", search_news.do_news),
    Chore("letters", due_letters, "ring_after", do_letter, seconds=LETTER_SECONDS),
    Chore("exports", due_exports, "ring_after", do_export, seconds=EXPORT_SECONDS),
    Chore("documents", due_documents, "ring_after", do_document, together=10, asked_anew=True),
    Chore("twins", due_twin_searches, "next_at", search_on),
    Chore("merges", due_to_forget, "forget_at", forget),
    Chore("seals", due_seals, "next_at", seal_entries, asked_anew=True),
]

Ring = Callable[..., object]  # of a chore and the ids of its rows, mostly one


def do(name: str, *pks: int) -> None:
    """One job: one chore for one row, now, or in a rush for several, one after the other.

    One that fails keeps no other from its turn. Rows that the job does not come to in good time
    are left: they have been rung for again by then.
    """
    with connection.cursor() as cursor:
        # Should this machine vanish, PostgreSQL would keep locked for hours what it had locked.
        cursor.execute("SET idle_in_transaction_session_timeout = '60s'")
    chore = next(chore for chore in CHORES if chore.name == name)
    with acting(source=name):
        _do_each(chore, pks)


def _do_each(chore: Chore, pks: Sequence[int]) -> None:
    began = time.monotonic()
    wrong = []
    for pk in pks:
        if time.monotonic() - began > FURTHER_ROWS_FOR.total_seconds():
            break
        try:
            chore.do(pk, timezone.now())
        except JobTimeoutException:
            raise
        except Exception as error:
            error.add_note(f"at {chore.name} {pk}")
            wrong.append(error)
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise ExceptionGroup("Some rows failed.", wrong)


def tick(at: datetime, *, ring: Ring, limit: int = BATCH) -> dict[str, int]:
    """Mark what is due at `at` and ring for each row; how many of each chore.

    Rows for which `ring` fails are due again at once. A chore whose question fails keeps no other
    from its turn; what went wrong is raised at the end.
    """
    rung, wrong = {}, []
    worth_a_look = with_something_due(CHORES, at)
    for chore in CHORES:
        if chore.name not in worth_a_look:
            rung[chore.name] = 0
            continue
        try:
            rows = _mark(chore, at, limit)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            error.add_note(f"while looking for due {chore.name}")
            wrong.append(error)
            continue
        for number, group in in_jobs(chore, rows):
            try:
                ring(chore, *group)
            except Exception:
                _unmark(chore, rows[number:], at)
                raise
        rung[chore.name] = len(rows)
        if rows:  # whoever does it at once may have made something else due
            worth_a_look = with_something_due(CHORES, at)
    if wrong:
        raise ExceptionGroup("Some chores could not be looked for.", wrong)
    return rung


def in_jobs(chore: Chore, rows: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
    """Rows that share a job, and where they begin: few have one each, so that no worker idles.

    In a rush a job's own cost, a process and its connections, weighs more than a row.
    """
    size = min(chore.together, max(len(rows) // SHARED_BY_WORKERS, 1))
    for number in range(0, len(rows), size):
        yield number, rows[number : number + size]


def do_all(at: datetime) -> dict[str, int]:
    """Do in this process whatever is due at `at`, and what that makes due, until nothing is.

    One that fails keeps no other from its turn; what went wrong is raised at the end.
    """
    done: Counter[str] = Counter()
    wrong: list[Exception] = []

    def do_it(chore: Chore, *pks: int) -> None:
        for pk in pks:
            try:
                chore.do(pk, at)
            except Exception as error:
                error.add_note(f"at {chore.name} {pk}")
                wrong.append(error)
            else:
                done[chore.name] += 1

    for _round in range(ROUNDS):
        if not any(tick(at, ring=do_it).values()):
            break
    else:
        raise RuntimeError(f"There is no end to what is due at {at}: {dict(done)}")
    if wrong:
        raise ExceptionGroup("Some chores failed.", wrong)
    return dict(done)


def _mark(chore: Chore, at: datetime, limit: int) -> Sequence[int]:
    """Due rows, the longest waiting first; those that another tick is marking are left to it."""
    with transaction.atomic():
        due = chore.due(at).order_by(chore.column, "pk").values_list("pk", flat=True)
        rows = list(due.select_for_update(skip_locked=True, of=("self",))[:limit])
        if rows:
            model = due.model._default_manager.filter(pk__in=rows)
            model.update(**{chore.column: at + chore.ring_again_after})
    return rows


def _unmark(chore: Chore, rows: Sequence[int], at: datetime) -> None:
    chore.due(at + chore.ring_again_after).filter(pk__in=rows).update(**{chore.column: at})
