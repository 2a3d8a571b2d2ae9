"""What imports need of the worker: one column says when, their state says what."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, models
from django.utils import translation
from rq.timeouts import JobTimeoutException

from accounts.trail.acting import acting
from processes.importing.alone import alone
from processes.imports.reading import read
from processes.imports.taking_back import take_back
from processes.imports.taking_in import take_in
from processes.imports.trying_out import try_out
from processes.models import Import, ImportState, WrongMoment

STEPS = {
    ImportState.READING: read,
    ImportState.CHECKING: try_out,
    ImportState.TAKING_IN: take_in,
    ImportState.TAKING_BACK: take_back,
}

# The database was away, or two waited for each other; or the job took too long.
PASSES = (OperationalError, InterfaceError, JobTimeoutException)
# So far the tick may have moved the row on. A job that was rung for twice finds it due much later:
# its rows are not forgotten yet.
RUNG_FOR = timedelta(minutes=1)


def due_imports(at: datetime) -> models.QuerySet[Import]:
    return Import.objects.due(at)


def do_import(pk: int, at: datetime) -> None:
    """The next step of an import, in the name of whoever asked for it; once at a time.

    Whoever comes while another one is at work leaves it to them: it is due again by itself.
    """
    with alone() as is_alone:
        if not is_alone:
            return
        taken = Import.objects.select_related("by", "taken_back_by").get(pk=pk)
        if taken.next_at is None:
            return
        asked = taken.by
        if taken.state == ImportState.TAKING_BACK and taken.taken_back_by:
            asked = taken.taken_back_by
        with acting(by=asked.pk, source=taken.source), translation.override(asked.language):
            step = STEPS.get(ImportState(taken.state))
            if step is None:
                if taken.next_at <= at + RUNG_FOR:
                    with suppress(WrongMoment):  # somebody lets it go on at this moment
                        taken.forget(at=at)
                return
            try:
                step(taken, at)
            except PASSES:
                taken.stumbled(at=at, may_pass=True)
                raise
            except Exception:
                taken.stumbled(at=at)
                raise
