"""The two sides of a placement, each of which is asked for itself (A1, A2)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    CANDIDATE = "candidate", _("The candidate")
    CLIENT = "client", _("The client")

    @property
    def other(self) -> Side:
        return Side.CLIENT if self is Side.CANDIDATE else Side.CANDIDATE
