"""What follow-ups do by themselves; recruitcrm/chores.py has the list."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from accounts.models import Leave, User
from processes import chasing, deputies, digests
from processes.models import Digest, FollowUp, OtherProcess


def due_digests(at: datetime) -> models.QuerySet[Digest]:
    """Digests that are due; whoever has joined gets a first one."""
    Digest.objects.bulk_create(
        [
            Digest(user=user, next_at=digests.next_digest(user, at))
            for user in User.objects.staff().filter(digest=None)
        ],
        ignore_conflicts=True,
    )
    return Digest.objects.due(at)


def send_digest(pk: int, at: datetime) -> None:
    digests.send_digest(pk, at)


def due_client_reminders(at: datetime) -> models.QuerySet[FollowUp]:
    return FollowUp.objects.clients_owe().due_for_reminder(at)


def remind_client(pk: int, at: datetime) -> None:
    chasing.remind_client(pk, at)


def due_other_processes(at: datetime) -> models.QuerySet[OtherProcess]:
    return OtherProcess.objects.passed(at)


def pass_by(pk: int, at: datetime) -> None:
    """The day on which another offer is answered is over: the next one stands on the card."""
    OtherProcess.objects.select_related("candidacy__assignment__client").get(pk=pk).pass_by(at=at)


def due_leaves(at: datetime) -> models.QuerySet[Leave]:
    return Leave.objects.due(at)


def take_places(pk: int, at: datetime) -> None:
    deputies.take_places(pk, at)
