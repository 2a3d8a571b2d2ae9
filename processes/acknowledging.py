"""Receipt at once (K1): whoever applies hears that it has arrived, and by when they know."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Agency
from mailings.models import Letter
from processes import words
from processes.deputies import owner_at
from processes.models import Candidacy

KIND = "acknowledgement"


def acknowledge(candidacy: Candidacy, *, at: datetime) -> Letter | None:
    """Writes the receipt, once per candidacy; it counts when it has gone out.

    None where the agency wants none or no letter would arrive: then it is for somebody to call.
    """
    candidate = candidacy.candidate
    able = words.can_be_written_to(candidate) and candidacy.may_be_contacted
    if not (able and Agency.current().acknowledges):
        return None
    signs = owner_at(candidacy.assignment.owner, at)
    facts = words.facts_about(candidacy=candidacy, by=signs, at=at)
    return words.write(
        KIND,
        words.draft(KIND, candidate.language, facts),
        to=candidate,
        by=signs,
        at=at,
        key=f"{KIND}:{candidacy.pk}",
        occasion=candidacy,
        language=candidate.language,
    )
