"""The pools by hand that somebody is in, read with the candidate."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from candidates.models import PoolMember
from candidates.models.which_candidates import CandidateQuerySet

MOST = 30


def with_pools(people: CandidateQuerySet) -> CandidateQuerySet:
    """``in_pools``: of each pool its id and name, and the membership with its reason."""
    members = PoolMember.objects.filter(candidate=OuterRef("pk")).order_by("pool__plain_name")
    said = members.values(
        said=JSONObject(pool="pool_id", name="pool__name", member="pk", why="why")
    )
    return people.annotate(in_pools=ArraySubquery(said[:MOST]))
