"""How the client sees somebody, told to the recruiter beside the name; and what gives it away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.showing import ShownAs, Told
from processes.models import Candidacy, MeetingGuide
from processes.shown import names_said


@dataclass(frozen=True)
class SeenAs:
    """``name``: what the client reads instead of the name, in the recruiter's language."""

    name: str
    is_named: bool
    because: str  # who asked for less than a name
    withheld: list[str]  # what the client is not told
    named_in: list[str]  # what we wrote, and the client reads, that says the name


def seen_as(
    candidacy: Candidacy, texts: Iterable[tuple[Told, str]], guide: MeetingGuide | None = None
) -> SeenAs:
    """``texts``: what we wrote of them, and as what it is told; their headline comes with it."""
    showing = candidacy.showing
    named_in: list[str] = []
    if showing.shown_as != ShownAs.NAME:
        written = [(Told.HEADLINE, candidacy.candidate.headline), *texts]
        telling = [
            field
            for field, text in written
            if showing.tells(field) and names_said([text], candidacy.candidate)
        ]
        named_in = [str(field.label) for field in dict.fromkeys(telling)]
        if guide and names_said(words_of(guide), candidacy.candidate):
            named_in.append(_("The guide to the meeting"))
    return SeenAs(
        name=candidacy.shown_name,
        is_named=showing.shown_as == ShownAs.NAME,
        because=because(candidacy, showing.shown_as),
        withheld=[str(Told(field).label) for field in showing.withheld],
        named_in=named_in,
    )


def words_of(guide: MeetingGuide) -> list[str]:
    """What the client reads of it, once it is published."""
    return [guide.wants_words, guide.show, guide.case, guide.explore]


def because(candidacy: Candidacy, shown_as: ShownAs) -> str:
    """Whose settings are as strict as what counts: "the agency and the candidate"."""
    if shown_as == ShownAs.NAME:
        return ""
    wanted = {
        _("the agency"): vars(candidacy).get("agency_shown_as"),
        _("the client"): vars(candidacy).get("client_shown_as"),
        _("the candidate"): candidacy.candidate.shown_as,
    }
    return get_text_list([who for who, level in wanted.items() if level == shown_as], _("and"))


def written_of(candidacy: Candidacy, evidence: Iterable[str]) -> list[tuple[Told, str]]:
    """Everything that was written of somebody for the client to read."""
    return [
        *((Told.EVIDENCE, text) for text in evidence),
        (Told.RECOMMENDATION, candidacy.recommendation),
        (Told.RISK, candidacy.risk),
    ]
