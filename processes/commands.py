"""What somebody can do or open by its name in the search: actions, and the pages they may enter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.templatetags.navigation import places


@dataclass(frozen=True)
class Command:
    """A thing to do, or a page to go to; ``dialog``: its form opens above the page."""

    name: str
    label: str | Promise
    icon: str
    dialog: bool = False

    @property
    def url(self) -> str:
        return reverse(self.name)


ACTIONS = (
    Command("log_call", _("Log a call"), "phone", dialog=True),
    Command("candidate_new", _("New candidate"), "user-plus"),
    Command("assignment_new", _("Open an assignment"), "plus"),
    Command("client_new", _("New client"), "plus"),
    Command("leave_new", _("Plan leave"), "sun", dialog=True),
)
# Pages that the sidebar leads to by way of others.
FURTHER = (
    Command("pools", _("Pools"), "users"),
    Command("saved_searches", _("Saved searches"), "magnifying-glass"),
    Command("twins", _("Perhaps the same person"), "users"),
    Command("available", _("Who is free"), "calendar"),
    Command("gone_quiet", _("Gone quiet"), "phone"),
    Command("gestures", _("Gestures"), "gift"),
    Command("holding", _("Holding messages"), "envelope"),
    Command("insights_leaving", _("Where people leave"), "chart-bar"),
    Command("insights_returning", _("Who comes back"), "chart-bar"),
)
OWN = (
    Command("profile", _("Your profile"), "user-circle"),
    Command("mfa_index", _("Your sign-in"), "key"),
    Command("keys", _("Keyboard"), "command-line", dialog=True),
)
# Letters that are no others with something on top.
WITHOUT_MARKS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


def actions() -> tuple[Command, ...]:
    """What anybody of the agency can do from anywhere."""
    return ACTIONS


def pages(user: User) -> list[Command]:
    """Where this person may go: as in their sidebar, beyond it, and below their name."""
    there = [Command(place.name, place.label, place.icon) for place in places(user)]
    return [*there, *FURTHER, *OWN]


def named(typed: str, commands: list[Command]) -> tuple[list[Command], list[Command]]:
    """Those whose name begins like this, and those that have each of these words begin one."""
    asked = plain(typed)
    if not asked:
        return [], []
    begun, others = [], []
    for command in commands:
        label = plain(str(command.label))
        if label.startswith(asked):
            begun.append(command)
        elif all(_begins_one(word, label) for word in asked.split()):
            others.append(command)
    return begun, others


def _begins_one(word: str, label: str) -> bool:
    return any(one.startswith(word) for one in label.split())


def plain(text: str) -> str:
    """Lower case without accents, as PostgreSQL's columns of names are."""
    return "".join(_letters(text.casefold().translate(WITHOUT_MARKS))).strip()


def _letters(text: str) -> Iterator[str]:
    for letter in unicodedata.normalize("NFKD", text):
        if not unicodedata.combining(letter):
            yield letter
