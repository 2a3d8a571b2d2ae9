"""The trail, for admins: who saw or changed what, when and from where; as a page and a table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import UTC

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.access import ADMINS, StaffRequest, open_to
from accounts.models import Action, TrailEntry
from accounts.spreadsheets import BYTE_ORDER_MARK, without_formula
from accounts.trail import note, request_address
from accounts.trail.choice import NOBODY, Choice
from accounts.trail.words import facts, noun

LINES = 100_000  # of one table
AT_ONCE = 2000  # lines in memory
COLUMNS = ["id", "at", "by", "address", "action", "what", "row", "source", "facts"]


@open_to(ADMINS)
@require_GET
@never_cache
def trail(request: StaffRequest) -> HttpResponse:
    """Newest first, fifty at a time, found by person, action, kind, number and days."""
    choice = Choice(request.GET)
    entries, older_url = choice.page(request.GET.get("before", ""))
    context = {
        "choice": choice,
        "nobody": NOBODY,
        "lines": [
            (entry, noun(entry.what) if entry.what else "", facts(entry)) for entry in entries
        ],
        "older_url": older_url,
        "most": LINES,
    }
    return render(request, "accounts/trail.html", context)


@open_to(ADMINS)
@require_GET
def trail_table(request: StaffRequest) -> StreamingHttpResponse:
    """The same for a spreadsheet, ids only; who took it along stands in the trail itself."""
    choice = Choice(request.GET)
    note(
        Action.EXPORTED,
        by=request.user,
        at=request.at,
        address=request_address(request),
        source="trail_table",
        asked=choice.address,
    )
    answer = StreamingHttpResponse(_table(choice.entries()[:LINES]))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="trail.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


class Echo:
    """A file whose `write` hands back what it is given."""

    def write(self, text: str) -> str:
        return text


def _table(entries: QuerySet[TrailEntry]) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    for entry in entries.iterator(chunk_size=AT_ONCE):
        cells = [
            str(entry.pk),
            entry.at.astimezone(UTC).isoformat(),
            str(entry.by_id or ""),
            entry.address or "",
            entry.action,
            entry.what,
            str(entry.row or ""),
            entry.source,
            json.dumps(entry.facts, ensure_ascii=False),
        ]
        yield writer.writerow([without_formula(cell) for cell in cells])
