"""How far a document has been read, and what that means for whoever looks for its text."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """What a worker found when it read a file."""

    WAITING = "waiting", _("Is being read")
    READ = "read", pgettext_lazy("document", "Read")
    NO_TEXT = "no_text", _("Scanned: no text")
    ENCRYPTED = "encrypted", _("Behind a password")
    DAMAGED = "damaged", _("Damaged")
    TOO_LONG = "too_long", _("Too many pages to read")
    TOO_MUCH = "too_much", _("Too much to read")
    REFUSED = "refused", _("Refused: not safe")
    INFECTED = "infected", _("Refused: a virus")


# The file of these is gone: nobody can fetch it by any door.
GONE = (State.REFUSED, State.INFECTED)

SAID: dict[str, str | Promise] = {
    State.WAITING: _("The file is kept. Its text is read in the background, mostly in seconds."),
    State.READ: _("The text is read and can be searched."),
    State.NO_TEXT: _(
        "The pages are pictures and hold no text, so nothing in them can be found. The file is "
        "kept. Ask for the original, or put it through text recognition and upload it again."
    ),
    State.ENCRYPTED: _(
        "The file is behind a password, so it cannot be read here. It is kept and can be "
        "downloaded. Ask for a copy without a password."
    ),
    State.DAMAGED: _(
        "The file cannot be read: it is cut off or damaged. It is kept as it came. Ask for it "
        "again, best as PDF."
    ),
    State.TOO_LONG: _(
        "The file has too many pages to be read as a CV. It is kept and can be downloaded. "
        "Upload the CV alone if its text shall be found."
    ),
    State.TOO_MUCH: _(
        "Reading this file took too long or too much memory and was stopped. It is kept. Save it "
        "anew, simpler, best as PDF, and upload that."
    ),
}

# Why a file was refused, by the word that the reading says.
UNSAFE: dict[str, str | Promise] = {
    "bomb": _(
        "This file unpacks into far more than it says: such files are made to stop a machine. It "
        "was not kept."
    ),
    "macro": _(
        "This file holds a macro, a small program. It was not kept. Ask for it as PDF, or saved "
        "without macros."
    ),
    "outside": _(
        "This file holds instructions to load something from elsewhere. It was not kept. Ask for "
        "it as PDF."
    ),
}
