"""What holding messages do by themselves; recruitcrm/chores.py has the list."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from processes.follow_ups.preparing import DAYS_BEFORE
from processes.holding import preparing, sending
from processes.models import FollowUp, HoldingMessage


def due_to_prepare(at: datetime) -> models.QuerySet[FollowUp]:
    return FollowUp.objects.due_for_reminder(at).filter(kind__in=DAYS_BEFORE)


def do_prepare(pk: int, at: datetime) -> None:
    preparing.prepare(pk, at)


def due_to_go_out(at: datetime) -> models.QuerySet[HoldingMessage]:
    return HoldingMessage.objects.due(at)


def do_go_out(pk: int, at: datetime) -> None:
    sending.go_out(pk, at)
