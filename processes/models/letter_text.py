from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class EditedMeanwhile(Exception):
    """Somebody else has written this text anew since it was read."""

    def __init__(self) -> None:
        super().__init__(
            _t("Somebody else has changed this text in the meantime. Nothing was saved.")
        )


class LetterTextQuerySet(models.QuerySet["LetterText"]):
    def of(self, kind: str, language: str) -> LetterText | None:
        """The agency's own words, None where the product's are in force."""
        return self.filter(kind=kind, language=language).first()

    @transaction.atomic
    def keep(
        self,
        kind: str,
        language: str,
        *,
        subject: str,
        body: str,
        by: User,
        at: datetime,
        seen: str,
    ) -> LetterText:
        """Writes the agency's own text; ``seen`` is the ``version`` that was read before.

        Raises ``EditedMeanwhile`` when that is not the one in force any more.
        """
        text = self._locked(kind, language, seen) or LetterText(kind=kind, language=language)
        text.subject, text.body, text.changed_by, text.changed_at = subject, body, by, at
        try:
            with transaction.atomic():
                text.save()
        except IntegrityError as somebody_was_first:
            raise EditedMeanwhile from somebody_was_first
        return text

    @transaction.atomic
    def reset(self, kind: str, language: str, *, seen: str) -> None:
        """Takes the agency's own text away; the product's is in force again.

        Raises ``EditedMeanwhile`` when somebody has changed it since it was seen.
        """
        if text := self._locked(kind, language, seen):
            text.delete()

    def _locked(self, kind: str, language: str, seen: str) -> LetterText | None:
        rows = self.select_for_update(of=("self",))
        mine = rows.filter(kind=kind, language=language).first()
        if (mine.version if mine else "") != seen:
            raise EditedMeanwhile
        return mine


class LetterText(models.Model):
    """The agency's own words for one kind of letter in one language; the product has its own."""

    class Kind(models.TextChoices):
        ACKNOWLEDGEMENT = "acknowledgement", _("Receipt of an application")
        ANSWER = "answer", _("Answer to an application")
        DECLINE = "decline", _("Decline after the application")
        DECLINE_FOUND = "decline_found", _("Decline to somebody we found")
        DECLINE_CLOSED = "decline_closed", _("Decline when the assignment closes")
        DECLINE_AFTER_INTERVIEW = "decline_after_interview", _("Decline after an interview")
        HOLDING = "holding", _("Holding message")
        FEEDBACK_ASKED = "feedback_asked", _("Feedback asked from the client")
        DATES_ASKED = "dates_asked", _("Dates asked from the client")
        OBSTACLE = "obstacle", _("Obstacle told to the client")
        BRIEF_CHANGED = "brief_changed", _("Change of the brief told to the client")
        SCHEDULE = "schedule", _("Schedule for the client")
        SCHEDULE_CHANGED = "schedule_changed", _("Changed schedule for the client")
        CLOSING = "closing", _("Closing word to the client")
        KEEP_IN_TOUCH = "keep_in_touch", _("Keeping in touch")
        CARE_ASKED = "care_asked", _("Question how it goes")
        AVAILABILITY_ASKED = "availability_asked", _("Question when a consultant is free")
        WORD = "word", _("A word in between")

    kind = models.CharField(max_length=24, choices=Kind)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), max_length=5000)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects: ClassVar[LetterTextQuerySet] = LetterTextQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language"], name="one_text_per_kind_and_language"
            ),
            models.CheckConstraint(
                condition=~models.Q(subject="") & ~models.Q(body=""),
                name="a_letter_text_has_subject_and_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_language_display()})"

    @property
    def version(self) -> str:
        """Changes whenever somebody has written it anew."""
        return f"{self.changed_at.astimezone(UTC):%Y%m%d%H%M%S%f}"
