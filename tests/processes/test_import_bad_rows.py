from __future__ import annotations

import pytest

from candidates.models import Candidate
from clients.models import Client, Contact
from processes.importing.batch import Batch
from processes.importing.report import ImportReport
from processes.models import Candidacy, Meeting
from tests.cast import NOW, Cast
from tests.processes.zoho import Files, added, batch, changed

CLIENTS, CONTACTS = "01-clients.csv", "02-contacts.csv"
CANDIDATES, JOBS = "03-candidates.csv", "04-job-orders.csv"
SUBMISSIONS, INTERVIEWS = "05-submissions.csv", "06-interviews.csv"
PLACEMENTS = "07-placements.csv"


def take_in(cast: Cast, files: Files) -> ImportReport:
    return Batch(by=cast.ada, at=NOW).take_in(files.items())


def only_in(report: ImportReport, file: str) -> tuple[str, int, str, str]:
    (refused,) = [refused for refused in report.refused if refused.file == file]
    return (refused.file, refused.line, refused.column, refused.reason)


def only(report: ImportReport) -> tuple[str, int, str, str]:
    (refused,) = report.refused
    return (refused.file, refused.line, refused.column, refused.reason)


BAD = [
    (CLIENTS, 3, "5002,Atlas Revenue Partners,", "5002,,", "Account Name", "must not be empty"),
    (CLIENTS, 4, "5003,North", "5002,North", "ID", "stands in line 3"),
    (CONTACTS, 3, "david.lin@atlas", "david.lin at atlas", "Email", "valid email"),
    (CONTACTS, 3, "60605,5002,", "60605,5999,", "Account ID", "5999"),
    (CONTACTS, 3, "6002,", ",", "ID", "must not be empty"),
    (CANDIDATES, 2, "Marcus,Reed,", ",,", "First Name", "must not be empty"),
    (JOBS, 3, "130000,1,", "130000,many,", "Number of Positions", "whole number"),
    (SUBMISSIONS, 2, "9001,7001", "9001,7999", "Candidate ID", "7999"),
    (INTERVIEWS, 3, "2026-03-10T14:00:00Z", "soon", "Start Time", "not a date"),
    (INTERVIEWS, 3, "2026-03-10T14:30", "2026-03-10T13:30", "End Time", "before it starts"),
    (PLACEMENTS, 2, "2026-09-18", "2025-09-18", "End Date", "before the start"),
    (PLACEMENTS, 2, "2026-03-18", "31/31/2026", "Start Date", "not a date"),
]


@pytest.mark.parametrize(("file", "line", "good", "bad", "column", "reason"), BAD)
def test_a_bad_row_is_named_with_file_line_column_and_reason(
    cast: Cast, file: str, line: int, good: str, bad: str, column: str, reason: str
) -> None:
    refused = only_in(take_in(cast, changed(batch(), file, good, bad)), file)
    assert refused[:3] == (file, line, column)
    assert reason in refused[3]


def test_the_others_go_in_and_what_hangs_on_the_bad_row_says_so(cast: Cast) -> None:
    report = take_in(cast, changed(batch(), CLIENTS, "Atlas Revenue Partners", ""))
    refused = [(r.file, r.line, r.column) for r in report.refused]
    assert refused == [
        (CLIENTS, 3, "Account Name"),
        (CONTACTS, 3, "Account ID"),
        (JOBS, 3, "Account ID"),
    ]
    assert Client.objects.filter(name="North Peak Product Co").exists()
    assert Candidacy.objects.count() == 3


def test_a_mended_row_goes_in_the_next_time(cast: Cast) -> None:
    take_in(cast, changed(batch(), CLIENTS, "Atlas Revenue Partners", ""))
    report = take_in(cast, batch())
    assert report.refused == []
    assert [(f.new, f.unchanged) for f in report.files][:4] == [(1, 2), (1, 2), (0, 3), (1, 2)]


def test_what_is_too_long_for_us_is_refused_and_not_cut(cast: Cast) -> None:
    report = take_in(cast, changed(batch(), CLIENTS, "Atlas Revenue Partners", "A" * 161))
    assert only_in(report, CLIENTS)[2] == "Account Name"
    assert "160" in only_in(report, CLIENTS)[3]


def test_two_candidates_with_one_address_are_one_too_many(cast: Cast) -> None:
    line = "7004,Sophie,Grey,sophia.gray@example.com,,,,,,,,,,,,,,,"
    report = take_in(cast, added(batch(), CANDIDATES, line))
    assert only(report)[:3] == (CANDIDATES, 5, "Email")
    assert Candidate.objects.filter(email="sophia.gray@example.com").count() == 1


def test_a_second_submission_of_a_candidate_to_an_assignment_is_refused(cast: Cast) -> None:
    line = "9004,7001,marcus.reed@example.com,8001,Clinical Recruiter,Submitted,Again"
    report = take_in(cast, added(batch(), SUBMISSIONS, line))
    assert only(report)[:3] == (SUBMISSIONS, 5, "Candidate ID")


def test_lines_are_counted_as_an_editor_shows_them(cast: Cast) -> None:
    files = changed(batch(), CLIENTS, "Regional clinical", '"Regional\n\nclinical"')
    files = changed(files, CLIENTS, "North Peak Product Co", "")
    assert only_in(take_in(cast, files), CLIENTS)[1] == 6


def test_a_row_with_more_cells_than_columns_is_not_guessed_at(cast: Cast) -> None:
    line = "5009,Fjord, Holding,Energy,Active,,,,,,,Text with a comma nobody quoted"
    report = take_in(cast, added(batch(), CLIENTS, line))
    assert "more cells" in only(report)[3]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"colour,weight\nred,3\n", "none of the tables"),
        (b"\x00\xff\xfe\x81\x8d,\x9d\n\x00", "none of the tables"),
    ],
)
def test_a_file_that_holds_none_of_the_tables_is_named(
    cast: Cast, content: bytes, problem: str
) -> None:
    report = take_in(cast, batch() | {"other.csv": content})
    assert problem in report.unreadable["other.csv"]
    assert Contact.objects.filter(first_name="Elena").exists()


def test_dates_of_a_file_are_read_in_the_order_it_writes_them(cast: Cast) -> None:
    files = changed(batch(), INTERVIEWS, "2026-03-10T14:00:00Z", "03/04/2026 9:00 AM")
    files = changed(files, INTERVIEWS, "2026-03-10T14:30:00Z", "03/04/2026 9:30 AM")
    files = changed(files, INTERVIEWS, "2026-03-15T16:00:00Z", "03/15/2026 10:00 AM")
    files = changed(files, INTERVIEWS, "2026-03-15T16:45:00Z", "03/15/2026 10:45 AM")
    assert take_in(cast, files).refused == []
    assert str(Meeting.objects.get(place="Phone").starts_at) == "2026-03-04 16:00:00+00:00"
