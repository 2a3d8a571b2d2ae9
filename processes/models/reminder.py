from __future__ import annotations

from django.db import models

from processes.models.follow_up import FollowUp


class Reminder(models.Model):
    """That somebody was reminded of a follow-up, once per step of its ladder."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="reminders")
    step = models.CharField(max_length=16)
    letter = models.ForeignKey(
        "mailings.Letter", null=True, on_delete=models.SET_NULL, related_name="reminders"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                "follow_up", "step", name="one_reminder_per_follow_up_and_step"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.follow_up_id} {self.step}"
