"""What people want of their work (K4): the list that guides and briefs are matched by."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Motivator(models.TextChoices):
    DEVELOPMENT = "development", _("Development")
    TECHNOLOGY = "technology", _("Technology")
    FLEXIBILITY = "flexibility", _("Flexibility")
    BENEFITS = "benefits", _("Benefits")
    PURPOSE = "purpose", _("Purpose")
