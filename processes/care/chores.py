"""What asking both sides does by itself; recruitcrm/chores.py has the list."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from processes.care.asking import ask_by_itself
from processes.care.comparing import look
from processes.models import CareAnswer, CareQuestion


def due_questions(at: datetime) -> models.QuerySet[CareQuestion]:
    return CareQuestion.objects.due(at)


def do_question(pk: int, at: datetime) -> None:
    ask_by_itself(pk, at)


def due_looks(at: datetime) -> models.QuerySet[CareAnswer]:
    return CareAnswer.objects.due(at)


def do_look(pk: int, at: datetime) -> None:
    look(pk, at)
