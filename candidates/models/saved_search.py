from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from candidates.models.candidate import Candidate


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, user: User) -> SavedSearchQuerySet:
        """One's own, and those that somebody shares."""
        return self.filter(models.Q(owner=user) | models.Q(shared=True))


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


class SearchWatch(models.Model):
    """Somebody who wants to hear of new people whom a saved search finds.

    New is whoever came after ``newest_id``, the last candidate there was when they asked for it.
    """

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="watches")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="search_watches")
    since = models.DateTimeField()
    newest_id = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "search"], name="one_watch_of_a_search_each"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} of {self.search_id}"


class SearchSighting(models.Model):
    """A new candidate of whom somebody was told, once per search."""

    watch = models.ForeignKey(SearchWatch, on_delete=models.CASCADE, related_name="sightings")
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="search_sightings"
    )
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

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
