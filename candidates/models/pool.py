from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.search_names import Unaccented, plain
from candidates.models.candidate import Candidate


class PoolQuerySet(models.QuerySet["Pool"]):
    def by_hand(self) -> PoolQuerySet:
        return self.filter(rule__isnull=True)

    def called(self, name: str) -> PoolQuerySet:
        """The one of this name, however it is written."""
        return self.filter(plain_name=Lower(Unaccented(models.Value(name))))

    def by_rule(self) -> PoolQuerySet:
        return self.filter(rule__isnull=False)


class Pool(models.Model):
    """People to come back to: chosen by hand, or by a rule that is asked anew each time."""

    name = models.CharField(pgettext_lazy("of a pool", "name"), max_length=80)
    about = models.CharField(_("what it is for"), max_length=300, blank=True, db_default="")
    rule = models.JSONField(null=True, blank=True, editable=False)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="pools")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    plain_name = models.GeneratedField(
        expression=plain("name"), output_field=models.TextField(), db_persist=True
    )

    objects: ClassVar[PoolQuerySet] = PoolQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["plain_name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="a_pool_has_a_name"),
            models.UniqueConstraint(fields=["plain_name"], name="one_pool_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("pool", args=[self.pk])

    @property
    def is_by_rule(self) -> bool:
        return self.rule is not None


class PoolMember(models.Model):
    """Somebody in a pool by hand: who put them there, when, and why."""

    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="members")
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="pool_memberships"
    )
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(_("why"), max_length=200, blank=True, db_default="")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            # a pool's page, and the filter of the search
            models.Index(fields=["pool", "-at", "-id"], name="members_of_a_pool"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "pool"], name="once_in_a_pool"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} in {self.pool_id}"
