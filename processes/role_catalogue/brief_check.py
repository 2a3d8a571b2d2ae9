"""A brief held against the role catalogue (C2): whose duties it describes, and what they cost.

It judges briefs, never people, blocks nothing, and says which words made it think so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from processes.models import Assignment, JobRole, Kind, RoleRange
from processes.pay import converted
from processes.role_catalogue.matching import Described, described, headed

TELLING = 4  # words of the duties of a role, before anything is said
HEAVIER = 1.5  # times what speaks for the role in the heading
WORDS_SHOWN = 6


@dataclass(frozen=True)
class RangeFinding:
    """What is usual for a role, and whether the brief lies outside it: "below", "above" or ""."""

    role: JobRole
    usual: RoleRange
    outside: str


@dataclass(frozen=True)
class BriefCheck:
    """What the catalogue says to a brief."""

    assignment: Assignment
    heading: JobRole | None = None
    duties: JobRole | None = None
    because: tuple[str, ...] = ()
    ranges: tuple[RangeFinding, ...] = ()
    is_empty: bool = False  # there is no catalogue to hold it against

    @property
    def is_another_role(self) -> bool:
        """The heading names one role and the duties are those of another."""
        return bool(self.heading and self.duties and self.heading != self.duties)

    @property
    def outside(self) -> RangeFinding | None:
        """The range that the pay lies outside of, the one of the duties first."""
        return next((one for one in reversed(self.ranges) if one.outside), None)

    @property
    def finds_something(self) -> bool:
        return self.is_another_role or self.outside is not None

    @property
    def known_role(self) -> JobRole | None:
        """The role that it is, as far as the catalogue can tell."""
        return self.duties or self.heading


def check_brief(assignment: Assignment, must_haves: list[str] | None = None) -> BriefCheck:
    """Holds a brief against the catalogue; five queries at most, whatever its size."""
    if must_haves is None:
        must_haves = [must.text for must in assignment.must_haves.all()]
    heading_id = headed(assignment.title)
    found = described("\n".join([assignment.brief, *must_haves]))
    best = likeliest(found, heading_id)
    wanted = {pk for pk in (heading_id, best and best.role_id) if pk}
    if not wanted:
        return BriefCheck(assignment, is_empty=not JobRole.objects.exists())
    roles = {role.pk: role for role in JobRole.objects.with_all().filter(pk__in=wanted)}
    heading = roles.get(heading_id) if heading_id else None
    duties = roles.get(best.role_id) if best else None
    named = dict.fromkeys(filter(None, [heading, duties]))
    return BriefCheck(
        assignment,
        heading=heading,
        duties=duties,
        because=best.because[:WORDS_SHOWN] if best else (),
        ranges=tuple(filter(None, (range_finding(assignment, role) for role in named))),
    )


def likeliest(found: list[Described], heading_id: int | None) -> Described | None:
    """Whose duties they are: another than the heading's only where much more speaks for it."""
    clear = [one for one in found if one.telling >= TELLING]
    if not clear:
        return None
    if heading_id is None:
        return clear[0]
    own = next((one for one in found if one.role_id == heading_id), None)
    if own and clear[0].weight < HEAVIER * own.weight:
        return own
    return clear[0]


def range_finding(assignment: Assignment, role: JobRole) -> RangeFinding | None:
    """What is usual where the client is, for this kind; None where nobody has written it down."""
    kind = Kind.INTERIM if assignment.kind == Kind.INTERIM else Kind.PERMANENT
    country = assignment.client.country
    for usual in role.ranges.all():
        if (usual.country, usual.kind) == (country, kind):
            return RangeFinding(role, usual, where_it_lies(assignment, usual))
    return None


def where_it_lies(assignment: Assignment, usual: RoleRange) -> str:
    """ "below" or "above" the usual; empty within it, and where the two cannot be compared."""
    low, high = as_paid_for(assignment, usual)
    if high is not None and high < usual.usual_from:
        return "below"
    if low is not None and low > usual.usual_to:
        return "above"
    return ""


def as_paid_for(assignment: Assignment, usual: RoleRange) -> tuple[Decimal | None, Decimal | None]:
    """The range of the brief for the time that the usual one is paid for; None of what is open."""
    if assignment.pay_currency != usual.currency:
        return None, None
    low, high = (
        None if amount is None else converted(amount, assignment.pay_per, usual.per)
        for amount in (assignment.pay_from, assignment.pay_to)
    )
    return low, high
