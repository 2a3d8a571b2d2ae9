"""The starter catalogue: usual roles with example ranges, which an admin takes over at once (C2).

The ranges are examples to be replaced by the agency's own, not a survey.
"""

from __future__ import annotations

import tomllib
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from accounts.models import User
from processes.models import JobRole, Usual, Wording

FOLDER = Path(__file__).parent / "starter"


class StarterRole(NamedTuple):
    """One role of the starter catalogue as its file has it."""

    key: str
    wordings: dict[str, Wording]
    usual: tuple[Usual, ...]


@cache
def starter_roles() -> tuple[StarterRole, ...]:
    return tuple(read(file) for file in sorted(FOLDER.glob("*.toml")))


def read(file: Path) -> StarterRole:
    written = tomllib.loads(file.read_text("utf-8"))
    wordings = {
        language: Wording(
            name=written[language]["name"],
            other_names=tuple(written[language]["other_names"]),
            duties="\n".join(written[language]["duties"]),
        )
        for language, _name in settings.LANGUAGES
    }
    usual = tuple(
        Usual(**{**one, "low": Decimal(one["low"]), "high": Decimal(one["high"])})
        for one in written["usual"]
    )
    return StarterRole(file.stem, wordings, usual)


@transaction.atomic
def take_over(*, by: User, at: datetime) -> int:
    """Puts those that are not there yet into the agency's catalogue; how many they were.

    Roles that were taken over before are left as the agency has made them.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # twice in a row, not at once
    there = set(JobRole.objects.exclude(key="").values_list("key", flat=True))
    missing = [role for role in starter_roles() if role.key not in there]
    roles = JobRole.objects.bulk_create(
        JobRole(key=role.key, changed_by=by, changed_at=at) for role in missing
    )
    JobRole.objects.describe(
        (role, starter.wordings, starter.usual)
        for role, starter in zip(roles, missing, strict=True)
    )
    return len(missing)
