"""Why somebody who was chosen is left out of a step for many."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LeftOut(models.TextChoices):
    ON_IT = "on_it", _("is on this assignment already")
    IN_POOL = "in_pool", _("is in this pool already")
    HAS_TAG = "has_tag", _("has these tags already")
    HAS_NO_TAG = "has_no_tag", _("has none of these tags")
    FULL = "full", _("would have too many tags")
    THEIRS = "theirs", _("is looked after by them already")
    NO_ADDRESS = "no_address", _("has no e-mail address")
    CLIENTS_OWN = "clients_own", _("is a client's own candidate: only the client talks to them")
    TOOK_BACK = "took_back", _("has taken back their consent")
