from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from candidates.models.candidate import Candidate
from candidates.models.own_list import OwnList


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, user: User) -> SavedSearchQuerySet:
        """One's own, and those that somebody shares."""
        return self.filter(models.Q(owner=user) | models.Q(shared=True))

    def changed_by(self, user: User) -> SavedSearchQuerySet:
        """One's own; leads look after all that are shared."""
        theirs = models.Q(shared=True) if user.leads else models.Q(pk=None)
        return self.filter(models.Q(owner=user) | theirs)

    def with_news_for(self, user: User) -> SavedSearchQuerySet:
        """``news``: how many new people one was told of and has not looked at; ``is_watched``."""
        mine = SearchWatch.objects.filter(user=user, search=models.OuterRef("pk"))
        unseen = SearchSighting.objects.unseen_by(user).filter(watch__search=models.OuterRef("pk"))
        counted = unseen.order_by().values("watch").annotate(count=models.Count("pk"))
        return self.annotate(
            is_watched=models.Exists(mine),
            news=Coalesce(models.Subquery(counted.values("count")), 0),
        )


class SavedSearch(models.Model):
    """What somebody looks for again and again; shared ones everybody of the agency may ask."""

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="saved_searches")
    name = models.CharField(pgettext_lazy("of a search", "name"), max_length=80)
    wanted = models.JSONField(default=dict, blank=True, editable=False)
    shared = models.BooleanField(_("shared with everybody here"), default=False)
    saved_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[SavedSearchQuerySet] = SavedSearchQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(
                fields=["name"], condition=models.Q(shared=True), name="searches_that_are_shared"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="a_saved_search_has_a_name"),
            models.UniqueConstraint(fields=["owner", "name"], name="one_search_of_a_name_each"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("saved_search", args=[self.pk])

    @transaction.atomic
    def change(self, name: str, *, shared: bool) -> None:
        """Another name; what is no longer shared tells nobody else of new people."""
        self.name, self.shared = name, shared
        self.save(update_fields=["name", "shared"])
        if not shared:
            self.watches.exclude(user=self.owner).delete()

    @transaction.atomic
    def watch(self, user: User, *, at: datetime) -> SearchWatch:
        """From now on they hear of new people whom it finds, once a day in the morning."""
        newest = Candidate.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        watch, _new = SearchWatch.objects.get_or_create(
            search=self, user=user, defaults={"since": at, "newest_id": newest}
        )
        OwnList.objects.tell_news(user, at=at)
        return watch


class SearchWatchQuerySet(models.QuerySet["SearchWatch"]):
    def still_seen(self) -> SearchWatchQuerySet:
        """Of searches that their user may still ask."""
        own = models.Q(search__owner=models.F("user"))
        return self.filter(own | models.Q(search__shared=True))


class SearchWatch(models.Model):
    """Somebody who wants to hear of new people whom a saved search finds.

    New is whoever came after ``newest_id``, the last candidate there was when they asked for it.
    """

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="watches")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="search_watches")
    since = models.DateTimeField()
    newest_id = models.BigIntegerField(default=0)

    objects: ClassVar[SearchWatchQuerySet] = SearchWatchQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "search"], name="one_watch_of_a_search_each"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} of {self.search_id}"


class SearchSightingQuerySet(models.QuerySet["SearchSighting"]):
    def unseen_by(self, user: User) -> SearchSightingQuerySet:
        """New people of whom somebody was told, and has not looked at them yet."""
        return self.filter(
            watch__user=user,
            seen_at__isnull=True,
            candidate__closed_at__isnull=True,
            candidate__merged_into__isnull=True,
        )


class SearchSighting(models.Model):
    """A new candidate of whom somebody was told, once per search."""

    watch = models.ForeignKey(SearchWatch, on_delete=models.CASCADE, related_name="sightings")
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="search_sightings"
    )
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[SearchSightingQuerySet] = SearchSightingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            # the badges: what somebody was told of and has not looked at
            models.Index(
                fields=["watch"], condition=models.Q(seen_at__isnull=True), name="unseen_sightings"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["watch", "candidate"], name="told_once_per_search"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} for {self.watch_id}"
