from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from accounts.money import Currency, PaidPer, span
from accounts.places import COUNTRIES
from processes.models.assignment import Kind

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


class RoleWording(models.Model):
    """What a role is called in one language, and its typical duties."""

    role = models.ForeignKey("processes.JobRole", on_delete=models.CASCADE, related_name="wordings")
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

    role = models.ForeignKey("processes.JobRole", on_delete=models.CASCADE, related_name="ranges")
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
