"""What one does with what the palette found: the forms that its page opens, without the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Way:
    """A line below what was found; ``dialog``: opens above the page."""

    label: str | Promise
    icon: str
    url: str
    dialog: bool = True


def with_candidate(pk: int) -> tuple[Way, ...]:
    board = reverse("candidate_candidacy_new", args=[pk])
    return log("candidate", pk), Way(_("Put on an assignment"), "plus", board)


def with_client(pk: int, *, closed: bool) -> tuple[Way, ...]:
    """Nothing is searched for one that is closed."""
    if closed:
        return (log("client", pk),)
    opening = f"{reverse('assignment_new')}?client={pk}"
    return log("client", pk), Way(_("Open an assignment"), "plus", opening, dialog=False)


def with_contact(pk: int) -> tuple[Way, ...]:
    return (log("contact", pk),)


def with_assignment(pk: int, *, closed: bool) -> tuple[Way, ...]:
    """Nobody is added to one that is closed."""
    if closed:
        return (log("assignment", pk),)
    adding = Way(_("Add candidates"), "user-plus", reverse("candidacy_new", args=[pk]))
    return log("assignment", pk), adding


def log(noun: str, pk: int) -> Way:
    return Way(_("Log a call"), "phone", f"{reverse('log_call')}?{noun}={pk}")
