from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class Action(models.TextChoices):
    """What an entry says was done. The last ones are written by PostgreSQL itself."""

    SIGNED_IN = "signed_in", _("Signed in")
    SIGN_IN_REFUSED = "sign_in_refused", _("Sign-in refused")
    SIGNED_OUT = "signed_out", _("Signed out")
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere", _("Signed out everywhere")
    PASSWORD_CHANGED = "password_changed", _("Password changed")
    FACTOR_ADDED = "factor_added", _("Second factor added")
    FACTOR_REMOVED = "factor_removed", _("Second factor removed")
    INVITED = "invited", _("Invited")
    INVITATION_USED = "invitation_used", _("Invitation used")
    ACCESS_ENDED = "access_ended", _("Access ended")
    READ = "read", _("Read")
    EXPORTED = "exported", _("Exported")
    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    REMOVED = "removed", _("Removed")
    EMPTIED = "emptied", _("Table emptied")
    SET_UP = "set_up", _("Recording set up")


def actions() -> list[tuple[str, str]]:
    """Asked for when needed, so that a new action needs no migration."""
    return [(action.value, str(action.label)) for action in Action]


class TrailEntry(models.Model):
    """Who saw or changed what, when and from where: ids and choices, never names or texts.

    Append-only: PostgreSQL refuses to change, delete or empty. Changes of rows are written by
    PostgreSQL itself (accounts/trail/triggers.py), everything else by ``accounts.trail.note``.
    Nothing here refers to another row as far as PostgreSQL is concerned: an entry outlives it.
    """

    at = models.DateTimeField(db_default=Now())
    row = models.BigIntegerField(null=True)
    by = models.ForeignKey(
        User,
        null=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    address = models.GenericIPAddressField(null=True)
    action = models.CharField(max_length=24, choices=actions)
    source = models.CharField(max_length=64, blank=True)  # view, chore or command
    what = models.CharField(max_length=64, blank=True)  # a model's label, in small letters
    facts = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))

    class Meta:
        verbose_name_plural = "trail entries"
        indexes = [  # the page of the trail: newest first, by one thing that is asked for
            models.Index(fields=["at", "id"], name="trail_by_time"),
            models.Index(fields=["by", "at", "id"], name="trail_by_person"),
            models.Index(fields=["action", "at", "id"], name="trail_by_action"),
            models.Index(fields=["what", "at", "id"], name="trail_by_kind"),
            models.Index(fields=["what", "row", "at"], name="trail_of_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action} {self.what} {self.row or ''}".strip()


class TrailSeal(models.Model):
    """A link of the chain: the hash of an entry and of the seal before it."""

    number = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(
        TrailEntry, on_delete=models.DO_NOTHING, related_name="seal", db_constraint=False
    )
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.number} {bytes(self.hash).hex()}"


class Sealing(models.Model):
    """How far the trail is sealed: one row, which the chore holds while it seals.

    Every entry up to ``below`` is sealed, and none will appear there any more. ``seen`` was the
    newest entry when the next transaction was to be ``seen_transaction``: once all before that one
    are over, ``below`` may become ``seen``.
    """

    next_at = models.DateTimeField(db_default=Now())
    below = models.BigIntegerField(default=0, db_default=0)
    seen = models.BigIntegerField(default=0, db_default=0)
    seen_transaction = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="only_one_sealing")]

    def __str__(self) -> str:
        return f"sealed below {self.below}"

    def look_further(self, newest: int, oldest_open: int, next_transaction: int) -> None:
        """All visible entries up to ``newest`` are sealed; what was open when, by its number.

        A number beyond the next one is of another database, from which this one was restored.
        """
        if self.seen_transaction <= oldest_open or self.seen_transaction > next_transaction:
            self.below, self.seen = max(self.below, self.seen), newest
            self.seen_transaction = next_transaction
        if oldest_open == next_transaction:  # nobody is writing anything
            self.below = max(self.below, newest)
