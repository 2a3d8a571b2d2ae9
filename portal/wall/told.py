"""What the portal's role may read, a table each. Whoever reads more in the portal adds it here.

A column that is not named is empty behind the wall, a row that is not counted in does not exist,
and a model that is not listed cannot be asked at all.
"""

from __future__ import annotations

from portal.wall.naming import NAME_OF_A_FILE, NAMES, TELLING, allowed
from portal.wall.telling import (
    READER,
    READERS_CLIENT,
    THEIR_COLLEAGUES,
    THEIR_PEOPLE,
    THEIRS,
    Told,
)
from processes.follow_ups.care_rules import ALERTS

PRESENTED = f"""it.candidacy_id IN (
    SELECT id FROM processes_candidacy
    WHERE assignment_id = {THEIRS} AND presented_at IS NOT NULL)"""
ITS_ASSIGNMENT = "(SELECT assignment_id FROM processes_candidacy WHERE id = it.candidacy_id)"
# The kinds that are counted; of their facts, those that say what is counted.
COUNTED = """'called', 'met', 'mailed', 'stage_moved', 'meeting_booked', 'client_answered',
    'dates_agreed', 'candidacy_ended', 'candidacy_reopened', 'assignment_closed'"""


def sent(table: str) -> str:
    """The keys of what went out about the reader's assignments."""
    return f"SELECT id FROM {table} WHERE assignment_id = {THEIRS} AND sent_at IS NOT NULL"


def edition(model: str, of: str, table: str) -> Told:
    """What was sent, as a worker rendered it."""
    told = f"id language subject html text pdf_id {of}_id"
    return Told(model, rows=f"it.{of}_id IN ({sent(table)})", columns=told)


def pdfs(editions: str, of: str, table: str) -> str:
    return f"SELECT pdf_id FROM {editions} WHERE {of}_id IN ({sent(table)})"


PDFS = " UNION ALL ".join(
    [
        pdfs("processes_reportedition", "report", "processes_report"),
        pdfs("processes_presentationedition", "presentation", "processes_presentation"),
        pdfs("processes_scheduleedition", "version", "processes_scheduleversion"),
        "SELECT logo_id FROM accounts_agency WHERE logo_id IS NOT NULL",
    ]
)

TOLD: tuple[Told, ...] = (
    # The agency and its people: those who work on the reader's assignments, and the reader.
    Told(
        "accounts.Agency",
        rows="true",
        columns="id name phone email colour logo_id logo_width logo_height country time_zone "
        "shown_as told",
    ),
    Told(
        "accounts.User",
        rows=f"it.id = {THEIR_PEOPLE}",
        columns="id email full_name role phone language country time_zone work_starts work_ends "
        "is_active",
    ),
    Told(
        "mailings.Attachment",
        rows=f"it.id IN ({PDFS})",
        columns="id filename content_type content sha256 size",
    ),
    # The client and its people.
    Told(
        "clients.Client",
        rows=f"it.id = {READERS_CLIENT}",
        columns="id name country time_zone shown_as told closed_at",
    ),
    Told(
        "clients.Contact",
        rows=f"it.id = {THEIR_COLLEAGUES}",
        columns="id client_id first_name last_name title role decides language is_active",
        said={
            name: f"CASE WHEN it.id = {READER} THEN it.{name} END"
            for name in ("user_id", "calendar_version")
        },
    ),
    # The assignment and what was agreed on it.
    Told(
        "processes.Assignment",
        rows=f"it.id = {THEIRS}",
        columns="id client_id title kind owner_id ordered_by_id decider_id place positions "
        "target_weeks presentation_on meetings_on decision_on starts_on opened_at closed_at "
        "outcome closing_words offers",
        assignment="it.id",
    ),
    Told(
        "processes.Assignment_contacts",
        rows=f"it.assignment_id = {THEIRS} AND it.contact_id = {READER}",
        columns="id assignment_id contact_id",
    ),
    Told(
        "processes.Assignment_team",
        rows=f"it.assignment_id = {THEIRS}",
        columns="id assignment_id user_id",
    ),
    Told(
        "processes.MustHave",
        rows=f"it.assignment_id = {THEIRS}",
        columns="id assignment_id position text",
    ),
    Told(
        "processes.BriefVersion",
        rows=f"it.assignment_id = {THEIRS}",
        columns="id assignment_id number at changes dates_effect dates_words",
    ),
    Told(
        "processes.PlannedActivity",
        rows=f"it.assignment_id = {THEIRS}",
        columns="id assignment_id position text texts milestone due_on first_due_on done_at",
    ),
    Told(
        "processes.TargetCompany",
        rows=f"it.assignment_id = {THEIRS}",
        columns="id assignment_id name state state_since plain_name",
    ),
    Told(
        "processes.Obstacle",
        rows=f"it.assignment_id = {THEIRS} AND it.told_at IS NOT NULL",
        columns="id assignment_id kind title evidence effect option_one option_two proposal "
        "found_at decision_wanted_on told_at decided_at decision outcome",
    ),
    Told(
        "processes.ReportSchedule",
        rows=f"""it.assignment_id = {THEIRS} OR it.client_id = {READERS_CLIENT}
            OR (it.assignment_id IS NULL AND it.client_id IS NULL)""",
        columns="id client_id assignment_id weekday time time_zone on_holiday is_paused sections",
    ),
    # Candidates: everybody counts, and of those who were presented is told what may be told.
    Told(
        "processes.Candidacy",
        rows=f"it.assignment_id = {THEIRS}",
        joins="LEFT JOIN candidates_candidate candidate ON candidate.id = it.candidate_id",
        columns="id assignment_id candidate_id stage stage_since added_at applied_at presented_at "
        "number ended_at end end_reason said_no",
        said=TELLING,
    ),
    Told(
        "candidates.Candidate",
        rows="true",
        joins=f"""JOIN (
            SELECT candidate_id, bool_or(presented_at IS NOT NULL) AS presented
            FROM processes_candidacy WHERE assignment_id = {THEIRS} GROUP BY candidate_id
            ) seen ON seen.candidate_id = it.id""",
        columns="id shown_as told",
        said=NAMES,
    ),
    Told(
        "processes.Fit",
        rows=PRESENTED,
        joins="""LEFT JOIN processes_candidacy candidacy ON candidacy.id = it.candidacy_id
            LEFT JOIN candidates_candidate candidate ON candidate.id = candidacy.candidate_id""",
        columns="id candidacy_id must_have_id answer",
        said={"evidence": allowed("evidence", "it.evidence")},
    ),
    Told(
        "processes.Meeting",
        rows=f"it.with_client AND {PRESENTED}",
        columns="id candidacy_id contact_id with_client starts_at ends_at place link agenda "
        "cancelled_at moved_times",
    ),
    Told(
        "processes.MeetingGuide",
        rows=f"it.published_at IS NOT NULL AND {PRESENTED}",
        columns="id candidacy_id wants wants_words show case explore written_at published_at",
    ),
    Told(
        "processes.Placement",
        rows=PRESENTED,
        columns="id candidacy_id agreed_at starts_on ends_on extension extension_asked_at "
        "extension_answered_at",
    ),
    Told(
        "processes.SharedDocument",
        rows=f"it.taken_back_at IS NULL AND {PRESENTED}",
        columns="id candidacy_id document_id at",
        assignment=ITS_ASSIGNMENT,
    ),
    Told(
        "candidates.Document",
        rows=f"""it.id IN (
            SELECT document_id FROM processes_shareddocument shared
            JOIN processes_candidacy candidacy ON candidacy.id = shared.candidacy_id
            WHERE candidacy.assignment_id = {THEIRS} AND candidacy.presented_at IS NOT NULL
            AND shared.taken_back_at IS NULL)""",
        joins="JOIN candidates_candidate candidate ON candidate.id = it.candidate_id",
        columns="id candidate_id kind file content_type size added_at state scanned_at",
        said={"name": NAME_OF_A_FILE},
    ),
    # The timeline, as far as it is counted.
    Told(
        "processes.Event",
        rows=f"it.assignment_id = {THEIRS} AND it.kind IN ({COUNTED})",
        columns="id kind at client_id contact_id candidate_id assignment_id candidacy_id reached "
        "undone_at",
        said={
            "facts": "jsonb_build_object('to', it.facts->'to', 'rang', it.facts->'rang', "
            "'with_client', it.facts->'with_client')"
        },
    ),
    Told(
        "processes.FollowUp",
        rows=f"it.assignment_id = {THEIRS} AND it.kind NOT IN {ALERTS}",
        columns="id kind client_id assignment_id candidacy_id contact_id obstacle_id opened_at "
        "first_due_at due_at settled_by_id settled_at dropped_at",
    ),
    # What was sent.
    Told(
        "processes.Report",
        rows=f"it.assignment_id = {THEIRS} AND it.sent_at IS NOT NULL",
        columns="id assignment_id language slot_at send_at approved_at sent_at rendered_at facts "
        "sections",
        assignment="it.assignment_id",
    ),
    edition("processes.ReportEdition", "report", "processes_report"),
    Told(
        "processes.Presentation",
        rows=f"it.assignment_id = {THEIRS} AND it.sent_at IS NOT NULL",
        columns="id assignment_id language number feedback_on frozen_at sent_at rendered_at facts",
        assignment="it.assignment_id",
    ),
    edition("processes.PresentationEdition", "presentation", "processes_presentation"),
    Told(
        "processes.ScheduleVersion",
        rows=f"it.assignment_id = {THEIRS} AND it.sent_at IS NOT NULL",
        columns="id assignment_id language number frozen_at sent_at rendered_at facts",
        assignment="it.assignment_id",
    ),
    edition("processes.ScheduleEdition", "version", "processes_scheduleversion"),
)
