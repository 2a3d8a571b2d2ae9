"""Who sees fees, rates and margins: leads, and whoever works on the assignment."""

from __future__ import annotations

from django.db.models import Q, Value

from accounts.models import User
from processes.deputies import WhoseChairs
from processes.models import Assignment


def sees_money(user: User, assignment: Assignment) -> bool:
    """Its owner, its team, whoever sits in for one of them now, and leads; one query at most."""
    if user.leads or user.pk == assignment.owner_id:
        return True
    if not user.is_staff_member:
        return False
    chairs = WhoseChairs(Value(user.pk))
    theirs = Q(owner__in=chairs) | Q(team__in=chairs)
    return Assignment.objects.filter(theirs, pk=assignment.pk).exists()
