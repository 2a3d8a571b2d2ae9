from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from candidates.models import NoticeHow
from processes.importing import history
from processes.importing.linking import Known
from processes.importing.row import BadCell, Row
from processes.models import Candidacy, ConsentHow
from processes.privacy_notice import give_notice
from processes.stages import IN_ORDER, SHOWN_TO_CLIENT, End, Reason, SaidNo, Stage

# What a submission's status says of the stage. Whoever was submitted has been presented; a client
# who reviews has not met anybody yet. Words in no list leave the candidate where they stand.
STAGES = {
    Stage.IDENTIFIED: ("new", "applied", "associated", "sourced", "in review", "identified"),
    Stage.CONTACTED: ("contacted", "attempted to contact", "called", "no answer yet"),
    Stage.INTERESTED: ("interested", "qualified", "screening", "prequalified", "in pipeline"),
    Stage.INTERVIEWED: ("interviewed", "screened", "internal interview", "shortlisted"),
    Stage.PRESENTED: (
        *("submitted", "submitted to client", "submitted to hiring manager", "presented"),
        *("client review", "client submission", "approved by client", "under review"),
    ),
    Stage.CLIENT_MEETING: (
        *("interview", "client interview", "interview scheduled", "interview in progress"),
        *("interview to be scheduled", "client meeting", "second interview"),
    ),
    Stage.OFFER: ("offer", "offered", "offer made", "offer planned", "to be offered"),
    Stage.PLACED: ("placed", "hired", "offer accepted", "accepted", "joined", "converted"),
}
STAGE_OF = {word: stage for stage, words in STAGES.items() for word in words}
CLIENT_SAID_NO = {"rejected by client", "rejected by hiring manager", "client rejected"}
WE_SAID_NO = {"rejected", "unqualified", "not qualified", "declined", "archived", "on blacklist"}
WITHDREW = {"withdrawn", "withdrew", "candidate withdrew", "not interested", "offer declined"}


def take_in(row: Row, known: Known, mine: Candidacy | None) -> Candidacy:
    """A candidate on an assignment, at the stage that the status stands for.

    Times are the file's own where it has them, else those of the first thing that followed.
    Nobody is moved back: here is the later knowledge.
    """
    candidacy = mine or joined(row, known)
    if mine is None and known.is_linked("submissions", candidacy):
        raise BadCell("candidate", _("This candidate is on this assignment already."))
    zone = candidacy.assignment.zone
    heard = row.moment("at", zone) or known.first_heard_of(row)
    at = known.at if mine else told_at(heard, candidacy, known)
    facts = {"what": "candidacy", "status": row.text("status"), "text": row.text("notes")}
    with history.of(candidacy, known, **facts):
        follow_status(row.word("status"), candidacy, known, at)
    return candidacy


def joined(row: Row, known: Known) -> Candidacy:
    """The candidacy of the two that a row names, made where there is none."""
    assignment, candidate = known.assignment(row), known.candidate(row)
    at = row.moment("at", assignment.zone) or known.first_heard_of(row)
    return assignment.add(candidate, by=known.by, at=min(at or known.at, known.at))


def told_at(moment: datetime | None, candidacy: Candidacy, known: Known) -> datetime:
    """The file's own time, neither before the candidacy nor in the future."""
    return min(max(moment or known.at, candidacy.added_at), known.at)


def follow_status(word: str, candidacy: Candidacy, known: Known, at: datetime) -> None:
    if word in CLIENT_SAID_NO:
        advance(candidacy, Stage.PRESENTED, known, at)
        end(candidacy, End.REJECTED, SaidNo.CLIENT, known, at)
    elif word in WE_SAID_NO:
        end(candidacy, End.REJECTED, SaidNo.WE, known, at)
    elif word in WITHDREW:
        end(candidacy, End.WITHDRAWN, SaidNo.CANDIDATE, known, at)
    elif word in STAGE_OF:
        advance(candidacy, STAGE_OF[word], known, at)


def advance(candidacy: Candidacy, stage: Stage, known: Known, at: datetime) -> None:
    """Further along the board, never back."""
    if candidacy.is_in_play and IN_ORDER.index(stage) > IN_ORDER.index(Stage(candidacy.stage)):
        if stage in SHOWN_TO_CLIENT:
            had_agreed(candidacy, known, at)
        candidacy.move_to(stage, by=known.by, at=at)


def had_agreed(candidacy: Candidacy, known: Known, at: datetime) -> None:
    """Whoever was presented from the other system had agreed there, and knows what is kept."""
    if candidacy.lacks_consent():
        candidacy.give_consent(ConsentHow.BEFORE, by=known.by, at=at)
    if candidacy.lacks_privacy_notice():
        give_notice(candidacy.candidate, NoticeHow.BEFORE, by=known.by, at=at)


def end(candidacy: Candidacy, how: End, said_no: SaidNo, known: Known, at: datetime) -> None:
    if candidacy.is_in_play:
        candidacy.finish(how, reason=Reason.OTHER, said_no=said_no, by=known.by, at=at)
