from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from clients.models.client import Client


class ClientNote(models.Model):
    """What the agency remembers of a client (C10): what fits, what does not, how they decide."""

    class About(models.TextChoices):
        FITS = "fits", _("What fits")
        DOES_NOT_FIT = "does_not_fit", _("What does not fit")
        DECIDING = "deciding", _("How they decide")

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="notes")
    about = models.CharField(_("about"), max_length=16, choices=About)
    text = models.TextField(_("text"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["about", "-written_at"]

    def __str__(self) -> str:
        return self.text
