from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.sides import Side


class Extension(models.TextChoices):
    """What was agreed about whether the placement goes on after its end (A5)."""

    EXTENDED = "extended", _("It goes on")
    ENDS = "ends", _("It ends as agreed")


class ExtensionAnswer(models.Model):
    """What one side says about going on after the end: sealed until the other has answered (A5).

    While it is sealed its content lies in one column that no page, timeline or trail tells.
    """

    placement = models.ForeignKey(
        "processes.Placement", on_delete=models.PROTECT, related_name="extension_answers"
    )
    side = models.CharField(max_length=12, choices=Side)
    ends_on = models.DateField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="extension_answers"
    )
    sealed = models.JSONField(null=True)
    opened_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=12, choices=Extension, blank=True, db_default="")
    until = models.DateField(null=True)
    words = models.TextField(blank=True, db_default="")

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "placement",
                "side",
                condition=models.Q(opened_at__isnull=True),
                name="each_side_is_asked_once_about_an_end",
            ),
            models.CheckConstraint(
                condition=models.Q(side__in=Side.values),
                name="an_answer_about_an_extension_has_a_side",
            ),
            models.CheckConstraint(
                condition=models.Q(opened_at__isnull=True, answer="", until__isnull=True, words="")
                | models.Q(
                    opened_at__isnull=False, sealed__isnull=True, answer__in=Extension.values
                ),
                name="nothing_is_read_of_a_sealed_answer",
            ),
            models.CheckConstraint(
                condition=models.Q(sealed__isnull=True) | models.Q(answered_at__isnull=False),
                name="what_is_sealed_was_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}, {self.ends_on}"

    @property
    def is_sealed(self) -> bool:
        return self.answered_at is not None and self.opened_at is None

    def seal(
        self, until: date | None, words: str, *, by: User, at: datetime, goes_on: bool
    ) -> None:
        """Keeps what was said without showing it; said anew before that, the last counts."""
        self.sealed = {
            "answer": Extension.EXTENDED if goes_on else Extension.ENDS,
            "until": until.isoformat() if until and goes_on else None,
            "words": words,
        }
        self.answered_at, self.by = at, by
        self.save(update_fields=["sealed", "answered_at", "by"])

    def open(self, *, at: datetime) -> None:
        """What was said can be read from now on."""
        said: dict[str, Any] = self.sealed or {}
        self.answer, self.words = said["answer"], said["words"]
        self.until = date.fromisoformat(said["until"]) if said["until"] else None
        self.sealed, self.opened_at = None, at
        self.save(update_fields=["answer", "words", "until", "sealed", "opened_at"])


def day_both_named(answers: list[ExtensionAnswer]) -> date | None:
    """The day until which both sides would go on; None where they named others, or none."""
    named = {answer.until for answer in answers}
    return named.pop() if len(named) == 1 else None


def question(
    placement: int, side: str, *, ends_on: date, at: datetime
) -> tuple[ExtensionAnswer, bool]:
    """The unopened question to one side, and whether it is new."""
    return ExtensionAnswer.objects.get_or_create(
        placement_id=placement,
        side=side,
        opened_at=None,
        defaults={"ends_on": ends_on, "asked_at": at},
    )
