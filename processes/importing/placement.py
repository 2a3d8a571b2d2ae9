from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from processes.importing import history
from processes.importing.candidacy import advance, end, joined, told_at
from processes.importing.linking import Known
from processes.importing.row import BadCell, Row
from processes.models import Candidacy, Placement
from processes.stages import End, SaidNo, Stage

NOT_YET = {"offered", "offer made", "pending", "draft", "offer extended", "sent"}
DECLINED = {"declined", "rejected", "offer declined", "withdrawn"}


def take_in(row: Row, known: Known, mine: Placement | None) -> Candidacy | Placement:
    """A signed placement at its own dates; an open or declined offer stays a candidacy."""
    if isinstance(mine, Candidacy):  # an offer, when it was imported before
        candidacy, mine = mine, getattr(mine, "placement", None)
    else:
        candidacy = mine.candidacy if mine else known.submission(row) or joined(row, known)
    zone = candidacy.assignment.zone
    row.needed("starts")
    said: dict[str, date | str | None] = {
        "starts_on": row.day("starts", zone),
        "ends_on": row.day("ends", zone),
        "trial_ends_on": row.day("trial_ends", zone),
        "guarantee_ends_on": row.day("guarantee_ends", zone),
        "terms": ", ".join(filter(None, [row.text("type"), row.text("rate_type")])),
    }
    check_order(said)
    at = told_at(row.moment("agreed", zone), candidacy, known)
    facts = {"what": "placement", "status": row.text("status"), "text": row.text("notes")}
    with history.of(candidacy, known, **facts):
        if mine:
            known.write(mine, said)
            return mine
        if row.word("status") in DECLINED:
            end(candidacy, End.WITHDRAWN, SaidNo.CANDIDATE, known, at)
            return candidacy
        if row.word("status") in NOT_YET:
            advance(candidacy, Stage.OFFER, known, at)
            return candidacy
        if hasattr(candidacy, "placement"):
            raise BadCell("candidate", _("This candidate has been placed on it already."))
        return agreed(candidacy, said, known, at)


def agreed(candidacy: Candidacy, said: dict[str, Any], known: Known, at: Any) -> Placement:
    starts_on = said.pop("starts_on")
    terms = {name: value for name, value in said.items() if value}
    placement: Placement = Placement.objects.agree(
        candidacy, starts_on=starts_on, by=known.by, at=at, **terms
    )
    return placement


def check_order(said: dict[str, Any]) -> None:
    starts = said["starts_on"]
    for field, column in (("ends_on", "ends"), ("trial_ends_on", "trial_ends")):
        if said[field] and said[field] < starts:
            raise BadCell(column, _("This is before the start."))
