"""Whatever stands in the files: an import ends with a report, the second one changes nothing."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from random import Random

import pytest

from processes.importing.batch import Batch
from tests.cast import NOW, Cast
from tests.processes.zoho import Files, batch, whole_database

ODD = (
    *("", "0", "-1", "9" * 5000, "x" * 500, "2026-02-30", "0001-01-01T00:00:00+14:00", "٣", "²"),
    *(
        "9999-12-31T23:59:59-14:00",
        "31/12/99",
        "1/1/1",
        "a@b",
        "@",
        "\u202e",
        "ß",
        "http://[",
        "%s",
    ),
    *("javascript:alert(1)", "5001", "7001", "8001", "9001", "Rejected", "Rejected by client"),
    *("Withdrawn", "Offered", "Declined", "Cancelled", "Filled", "Sweden", "Narnia", "+46 70 123"),
    *("'; drop table x", "\x1b[0m", "NaN", "{}", "\n\n", "2030-01-01", "Placed", "contract", "US"),
)


def spoilt(luck: Random) -> Files:
    """The batch with odd cells, rows said twice, columns left out and a byte turned over."""
    files: Files = {}
    for name, content in batch().items():
        rows = list(csv.reader(io.StringIO(content.decode())))
        for _time in range(luck.randint(0, 4)):
            row = rows[0 if luck.random() < 0.1 else luck.randrange(1, len(rows))]
            row[luck.randrange(len(row))] = luck.choice(ODD)
        if luck.random() < 0.2:
            rows.append(luck.choice(rows[1:])[: luck.randint(1, 9)])
        if luck.random() < 0.1:
            left_out = luck.randrange(len(rows[0]))
            rows = [row[:left_out] + row[left_out + 1 :] for row in rows]
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        written = bytearray(out.getvalue().encode())
        if luck.random() < 0.2:
            written[luck.randrange(len(written))] = luck.randrange(256)
        files[name] = bytes(written)
    return files


@pytest.mark.parametrize("seed", range(8))
def test_odd_files_are_reported_and_change_nothing_the_second_time(cast: Cast, seed: int) -> None:
    files = spoilt(Random(seed))  # noqa: S311
    report = Batch(by=cast.ada, at=NOW).take_in(files.items())
    before = whole_database()
    again = Batch(by=cast.ada, at=NOW + timedelta(days=1)).take_in(files.items())
    assert whole_database() == before
    assert again.changes == 0
    assert again.rows == report.rows
    assert [refused.line for refused in again.refused] == [row.line for row in report.refused]
