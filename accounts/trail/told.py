"""What the trail keeps of which table: data, from which triggers.py makes PostgreSQL's triggers.

Every model is in the trail unless it is named here with the reason. Of its columns, those whose
values are numbers, dates, yes or no, choices or other rows are told with their values; of all
others (names, addresses, texts, JSON, files) only that they changed.
"""

from __future__ import annotations

import enum
import re
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

LEFT_OUT = {
    "accounts.sealing": "how far the trail is sealed",
    "accounts.trailentry": "the trail itself",
    "accounts.trailseal": "the trail itself",
    "account.emailconfirmation": "not used: an admin types the address",
    "auth.group": "not used: a person's role is a column",
    "auth.group_permissions": "not used: a person's role is a column",
    "auth.permission": "not used: a person's role is a column",
    "candidates.ownlist": "which columns somebody likes to see, and when their next news is due",
    "candidates.perhapsthesame": "what a chore found; what somebody decides is in the trail",
    "candidates.searchsighting": "of whom a letter told; the letter is in the trail",
    "candidates.twinsearch": "how far the search for twins has come",
    "contenttypes.contenttype": "Django's own list of models",
    "django_rq.dashboard": "has no rows",
    "mailings.heartbeat": "a sign of life every few seconds",
    "processes.digest": "nothing but when somebody's next digest is due",
    "processes.heldfile": "files of forms that were refused; gone within a day",
    "processes.importrow": "lines of files; what each became here is in the trail",
    "processes.importedrecord": "the bookkeeping of imports; what was imported is in the trail",
    "processes.retentionsweep": "how far tonight's round of keeping has come",
    "sessions.session": "signing in and out is noted",
    "socialaccount.socialapp": "not used: issuers are settings",
    "socialaccount.socialtoken": "not used: nothing is asked of an issuer afterwards",
    "usersessions.usersession": "signing in and out is noted; it moves with every page",
}

# Leases, tries and "look again at": they move all the time and say nothing about what happened.
MACHINERY = re.compile(
    r"next_(\w+_)?at|look_again_at|ring_after|try_after|attempt|failed_renderings|preview_\w+"
    r"|progress|kept_until|last_login|last_used_at|last_seen_at|last_contact_at"
)

# Texts with few values of our own making: safe to tell although no field lists them.
TOLD_TOO = {
    "accounts.signedlink": {"language", "purpose"},
    "accounts.user": {"language"},
    "mailings.attachment": {"content_type", "sha256"},
    "mailings.letter": {"kind", "language"},
    "processes.reminder": {"step"},
}

WITH_VALUES = (
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.DurationField,
    models.FloatField,
    models.ForeignKey,
    models.IntegerField,
    models.TimeField,
    models.UUIDField,
)


class Told(enum.Enum):
    """How much of a column is told."""

    VALUE = "old and new"
    CHANGED = "that it changed"
    NOTHING = "nothing"


def told(field: models.Field[Any, Any]) -> Told:
    """How much the trail tells of a column."""
    if isinstance(field, models.GeneratedField) or MACHINERY.fullmatch(field.name):
        return Told.NOTHING
    if field.name in TOLD_TOO.get(field.model._meta.label_lower, ()):
        return Told.VALUE
    plain = field.base_field if isinstance(field, ArrayField) else field
    if plain.choices or isinstance(plain, WITH_VALUES):
        return Told.VALUE
    return Told.CHANGED
