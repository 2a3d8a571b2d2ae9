"""An import puts nobody on an assignment whose record was closed."""

from __future__ import annotations

import pytest

from candidates.models import Candidate
from processes.models import Candidacy, Import, RowBecame
from processes.retention.closing import close
from tests.cast import NOW, Cast
from tests.processes.tables import (
    ASSIGNMENTS,
    CANDIDATES,
    CLIENTS,
    CONTACTS,
    SUBMISSIONS,
    begun,
    row_of,
    tried,
    worked,
    written,
)

BY_ADDRESS = [
    ["Submission ID", "Candidate Email", "Job ID", "Status", "Submission Date"],
    ["s1", "olga@people.example", "j1", "Submitted", "2026-11-02"],
]


def brought(cast: Cast, files: dict[str, bytes]) -> Import:
    taken = begun(cast, files)
    taken.source_name = "Old system"
    taken.save(update_fields=["source_name"])
    tried(taken).take_in(at=NOW)
    return worked(taken)


@pytest.mark.parametrize("table", [SUBMISSIONS, BY_ADDRESS], ids=["by number", "by address"])
def test_a_submission_of_somebody_closed_is_refused(cast: Cast, table: list[list[str]]) -> None:
    tables = {"clients": CLIENTS, "contacts": CONTACTS, "candidates": CANDIDATES}
    brought(cast, {f"{name}.csv": written(rows) for name, rows in tables.items()})
    olga = Candidate.objects.get(first_name="Olga")
    assert close(olga, by=cast.lea, at=NOW, why="asked for it")
    taken = brought(cast, {"jobs.csv": written(ASSIGNMENTS), "submissions.csv": written(table)})
    assert row_of(taken, "s1").became == RowBecame.REFUSED
    assert row_of(taken, "j1").became == RowBecame.NEW
    assert not Candidacy.objects.filter(candidate=olga).exists()
