"""Who called whom first when the next need came: what can be answered, on both sides (A5)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CameBy(models.TextChoices):
    """How an order came to us."""

    THEY_RANG = "they_rang", _("They rang us")
    WE_RANG = "we_rang", _("We rang them")
    TENDER = "tender", _("A tender, or several were asked")
    NOT_KNOWN = "not_known", pgettext_lazy("how an order came", "Not known")


class MovedOn(models.TextChoices):
    """How we heard that somebody whom we placed wants to move on."""

    THEY_RANG = "they_rang", _("They rang us first")
    WE_RANG = "we_rang", _("It came out when we rang")
    ELSEWHERE = "elsewhere", _("They went to somebody else")
