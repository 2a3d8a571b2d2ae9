"""Telling somebody of new people: one letter per person and day, each new one once per search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import Agency, User
from candidates.finding.criteria import fitting
from candidates.finding.wanted import Wanted
from candidates.models import Candidate, OwnList, SavedSearch, SearchSighting, SearchWatch
from candidates.models.own_list import next_morning
from mailings.models import Letter
from processes.letters import letter_parts

KIND = "search_news"
SHOWN = 10  # of each search, by name
AT_ONCE = 200  # new people of one search in one letter; the rest comes the next morning


@dataclass(frozen=True)
class News:
    """Whom a search has newly found."""

    watch: SearchWatch
    people: Sequence[Candidate]

    @property
    def search(self) -> SavedSearch:
        return self.watch.search

    @property
    def shown(self) -> Sequence[Candidate]:
        return self.people[:SHOWN]

    @property
    def further(self) -> int:
        return len(self.people) - len(self.shown)


@transaction.atomic
def tell(pk: int, at: datetime) -> Letter | None:
    """Writes the letter of this morning, if anybody is new; harmless when repeated or late.

    What is late by a whole working day waits for the next morning, and nobody in it is lost.
    """
    lists = OwnList.objects.select_for_update(of=("self",)).select_related("user")
    mine = lists.filter(pk=pk).first()
    if mine is None:
        return None
    user = mine.user
    watches = list(SearchWatch.objects.still_seen().filter(user=user).select_related("search"))
    mine.next_news_at = next_morning(user, at) if watches else None
    mine.save(update_fields=["next_news_at"])
    hours = user.working_hours()
    key = f"{KIND}:{user.pk}:{hours.local_day(at)}"
    wanted = user.is_active and user.is_staff_member and hours.is_open(at)
    if not wanted or Letter.objects.filter(key=key).exists():
        return None
    with timezone.override(hours.zone):  # "free by today" means their day
        found = [news for watch in watches if (news := news_of(watch, user, at)).people]
    if not found:
        return None
    SearchSighting.objects.bulk_create(
        SearchSighting(watch=news.watch, candidate=person, at=at)
        for news in found
        for person in news.people
    )
    return write(found, user, key, at)


def news_of(watch: SearchWatch, user: User, at: datetime) -> News:
    """Who came after this was asked for, fits, may be seen by them, and was not told of yet."""
    told = SearchSighting.objects.filter(watch=watch, candidate=OuterRef("pk"))
    wanted = Wanted.from_json(watch.search.wanted)
    new = fitting(wanted, user=user, at=at).filter(~Exists(told), pk__gt=watch.newest_id)
    return News(watch, list(new.order_by("pk")[:AT_ONCE]))


def write(found: Sequence[News], user: User, key: str, at: datetime) -> Letter:
    context = {
        "agency": Agency.current(),
        "user": user,
        "searches": found,
        "count": len({person.pk for news in found for person in news.people}),
        "base_url": settings.BASE_URL,
    }
    zone = user.working_hours().zone
    parts = letter_parts(KIND, language=user.language, context=context, zone=zone)
    return Letter.objects.write(
        kind=KIND,
        to=user.email,
        to_name=user.full_name,
        language=user.language,
        subject=parts.subject,
        html=parts.html,
        text=parts.text,
        key=key,
        recipient=user,
        at=at,
    )
