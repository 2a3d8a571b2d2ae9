"""Which roles of the catalogue; what is written of one, in each language and country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models, transaction

from accounts.models import User
from processes.models.letter_text import EditedMeanwhile
from processes.models.role_wording import RoleRange, RoleWording

if TYPE_CHECKING:
    from processes.models.job_role import JobRole


@dataclass(frozen=True)
class Wording:
    """What a role is called in one language, and what it does, a duty per line."""

    name: str
    other_names: tuple[str, ...] = ()
    duties: str = ""


@dataclass(frozen=True)
class Usual:
    """What a role usually pays in a country."""

    country: str
    kind: str
    low: Decimal
    high: Decimal
    currency: str
    per: str


class JobRoleQuerySet(models.QuerySet["JobRole"]):
    def with_all(self) -> JobRoleQuerySet:
        """With words and ranges; three queries however many roles."""
        return self.prefetch_related("wordings", "ranges")

    def matching(self, typed: str) -> JobRoleQuerySet:
        """By a name in any language, or by a word of the duties."""
        if not typed:
            return self
        wordings = RoleWording.objects.filter(
            models.Q(name__icontains=typed)
            | models.Q(other_names__icontains=typed)
            | models.Q(duties__icontains=typed)
        )
        return self.filter(pk__in=wordings.values("role"))

    @transaction.atomic
    def write(
        self,
        role: JobRole | None,
        wordings: Mapping[str, Wording],
        usual: Iterable[Usual],
        *,
        by: User,
        at: datetime,
        seen: str = "",
    ) -> JobRole:
        """Writes a role as it is from now on; ``seen`` is the ``version`` that was read before.

        Raises ``EditedMeanwhile``.
        """
        if role is None:
            role = self.create(changed_by=by, changed_at=at)
        else:
            role = self.locked(role.pk, seen)
            role.changed_by, role.changed_at = by, at
            role.save(update_fields=["changed_by", "changed_at"])
            role.wordings.all().delete()
            role.ranges.all().delete()
        self.describe([(role, wordings, usual)])
        return role

    def describe(
        self, roles: Iterable[tuple[JobRole, Mapping[str, Wording], Iterable[Usual]]]
    ) -> None:
        """Writes the words and ranges of roles that have none; two queries however many roles."""
        roles = [(role, wordings, tuple(usual)) for role, wordings, usual in roles]
        RoleWording.objects.bulk_create(
            RoleWording(
                role=role,
                language=language,
                name=wording.name,
                other_names=list(wording.other_names),
                duties=wording.duties,
            )
            for role, wordings, _usual in roles
            for language, wording in wordings.items()
            if wording.name
        )
        RoleRange.objects.bulk_create(
            RoleRange(
                role=role,
                country=one.country,
                kind=one.kind,
                usual_from=one.low,
                usual_to=one.high,
                currency=one.currency,
                per=one.per,
            )
            for role, _wordings, usual in roles
            for one in usual
        )

    def locked(self, pk: int, seen: str) -> JobRole:
        mine = self.select_for_update(of=("self",)).filter(pk=pk).first()
        if mine is None or mine.version != seen:
            raise EditedMeanwhile
        return mine
