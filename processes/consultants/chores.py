"""What is asked of consultants by itself; recruitcrm/chores.py has the list."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from processes.consultants.asking import ask
from processes.models import Availability


def due_questions(at: datetime) -> models.QuerySet[Availability]:
    return Availability.objects.due(at)


def do_question(pk: int, at: datetime) -> None:
    ask(pk, at)
