"""Whom the pages of kind noes are about, their addresses, and what is typed there."""

from __future__ import annotations

from typing import Any

from django.test import Client as Browser
from django.urls import reverse

from candidates.models import Candidate
from mailings.models import Letter
from processes.models import Assignment, Candidacy
from tests.cast import MONDAY, Cast
from tests.processes.forms import shown


def applicants(cast: Cast) -> Assignment:
    """Jonas (English) and Amira (Swedish) have applied, Ewa has met the client."""
    cast.amira.language = "sv"
    cast.amira.save()
    payroll = cast.payroll()
    for person in (cast.jonas, cast.amira):
        payroll.add(person, by=None, at=MONDAY, applied=True)
    cast.presented(cast.ewa, payroll)
    return payroll


def several(assignment: Assignment) -> str:
    return reverse("assignment_declines", args=[assignment.pk])


def one(assignment: Assignment, person: Candidate, door: str = "declining") -> str:
    return reverse(f"candidacy_{door}", args=[candidacy_of(assignment, person).pk])


def candidacy_of(assignment: Assignment, person: Candidate) -> Candidacy:
    return assignment.candidacies.get(candidate=person)


def typed(client: Browser, assignment: Assignment, *people: Candidate, **more: str) -> Any:
    pks = [candidacy_of(assignment, person).pk for person in people]
    return shown(client, several(assignment)) | {"reason": "must_have", "candidacy": pks} | more


def letters_of_no() -> list[Letter]:
    return list(Letter.objects.filter(kind="decline").order_by("to_name"))
