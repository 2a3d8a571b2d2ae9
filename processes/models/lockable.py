from __future__ import annotations

from typing import Self

from django.db import models


class Lockable(models.Model):
    """A row whose verbs lock it first and then look at it again."""

    class Meta:
        abstract = True

    def locked(self) -> Self:
        """This row as it is now, locked until the transaction ends."""
        rows = type(self)._default_manager.select_for_update(of=("self",))
        mine: Self = rows.get(pk=self.pk)
        return mine
