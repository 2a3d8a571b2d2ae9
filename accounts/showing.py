"""How candidates are shown to clients: what agency, client and candidate may each allow."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ShownAs(models.TextChoices):
    """What stands for somebody, the most open first; the strictest of those asked counts."""

    NAME = "name", pgettext_lazy("shown as", "Name")
    INITIALS = "initials", pgettext_lazy("shown as", "Initials")
    NUMBER = "number", pgettext_lazy("shown as", "Number")


class Told(models.TextChoices):
    """What is told of somebody beside that; a field that is not on the list is not told."""

    HEADLINE = "headline", _("What they do (the headline)")
    CITY = "city", _("The city they live in")
    EVIDENCE = "evidence", _("The evidence for each must-have, in our words")
    RECOMMENDATION = "recommendation", _("What argues for them")
    RISK = "risk", _("What to be aware of")
    EXPECTS = "expects", _("Expected pay")
    AVAILABILITY = "availability", _("From when they are available")
    OTHER_OFFERS = "other_offers", _("That they have another offer, and when they answer it")


def everything() -> list[str]:
    return list(Told.values)


class ShowsCandidates(models.Model):
    """Somebody who says how candidates are shown: the agency, a client, the candidate.

    The strictest of the three counts, and only what all three allow is told.
    """

    shown_as = models.CharField(
        _("shown to clients as"),
        max_length=8,
        choices=ShownAs,
        default=ShownAs.NAME,
        db_default=ShownAs.NAME,
    )
    told = ArrayField(
        models.CharField(max_length=16, choices=Told),
        verbose_name=_("clients are told"),
        default=everything,
        db_default=everything(),
        blank=True,
    )

    class Meta:
        abstract = True


def known_showing(whose: str) -> list[models.CheckConstraint]:
    """What must hold for the two columns of a table; ``whose`` tells the names apart."""
    return [
        models.CheckConstraint(
            condition=models.Q(shown_as__in=ShownAs.values),
            name=f"{whose}_shows_in_a_known_way",
        ),
        models.CheckConstraint(
            condition=models.Q(told__contained_by=Told.values),
            name=f"{whose}_tells_known_fields",
        ),
    ]
