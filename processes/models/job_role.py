from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models, transaction
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.money import Currency, PaidPer, span
from accounts.places import COUNTRIES
from processes.models.assignment import Kind
from processes.models.letter_text import EditedMeanwhile

# By the words' own language: PostgreSQL knows how English, Swedish and Dutch are bent, not Polish.
WORDS = """
    CASE language
    WHEN 'en' THEN to_tsvector('english'::regconfig, name || ' ' || duties)
    WHEN 'sv' THEN to_tsvector('swedish'::regconfig, name || ' ' || duties)
    WHEN 'nl' THEN to_tsvector('dutch'::regconfig, name || ' ' || duties)
    ELSE to_tsvector('simple'::regconfig, name || ' ' || duties) END
"""
# A search finds people for permanent roles: its pay is compared with theirs.
RANGE_KINDS = [(kind.value, kind.label) for kind in (Kind.PERMANENT, Kind.INTERIM)]


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


class JobRole(models.Model):
    """A role of the catalogue that briefs are held against (C2). It describes work, not people."""

    # Of the starter catalogue, so that it is not taken over twice; empty for the agency's own.
    key = models.CharField(max_length=40, blank=True, editable=False)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects: ClassVar[JobRoleQuerySet] = JobRoleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=~models.Q(key=""),
                name="a_role_of_the_starter_catalogue_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("job_role", args=[self.pk])

    @property
    def version(self) -> str:
        """Changes whenever somebody has changed it."""
        return f"{self.changed_at.astimezone(UTC):%Y%m%d%H%M%S%f}"

    @property
    def name(self) -> str:
        return self.named_in(get_language() or "en")

    def named_in(self, language: str) -> str:
        """Its name in this language; where it has none there, in the first that it has."""
        known = {wording.language: wording.name for wording in self.wordings.all()}
        return known.get(language) or known.get("en") or next(iter(known.values()), "–")

    @property
    def names_elsewhere(self) -> list[str]:
        """What it is called in the other languages, each name once."""
        return list(dict.fromkeys(one.name for one in self.wordings.all() if one.name != self.name))

    def ranges_first_of(self, country: str) -> list[RoleRange]:
        """What is usual in this country; where nothing is known of it, in the first that is."""
        known = list(self.ranges.all())
        own = [one for one in known if one.country == country]
        return own or known[: len(RANGE_KINDS)]


class RoleWording(models.Model):
    """What a role is called in one language, and its typical duties."""

    role = models.ForeignKey(JobRole, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=80)
    other_names = ArrayField(
        models.CharField(max_length=80), verbose_name=_("other names"), default=list, blank=True
    )
    duties = models.TextField(_("typical duties"), blank=True)
    words = models.GeneratedField(
        expression=RawSQL(WORDS, []),  # noqa: S611 (a constant)
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["language"]
        indexes = [GinIndex(fields=["words"], name="roles_by_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "language"], name="one_wording_per_role_and_language"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="a_role_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class RoleRange(models.Model):
    """What a role usually pays in a country, for a kind of assignment."""

    role = models.ForeignKey(JobRole, on_delete=models.CASCADE, related_name="ranges")
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES)
    kind = models.CharField(_("kind"), max_length=12, choices=RANGE_KINDS)
    usual_from = models.DecimalField(_("from"), max_digits=12, decimal_places=2)
    usual_to = models.DecimalField(_("to"), max_digits=12, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency)
    per = models.CharField(_("per"), max_length=8, choices=PaidPer)

    class Meta:
        ordering = ["country", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "country", "kind"], name="one_usual_range_per_country_and_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(usual_from__gt=0, usual_to__gte=models.F("usual_from")),
                name="a_usual_range_goes_from_less_to_more",
            ),
            models.CheckConstraint(
                condition=models.Q(per__in=PaidPer.values), name="a_usual_range_is_for_a_known_time"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[value for value, _label in RANGE_KINDS]),
                name="a_usual_range_is_for_a_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        return span(self.usual_from, self.usual_to, self.currency, self.per)
