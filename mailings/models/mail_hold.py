from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.db.models import Exists, Q


class MailHoldQuerySet(models.QuerySet["MailHold"]):
    def current(self) -> MailHold | None:
        """The hold that is on, if there is one."""
        return self.filter(ended_at=None).first()

    @transaction.atomic
    def begin(self, *, by: str, why: str = "", at: datetime) -> MailHold:
        """From now on no letter leaves; a second hold changes nothing."""
        hold, _new = self.get_or_create(
            ended_at=None, defaults={"begun_at": at, "begun_by": by[:200], "why": why[:200]}
        )
        return hold

    def end(self, *, by: str, at: datetime) -> bool:
        """Letters go again, the oldest first; whether there was a hold to end."""
        return bool(self.filter(ended_at=None).update(ended_at=at, ended_by=by[:200]))


class MailHold(models.Model):
    """A time in which no letter leaves, such as after restoring a backup.

    Letters are written and wait; who began and ended it is kept by name.
    """

    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=200)
    why = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)

    objects = MailHoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(ended_at=None), name="one_hold_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M} {self.why}"


def nothing_is_held() -> Q:
    """Of letters: that no hold is on; asked in the statement that claims or hands over."""
    return ~Q(Exists(MailHold.objects.filter(ended_at=None)))
