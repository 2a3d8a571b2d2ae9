"""Two records that may be of one person, and what somebody has said about that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class TwinReason(models.TextChoices):
    """Why two records are held to be of one person."""

    EMAIL = "email", _("same e-mail")
    PHONE = "phone", _("same phone")
    LINK = "link", _("same profile link")
    NAME_CITY = "name_city", _("similar name, same place")
    NAME_EMPLOYER = "name_employer", _("similar name, same employer")


class Pair(models.Model):
    """Two candidates, whoever has the lower number in front."""

    first = models.ForeignKey("candidates.Candidate", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("candidates.Candidate", on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True

    @property
    def pks(self) -> tuple[int, int]:
        return self.first_id, self.second_id


class NotTheSameQuerySet(models.QuerySet["NotTheSame"]):
    def of(self, one: int, other: int) -> NotTheSameQuerySet:
        return self.filter(first=min(one, other), second=max(one, other))

    def say(self, one: int, others: Iterable[int], *, by: User | None, at: datetime) -> None:
        """Somebody has said that these are not the same person as one; twice changes nothing."""
        pairs = [sorted((one, other)) for other in set(others) - {one}]
        self.bulk_create(
            [NotTheSame(first_id=pair[0], second_id=pair[1], by=by, at=at) for pair in pairs],
            ignore_conflicts=True,
        )


class NotTheSame(Pair):
    """Somebody has looked at both: two people. Nobody is asked about them again."""

    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[NotTheSameQuerySet] = NotTheSameQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "not the same"
        indexes = [models.Index(fields=["second"], name="not_the_same_the_other_way")]
        constraints = [
            models.UniqueConstraint("first", "second", name="nobody_is_told_apart_twice"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="people_told_apart_stand_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"


class PerhapsTheSameQuerySet(models.QuerySet["PerhapsTheSame"]):
    def open(self) -> PerhapsTheSameQuerySet:
        """Those about whom nobody has decided; neither is merged, nor closed by retention."""
        told_apart = NotTheSame.objects.filter(
            first=models.OuterRef("first"), second=models.OuterRef("second")
        )
        return self.filter(
            ~models.Exists(told_apart),
            first__merged_into=None,
            second__merged_into=None,
            first__closed_at=None,
            second__closed_at=None,
        )

    def about(self, pk: int) -> PerhapsTheSameQuerySet:
        return self.filter(Q(first=pk) | Q(second=pk))


class PerhapsTheSame(Pair):
    """Two records that look like one person, until somebody has decided."""

    reasons = ArrayField(models.CharField(max_length=16, choices=TwinReason), default=list)
    found_at = models.DateTimeField()

    objects: ClassVar[PerhapsTheSameQuerySet] = PerhapsTheSameQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "perhaps the same"
        ordering = ["-found_at", "-pk"]
        indexes = [
            models.Index(fields=["second"], name="perhaps_the_other_way"),
            # the page of open pairs
            models.Index(fields=["-found_at", "-id"], name="pairs_found_lately"),
        ]
        constraints = [
            models.UniqueConstraint("first", "second", name="a_pair_is_found_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pairs_are_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id}?"


class TwinSearch(models.Model):
    """How far the search for twins has come: one row. ``keys_at``: when all keys are compared."""

    seen_to = models.PositiveBigIntegerField(default=0)
    keys_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "twin searches"

    def __str__(self) -> str:
        return f"to {self.seen_to}"
