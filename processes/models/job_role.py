from __future__ import annotations

from datetime import UTC
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language

from accounts.models import User
from processes.models.role_wording import RANGE_KINDS, RoleRange
from processes.models.which_job_roles import JobRoleQuerySet


class JobRole(models.Model):
    """A role of the catalogue that briefs are held against (C2). It describes work, not people."""

    # Of the starter catalogue, so that it is not taken over twice; empty for the agency's own.
    key = models.CharField(max_length=40, blank=True, editable=False)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects: ClassVar[JobRoleQuerySet] = JobRoleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=~models.Q(key=""),
                name="a_role_of_the_starter_catalogue_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("job_role", args=[self.pk])

    @property
    def version(self) -> str:
        """Changes whenever somebody has changed it."""
        return f"{self.changed_at.astimezone(UTC):%Y%m%d%H%M%S%f}"

    @property
    def name(self) -> str:
        return self.named_in(get_language() or "en")

    def named_in(self, language: str) -> str:
        """Its name in this language; where it has none there, in the first that it has."""
        known = {wording.language: wording.name for wording in self.wordings.all()}
        return known.get(language) or known.get("en") or next(iter(known.values()), "–")

    @property
    def names_elsewhere(self) -> list[str]:
        """What it is called in the other languages, each name once."""
        return list(dict.fromkeys(one.name for one in self.wordings.all() if one.name != self.name))

    def ranges_first_of(self, country: str) -> list[RoleRange]:
        """What is usual in this country; where nothing is known of it, in the first that is."""
        known = list(self.ranges.all())
        own = [one for one in known if one.country == country]
        return own or known[: len(RANGE_KINDS)]
