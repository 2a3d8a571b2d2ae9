"""The shortlist on paper: a presentation that argues, sent to whoever ordered and decides (C9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from accounts.models import User
from processes.models import Assignment, Candidacy, Presentation

INTRODUCTION = (
    "These are the people we would talk to first. All have been interviewed by us, know the role "
    "and want it. Read the evidence for each of your three must-haves, and the risk we see."
)


def send_presentation(
    assignment: Assignment, shortlist: Sequence[Candidacy], *, by: User, at: datetime
) -> None:
    """Frozen and on its way; with the ticker's next round the client has it."""
    number = Presentation.objects.next_number(assignment)
    draft = Presentation.objects.draft(assignment, number=number, at=at)
    readers = dict.fromkeys(filter(None, [assignment.ordered_by, assignment.decider]))
    draft.write(shortlist, introduction=INTRODUCTION, feedback_on=None, recipients=readers)
    draft.send(by=by, at=at)
