from __future__ import annotations

from datetime import UTC, datetime

from candidates.models import Candidate
from clients.models import Client, ContactRole
from processes.importing.batch import Batch
from processes.importing.report import ImportReport
from processes.models import Assignment, Candidacy, Event, FollowUp, Meeting, Placement
from processes.timeline import record
from tests.cast import NOW, Cast
from tests.processes.zoho import Files, added, batch, changed, rewritten, whole_database

LATER = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def take_in(cast: Cast, files: Files, *, at: datetime = NOW, dry_run: bool = False) -> ImportReport:
    return Batch(by=cast.ada, at=at).take_in(files.items(), dry_run=dry_run)


def counts(report: ImportReport) -> list[tuple[int, int, int, int]]:
    return [(f.new, f.updated, f.unchanged, len(f.refused)) for f in report.files]


def test_seven_tables_become_linked_rows(cast: Cast) -> None:
    report = take_in(cast, batch())
    assert (report.refused, report.unreadable) == ([], {})
    assert [file.new for file in report.files] == [3, 3, 3, 3, 3, 2, 1]
    recruiter = Assignment.objects.get(title="Clinical Recruiter")
    assert recruiter.client.name == "Pioneer Clinical Group"
    assert recruiter.ordered_by is not None
    assert recruiter.ordered_by.full_name == "Elena Brooks"
    assert recruiter.ordered_by.client == recruiter.client
    assert {c.candidate.full_name for c in recruiter.candidacies.all()} == {
        "Marcus Reed",
        "Sophia Gray",
    }
    assert (recruiter.kind, recruiter.pay, recruiter.place, recruiter.positions) == (
        "permanent",
        "USD 90,000–120,000",
        "Denver, CO",
        1,
    )


def test_people_and_places_are_read_as_they_are_meant(cast: Cast) -> None:
    take_in(cast, batch())
    atlas = Client.objects.get(name="Atlas Revenue Partners")
    assert (atlas.country, atlas.time_zone) == ("US", "America/Chicago")
    assert Client.objects.get(name="Pioneer Clinical Group").time_zone == "America/Denver"
    assert atlas.contacts.get().language == "en"
    assert (atlas.contacts.get().role, atlas.contacts.get().decides) == ("hiring_manager", True)
    elena = Client.objects.get(name="Pioneer Clinical Group").contacts.get()
    assert (elena.role, elena.decides) == (ContactRole.HR, False)
    marcus = Candidate.objects.get(first_name="Marcus")
    assert marcus.skills == ["Healthcare Staffing", "Account Management", "Sourcing"]
    assert (marcus.country, marcus.headline, marcus.owner) == ("US", "Senior Recruiter", cast.ada)
    assert "Other phone: (555) 771-2200" in marcus.about


def test_stages_follow_the_status_and_what_came_of_it(cast: Cast) -> None:
    take_in(cast, batch())
    stages = {c.candidate.first_name: c.stage for c in Candidacy.objects.all()}
    assert stages == {"Marcus": "client_meeting", "Amelia": "client_meeting", "Sophia": "placed"}
    placement = Placement.objects.get()
    assert (str(placement.starts_on), str(placement.ends_on)) == ("2026-03-18", "2026-09-18")
    assert placement.terms == "Temp, Hourly"


def test_history_keeps_its_own_times(cast: Cast) -> None:
    take_in(cast, batch())
    assert str(Placement.objects.get().agreed_at.date()) == "2026-03-11"
    held = Event.objects.get(kind="met")
    assert held.at == datetime(2026, 3, 15, 16, 45, tzinfo=UTC)
    assert held.contact is not None and held.contact.full_name == "Tara Shah"
    assert Meeting.objects.get(place="Phone").starts_at == datetime(2026, 3, 10, 14, tzinfo=UTC)
    moves = Event.objects.filter(kind="stage_moved", candidate__first_name="Sophia")
    assert [str(move.at.date()) for move in moves.order_by("pk")] == ["2026-03-11"] * 2


def test_old_history_makes_nobody_wait_and_open_assignments_owe_a_call_from_now(
    cast: Cast,
) -> None:
    take_in(cast, batch())
    waiting = FollowUp.objects.waiting()
    kinds = {"weekly_call", "client_silence", "dates_agreed"}
    assert {follow_up.kind for follow_up in waiting} == kinds
    for kind in kinds:
        assert waiting.filter(kind=kind).count() == Assignment.objects.open().count() == 3
    assert not waiting.overdue(NOW).exists()
    assert not FollowUp.objects.filter(due_at__lt=NOW, dropped_at=None).exists()


def test_a_second_import_changes_not_one_row(cast: Cast) -> None:
    take_in(cast, batch())
    before = whole_database()
    report = take_in(cast, batch(), at=LATER)
    assert whole_database() == before
    assert counts(report) == [(0, 0, n, 0) for n in (3, 3, 3, 3, 3, 2, 1)]


def test_a_dry_run_tells_the_same_and_writes_nothing(cast: Cast) -> None:
    before = whole_database()
    told = take_in(cast, batch(), dry_run=True)
    assert whole_database() == before
    assert counts(told) == counts(take_in(cast, batch()))


def test_a_changed_row_updates_what_it_became(cast: Cast) -> None:
    take_in(cast, batch())
    files = changed(batch(), "01-clients.csv", "North Peak Product Co,", "North Peak Ltd,")
    files = changed(files, "05-submissions.csv", "Client Review", "Withdrawn")
    report = take_in(cast, files, at=LATER)
    assert counts(report)[0] == (0, 1, 2, 0)
    assert not Client.objects.filter(name="North Peak Product Co").exists()
    north_peak = Client.objects.get(name="North Peak Ltd")
    assert north_peak.assignments.get().title == "Senior Product Manager"
    amelia = Candidacy.objects.get(candidate__first_name="Amelia")
    assert (amelia.end, amelia.said_no, amelia.ended_at) == ("withdrawn", "candidate", LATER)


def test_nobody_is_moved_back_by_an_older_status(cast: Cast) -> None:
    take_in(cast, batch())
    sophia = Candidacy.objects.get(candidate__first_name="Sophia")
    files = changed(
        batch(),
        "05-submissions.csv",
        "7003,sophia.gray@example.com,8001,Clinical Recruiter,Submitted",
        "7003,sophia.gray@example.com,8001,Clinical Recruiter,New",
    )
    take_in(cast, files, at=LATER)
    sophia.refresh_from_db()
    assert sophia.stage == "placed"


def test_order_of_columns_separator_and_encoding_make_no_difference(cast: Cast) -> None:
    take_in(cast, batch())
    before = whole_database()
    files = {
        name: rewritten(content, separator=";", backwards=True, encoding="utf-8-sig")
        for name, content in batch().items()
    }
    take_in(cast, files, at=LATER)
    assert whole_database() == before


def test_letters_of_western_windows_are_read(cast: Cast) -> None:
    files = changed(batch(), "01-clients.csv", "Atlas Revenue Partners", "Åhléns Fönster")
    files["01-clients.csv"] = files["01-clients.csv"].decode().encode("cp1252")
    report = take_in(cast, files)
    assert report.files[0].encoding == "cp1252"
    assert Client.objects.filter(name="Åhléns Fönster").exists()


def test_an_assignment_the_other_system_had_closed_is_closed_here(cast: Cast) -> None:
    files = changed(
        batch(), "04-job-orders.csv", "Clinical Recruiter,Open", "Clinical Recruiter,Filled"
    )
    take_in(cast, files)
    recruiter = Assignment.objects.get(title="Clinical Recruiter")
    assert (recruiter.is_open, recruiter.outcome) == (False, "filled")
    assert FollowUp.objects.waiting().filter(kind="weekly_call").count() == 2
    assert not FollowUp.objects.waiting().filter(assignment=recruiter).exists()
    assert not FollowUp.objects.filter(kind="keep_in_touch").exists()


def test_nobody_who_waits_for_a_word_is_closed_away_and_all_else_goes_in(cast: Cast) -> None:
    take_in(cast, batch())
    recruiter = Assignment.objects.get(title="Clinical Recruiter")
    recruiter.add(cast.jonas, by=cast.nina, at=LATER, applied=True)
    files = changed(
        batch(), "04-job-orders.csv", "Clinical Recruiter,Open", "Clinical Recruiter,Filled"
    )
    files = changed(files, "01-clients.csv", "Atlas Revenue Partners", "Atlas Partners")
    report = take_in(cast, files, at=LATER)
    assert [(refusal.file, refusal.reason) for refusal in report.refused] == [
        ("04-job-orders.csv", "Still waiting for an answer: Jonas Krantz")
    ]
    recruiter.refresh_from_db()
    assert recruiter.is_open
    assert Client.objects.filter(name="Atlas Partners").exists()
    # Once Jonas has his answer, the same file closes it.
    record(
        "called",
        by=cast.nina,
        at=LATER,
        candidacy=recruiter.candidacies.get(candidate=cast.jonas),
        reached=True,
    )
    assert take_in(cast, files, at=LATER).refused == []
    recruiter.refresh_from_db()
    assert not recruiter.is_open


def test_a_contact_and_a_candidate_known_here_are_not_made_twice(cast: Cast) -> None:
    files = added(batch(), "01-clients.csv", "5004,nordvik energi,Energy,Active,,,,,,,Wind power")
    files = added(
        files, "02-contacts.csv", "6004,Sara,Berg,SARA.BERG@nordvik.example,,Boss,,,,,5004,"
    )
    files = added(
        files,
        "03-candidates.csv",
        "7004,Jonas,Krantz,Jonas.Krantz@people.example,,,,,Payroll lead,,,,Gävle,,,,,,",
    )
    report = take_in(cast, files)
    assert report.refused == []
    cast.jonas.refresh_from_db()
    assert cast.jonas.city == "Gävle"
    assert cast.jonas.headline == "Senior HR, ex head of payroll"
    assert cast.nordvik.contacts.filter(first_name="Sara").count() == 1
    assert Client.objects.filter(name__iexact="Nordvik Energi").count() == 1
