"""What the frame of the list shows: the agency, the reader's own columns, and how many are new."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Subquery

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
    own = OwnList.objects.filter(user=reader)
    unseen = SearchSighting.objects.unseen_by(reader).order_by()
    counted = unseen.values("watch__user").annotate(count=Count("pk")).values("count")
    with_own = Agency.objects.annotate(
        own_columns=Subquery(own.values("columns")), own_news=Subquery(counted)
    )
    agency = with_own.first()
    if agency is None:  # nobody has named it yet, nor looked for anybody
        return Frame(Agency.current(), [], 0)
    return Frame(agency, agency.own_columns or [], agency.own_news or 0)
