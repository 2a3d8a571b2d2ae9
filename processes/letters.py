"""Letters about the process: composed here, written into the outbox of mailings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from mailings.composing import compose as letter_parts

if TYPE_CHECKING:
    from processes.models.assignment import Assignment

__all__ = ["letter_parts", "portal_address"]


def portal_address(assignment: Assignment) -> str:
    """Where its contacts read how it stands; empty while none of them has a key to the portal."""
    if not assignment.contacts.filter(user__isnull=False).exists():
        return ""
    return settings.BASE_URL + reverse("portal_assignment", args=[assignment.pk])
