"""Who applies again after retention had closed their record: said to leads, who alone see both.

The application itself goes the way of somebody new: neither they nor their recruiter learn that
they were here before. A lead may open the old record; then the two are found to be alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.db.models.functions import Upper

from accounts.models import User
from candidates.models import Candidate
from processes.models import Application, Became

SAID_FOR = timedelta(days=60)  # after they applied
MOST = 500  # applications that are looked at, the newest


@dataclass(frozen=True)
class Back:
    application: Application
    closed: Candidate


def back_again(user: User, *, at: datetime) -> list[Back]:
    """The newest first; by the same address or telephone, for names alone say too little."""
    if not user.leads:
        return []
    seen = Application.objects.visible_to(user).with_people()
    lately = seen.exclude(became=Became.SAME).filter(decided_at__isnull=False, at__gt=at - SAID_FOR)
    new = list(lately.select_related("candidacy__candidate").order_by("-at", "-pk")[:MOST])
    people = {one.pk: one.candidacy.candidate for one in new if one.candidacy is not None}
    addresses = {one.email.upper() for one in people.values()} - {""}
    numbers = {one.phone_key for one in people.values()} - {""}
    closed = Candidate.objects.filter(closed_at__isnull=False, merged_into=None)
    closed = closed.annotate(address=Upper("email"))
    # That no number is empty is said for the index, which holds only those.
    phoned = Q(phone_key__in=numbers) & ~Q(phone_key="")
    found = closed.filter(Q(address__in=addresses) | phoned) if new else []
    by_key = {key: one for one in found for key in (one.email.upper(), one.phone_key) if key}
    back = []
    for application in new:
        mine = people[application.pk]
        former = by_key.get(mine.email.upper()) or by_key.get(mine.phone_key)
        if former is not None and former.pk != mine.pk:
            back.append(Back(application, former))
    return back
