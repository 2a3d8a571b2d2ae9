"""How a candidate is shown to a client: the strictest of agency, client and candidate counts.

What facts keep of somebody's name says nothing in any language: the name, the initials, or a
number as "#3". ``spoken`` says it in the reader's language: "Candidate 3".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.expressions import Expression
from django.db.models.functions import Left, Trim, Upper
from django.utils.translation import gettext as _

from accounts.models import Agency
from accounts.showing import ShownAs, Told

if TYPE_CHECKING:
    from candidates.models import Candidate
    from processes.models.assignment import Assignment
    from processes.models.candidacy import Candidacy
    from processes.models.which_candidacies import CandidacyQuerySet

NUMBERED = re.compile(r"#(\d*)\Z")
NAMES = ("first_name", "last_name")


@dataclass(frozen=True)
class Showing:
    """What stands for somebody, and what of them may be told."""

    shown_as: ShownAs
    told: frozenset[str]

    def tells(self, field: Told) -> bool:
        return field in self.told

    @property
    def withheld(self) -> tuple[str, ...]:
        """What may not be told, in the order of the settings."""
        return tuple(field.value for field in Told if field not in self.told)


def strictest(*wanted: str) -> ShownAs:
    """A number is stricter than initials, and these than a name."""
    return max((ShownAs(one) for one in wanted), key=list(ShownAs).index)


def allowed(*lists: Iterable[str]) -> frozenset[str]:
    """What is on each of the lists."""
    return frozenset(Told.values).intersection(*lists)


def with_showing(rows: CandidacyQuerySet) -> CandidacyQuerySet:
    """Each with all that ``showing`` and ``mark`` ask, beside the candidate; no query more."""
    earlier = rows.model._default_manager.filter(
        assignment=OuterRef("assignment"), number__lt=OuterRef("number")
    )
    first, last = first_letters("candidate__")
    mine_first, mine_last = first_letters("candidate__", outer=True)
    namesakes = earlier.alias(first=first, last=last).filter(first=mine_first, last=mine_last)
    return with_settings(rows).annotate(has_namesake=Exists(namesakes.order_by()))


def with_settings(rows: CandidacyQuerySet) -> CandidacyQuerySet:
    """The same for whoever has everybody of the assignment: ``tell_namesakes`` says the rest."""
    agency = Agency.objects.order_by("pk")[:1]
    return rows.annotate(
        agency_shown_as=Subquery(agency.values("shown_as")),
        agency_told=Subquery(agency.values("told")),
        client_shown_as=F("assignment__client__shown_as"),
        client_told=F("assignment__client__told"),
    )


def tell_namesakes(everybody: Iterable[Candidacy]) -> None:
    """Of all people of one assignment: who has the initials of somebody with a lower number."""
    taken: set[str] = set()
    for one in sorted(everybody, key=lambda one: one.number or 0):
        letters = initials(one.candidate)
        vars(one)["has_namesake"] = one.number is not None and letters in taken
        if one.number is not None:
            taken.add(letters)


def first_letters(path: str, *, outer: bool = False) -> tuple[Expression, Expression]:
    """What initials are made of."""
    kind = OuterRef if outer else F
    first, last = (Upper(Left(Trim(kind(f"{path}{name}")), 1)) for name in NAMES)
    return first, last


def showing(candidacy: Candidacy) -> Showing:
    """As it was set when the candidacy was asked ``as_shown``, or else now."""
    known, candidate = vars(candidacy), candidacy.candidate
    if "agency_told" not in known:
        let_know(candidacy, Agency.current())
    levels = [known["agency_shown_as"] or ShownAs.NAME, known["client_shown_as"]]
    agency_told = known["agency_told"]  # None: nobody has set anything yet
    lists = [Told.values if agency_told is None else agency_told, known["client_told"]]
    return Showing(strictest(candidate.shown_as, *levels), allowed(candidate.told, *lists))


def let_know(candidacy: Candidacy, agency: Agency) -> None:
    """The same as ``with_showing`` for a candidacy that is here already, with its client."""
    client = candidacy.assignment.client
    vars(candidacy).update(
        agency_shown_as=agency.shown_as,
        agency_told=agency.told,
        client_shown_as=client.shown_as,
        client_told=client.told,
    )


def mark(candidacy: Candidacy) -> str:
    """What stands for somebody in facts, which know no language."""
    shown_as = showing(candidacy).shown_as
    if shown_as == ShownAs.NAME:
        return candidacy.candidate.full_name
    number = "" if candidacy.number is None else str(candidacy.number)
    letters = initials(candidacy.candidate)
    if shown_as == ShownAs.NUMBER or not letters:
        return f"#{number}"
    return f"{letters} {number}".strip() if has_namesake(candidacy) else letters


def is_number(mark: str) -> bool:
    return NUMBERED.match(mark) is not None


def spoken(mark: str) -> str:
    """A mark in the active language; a name and initials are the same in each."""
    found = NUMBERED.match(mark)
    if found is None:
        return mark
    number = found.group(1)
    return _("Candidate %(number)s") % {"number": number} if number else _("a candidate")


def initials(candidate: Candidate) -> str:
    """ "J. K.", and "J." of somebody with one name."""
    letters = (name.strip()[:1].upper() for name in (candidate.first_name, candidate.last_name))
    return " ".join(f"{letter}." for letter in letters if letter)


def has_namesake(candidacy: Candidacy) -> bool:
    """Whether somebody whom the client saw before has the same initials: then a number follows."""
    known = vars(candidacy)
    if "has_namesake" not in known:
        rows = with_showing(type(candidacy).objects.filter(pk=candidacy.pk))
        found = rows.values_list("has_namesake", flat=True)  # type: ignore[misc]
        known["has_namesake"] = any(found)
    return bool(known["has_namesake"])


def as_if_presented(people: Iterable[Candidacy], assignment: Assignment) -> None:
    """Whoever has no number gets the one that presenting them in this order would give.

    Nothing is written. One query where somebody has none.
    """
    new = [one for one in people if one.number is None]
    if not new:
        return
    named = assignment.candidacies.filter(number__isnull=False).select_related("candidate")
    there = list(named.only("number", *(f"candidate__{name}" for name in NAMES)))
    last = max((one.number or 0 for one in there), default=0)
    taken = [initials(one.candidate) for one in there]
    for number, one in enumerate(new, start=last + 1):
        letters = initials(one.candidate)
        one.number = number
        vars(one)["has_namesake"] = letters in taken
        taken.append(letters)


def names_said(texts: Iterable[str], candidate: Candidate) -> bool:
    """Whether one of these texts names somebody, by first or last name, whatever it ends in."""
    names = [re.escape(name) for name in candidate.full_name.split() if is_telling(name)]
    if not names:
        return False
    found = re.compile(rf"(?<!\w)(?:{'|'.join(names)})\w{{0,3}}(?!\w)", re.IGNORECASE)
    return any(found.search(text) for text in texts)


def is_telling(name: str) -> bool:
    """Not "van", "de" or a letter: these stand in every other sentence."""
    return len(name) > 2 and not name.islower()
