"""What was found out about a brief, put into the words of an obstacle for the client (C2, C6)."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from processes.models import Assignment, Obstacle
from processes.requirement_costs import requirement_costs, sentence
from processes.role_catalogue.brief_check import check_brief
from processes.role_catalogue.saying import for_the_client

BRIEF = "brief"
MUST_HAVES = {"must_have_1": 1, "must_have_2": 2, "must_have_3": 3}


def as_obstacle(assignment: Assignment, finding: str) -> dict[str, str]:
    """Kind, title and evidence in the client's language; empty of what nobody has found."""
    with translation.override(assignment.language):
        if finding == BRIEF:
            return of_brief(assignment)
        if finding in MUST_HAVES:
            return of_must_have(assignment, MUST_HAVES[finding])
    return {}


def of_brief(assignment: Assignment) -> dict[str, str]:
    check = check_brief(assignment)
    if not check.finds_something:
        return {}
    if check.is_another_role:
        kind, title = Obstacle.Kind.OTHER, _("The brief describes another role")
    else:
        assert check.outside, "something was found"
        is_low = check.outside.outside == "below"
        kind = Obstacle.Kind.SALARY if is_low else Obstacle.Kind.OTHER
        title = str(kind.label) if is_low else _("Pay above what is usual")
    return {"kind": kind, "title": title, "evidence": for_the_client(check)}


def of_must_have(assignment: Assignment, position: int) -> dict[str, str]:
    costs = requirement_costs(assignment, assignment.must_haves.all())
    cost = next((one for one in costs.each if one.position == position and one.asked), None)
    if cost is None:
        return {}
    title = _("Few have “%(text)s”") % {"text": cost.text}
    return {
        "kind": Obstacle.Kind.CRITERION,
        "title": title[:120],
        "evidence": sentence(costs, cost),
    }
