"""Who sees what of a confidential assignment: its owner, its team, whoever sits in for one of
them now, and leads. For everybody else of the agency there is no such assignment."""

from __future__ import annotations

from django.db.models import Q

from accounts.models import User


def seen_by(user: User, way: str = "assignment") -> Q:
    """What of some rows somebody of the agency sees; ``way`` leads from them to the assignment.

    Rows of no assignment are everybody's. The few assignments that are hidden are looked up once
    a question, by their own index; for leads nothing is asked at all.
    """
    from processes.models.assignment import Assignment

    if user.leads:
        return Q()
    hidden = Assignment.objects.order_by().hidden_from(user)
    return ~Q(**{f"{way}__in": hidden.values("pk")})
