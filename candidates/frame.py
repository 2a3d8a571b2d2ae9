"""What the frame of the list shows: the agency, the reader's own columns, and how many are new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Subquery

from accounts.asked_often import asked_often
from accounts.models import Agency, User
from candidates.models import OwnList, SearchSighting


@dataclass(frozen=True)
class Frame:
    """``news``: new people of the reader's searches whom they have not looked at."""

    agency: Agency
    columns: list[str]
    news: int


def frame_of(reader: User) -> Frame:
    """All of it in one query, for the list has few to spare."""
    agency: Any = agency_with_own(reader.pk)
    if agency is None:  # nobody has named it yet, nor looked for anybody
        return Frame(Agency.current(), [], 0)
    return Frame(agency, agency.own_columns or [], agency.own_news or 0)


@asked_often
def agency_with_own(reader: int) -> QuerySet[Agency]:
    own = OwnList.objects.filter(user=reader)
    unseen = SearchSighting.objects.unseen_by(User(pk=reader)).order_by()
    counted = unseen.values("watch__user").annotate(count=Count("pk")).values("count")
    return Agency.objects.annotate(
        own_columns=Subquery(own.values("columns")), own_news=Subquery(counted)
    )
