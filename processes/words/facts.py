"""What a text may say of a case, as words in the reader's language and time zone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Agency, User
from processes import shown
from processes.models.follow_up import FollowUp

if TYPE_CHECKING:
    from candidates.models import Candidate
    from clients.models import Contact
    from processes.models import Assignment, Candidacy, Obstacle

Fact = str | int | date | datetime | Promise | None


def facts_about(
    *,
    candidacy: Candidacy | None = None,
    assignment: Assignment | None = None,
    contact: Contact | None = None,
    candidate: Candidate | None = None,
    obstacle: Obstacle | None = None,
    by: User | None = None,
    language: str = "",
    at: datetime,
    **more: Fact,
) -> dict[str, str]:
    """Everything that is known of a case, for ``draft``; what is not known is not in it.

    The reader is the contact where one is given, else the candidate; ``language`` where it is not
    the reader's own. ``by`` signs, else whose assignment it is. Days and moments in ``more`` are
    written as the reader writes them. Two queries for a candidate, three for a contact.
    """
    if candidacy is not None:
        assignment, candidate = candidacy.assignment, candidacy.candidate
    reader = contact or candidate
    spoken = language or (reader.language if reader else "en")
    with translation.override(spoken), timezone.override(zone_of(reader, assignment)):
        agency = Agency.current()
        known: dict[str, Fact] = {"agency": agency.name}
        signs = by or (assignment.owner if assignment else None)
        if signs is not None:
            known |= {"recruiter": signs.full_name, "phone": signs.phone or agency.phone}
        if reader is not None:
            known |= {"first_name": reader.first_name, "full_name": reader.full_name}
        if contact is not None and candidacy is not None:
            shown.let_know(candidacy, agency)
            known["candidate"] = candidacy.shown_name
        elif candidate is not None and contact is None:
            known["candidate"] = candidate.full_name
        if contact is not None:
            known["client"] = contact.client.name
        if assignment is not None:
            known |= of_assignment(assignment, for_client=contact is not None)
        if candidacy is not None:
            known |= of_candidacy(candidacy, at, for_client=contact is not None)
        if obstacle is not None:
            known |= of_obstacle(obstacle)
        known |= more
        written = {name: in_words(fact) for name, fact in known.items()}
    return {name: words for name, words in written.items() if words}


def zone_of(reader: Candidate | Contact | None, assignment: Assignment | None) -> ZoneInfo:
    """Where whoever reads it is."""
    from clients.models import Contact

    if isinstance(reader, Contact):
        return reader.client.working_hours().zone
    if reader is not None:
        return reader.working_hours().zone
    return assignment.zone if assignment else Agency.current().working_hours().zone


def of_assignment(assignment: Assignment, *, for_client: bool) -> dict[str, Fact]:
    known: dict[str, Fact] = {"assignment": assignment.title, "client": assignment.client.name}
    if for_client:
        known |= {
            "weeks": ngettext("%(count)d week", "%(count)d weeks", assignment.target_weeks)
            % {"count": assignment.target_weeks},
            "missing_dates": ", ".join(assignment.missing_dates),
            "found": found(assignment),
            "placed": listed(row.shown_name for row in placed_on(assignment)),
        }
    return known


def placed_on(assignment: Assignment) -> Iterable[Candidacy]:
    rows = assignment.candidacies.filter(stage="placed", ended_at=None).as_shown()
    return rows.select_related("candidate").order_by("stage_since", "pk")


def found(assignment: Assignment) -> str:
    """ "64 identified, 45 contacted, 11 interviewed, 4 presented": the search in a line."""
    from processes.schedule import counts_by_stage
    from processes.stages import Stage, counted

    counts, _out = counts_by_stage(assignment)
    steps = [Stage.IDENTIFIED, Stage.CONTACTED, Stage.INTERVIEWED, Stage.PRESENTED]
    return ", ".join(
        f"{counts[step]} {counted(step, counts[step])}" for step in steps if counts[step]
    )


def of_candidacy(candidacy: Candidacy, at: datetime, *, for_client: bool) -> dict[str, Fact]:
    """What somebody waits for on this candidacy: the client's word, or ours."""
    known: dict[str, Fact] = {}
    waiting = list(
        FollowUp.objects.waiting().filter(candidacy=candidacy).order_by("opened_at", "pk")
    )
    clients = next((word for word in waiting if word.rule.owes == "client"), None)
    if clients is not None:
        client = candidacy.assignment.client.name
        known |= {"waiting_for": client, "waiting_since": clients.opened_at}
    answer = next((word for word in waiting if word.kind == "application"), None)
    if answer is not None:
        known["answer_by"] = answer.due_at
    if for_client:
        known["candidates"] = candidacy.shown_name
        known["rows"] = row_of(candidacy, clients, at)
    return known


def row_of(candidacy: Candidacy, word: FollowUp | None, at: datetime) -> str:
    """A line of the client's table in words: who waits, since when, and what else they have."""
    from processes.countdown import told_in_letter
    from processes.templatetags.follow_ups import client_hears_of_offer, days_since

    line = f"{candidacy.shown_name}, {candidacy.assignment.title}"
    if word is not None:
        line += f": {in_words(word.opened_at)}, {days_since(word.opened_at, at)}"
    if client_hears_of_offer(candidacy, at):
        answers_on = candidacy.other_offer_answers_on
        assert answers_on is not None, "that is what they hear of"
        today = timezone.localtime(at).date()
        line += ". " + told_in_letter(answers_on, today, in_words(answers_on))
    return f"– {line}"


def of_obstacle(obstacle: Obstacle) -> dict[str, Fact]:
    """The obstacle's own words; the recruiter wrote them for the client."""
    return {
        "obstacle": obstacle.title,
        "evidence": obstacle.evidence,
        "effect": obstacle.effect,
        "option_one": obstacle.option_one,
        "option_two": obstacle.option_two,
        "advice": obstacle.proposal,
        "decision_by": obstacle.decision_wanted_on,
    }


def listed(names: Iterable[str], most: int = 3) -> str:
    """ "Jonas Krantz and Amira Lundqvist", and how many more where it would be long."""
    everybody = list(names)
    rest = len(everybody) - most
    if rest > 0:
        more = ngettext("%(count)d more", "%(count)d more", rest) % {"count": rest}
        everybody = [*everybody[:most], more]
    return get_text_list(everybody, _("and"))


def in_words(fact: Fact) -> str:
    """As the reader would write it: "Tuesday 17 November"."""
    if isinstance(fact, datetime):
        fact = timezone.localtime(fact).date()
    if isinstance(fact, date):
        return date_format(fact, "LETTER_DAY_FORMAT")
    return "" if fact is None else str(fact).strip()
