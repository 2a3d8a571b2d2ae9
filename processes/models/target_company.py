from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import OuterRef, Q
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.search_names import Unaccented, plain
from processes.confidential import seen_by
from processes.models.candidacy import Candidacy
from processes.models.event import EventKind
from processes.timeline import record

if TYPE_CHECKING:
    from processes.models.assignment import Assignment


class CompanyState(models.TextChoices):
    """How far the search has come at a company, in the order in which it goes."""

    AGREED = "agreed", pgettext_lazy("target company", "Agreed")
    RESEARCHED = "researched", pgettext_lazy("target company", "Researched")
    APPROACHED = "approached", pgettext_lazy("target company", "Approached")
    EXHAUSTED = "exhausted", pgettext_lazy("target company", "Exhausted")
    OFF_LIMITS = "off_limits", pgettext_lazy("target company", "Off limits")


class TargetCompanyQuerySet(models.QuerySet["TargetCompany"]):
    def visible_to(self, user: User) -> TargetCompanyQuerySet:
        """Those of assignments that this person of the agency sees."""
        return self.filter(seen_by(user))

    @transaction.atomic
    def agree(
        self, assignment: Assignment, names: Iterable[str], *, by: User, at: datetime
    ) -> list[TargetCompany]:
        """Adds the companies of a list to the search; those already there are left as they are."""
        wanted = {" ".join(name.split())[:160]: None for name in names}
        rows = [
            TargetCompany(assignment=assignment, name=name, state_since=at)
            for name in wanted
            if name
        ]
        before = set(self.filter(assignment=assignment).values_list("pk", flat=True))
        self.bulk_create(rows, ignore_conflicts=True)
        added = list(self.filter(assignment=assignment).exclude(pk__in=before).order_by("pk"))
        if added:
            record(
                EventKind.TARGET_COMPANIES_AGREED,
                by=by,
                at=at,
                assignment=assignment,
                text=", ".join(company.name for company in added),
                count=len(added),
            )
        return added

    def named(self, name: str) -> TargetCompanyQuerySet:
        """Of exactly this name, whatever its case and accents."""
        return self.filter(plain_name=Lower(Unaccented(models.Value(name))))

    def in_order(self) -> TargetCompanyQuerySet:
        """As far as the search has come: what is at work first, off limits last."""
        place = models.Case(
            *(models.When(state=state, then=number) for number, state in enumerate(CompanyState)),
            output_field=models.IntegerField(),
        )
        return self.order_by(place, "plain_name")

    def with_people(self, since: datetime, until: datetime) -> TargetCompanyQuerySet:
        """Each with how many ``people`` of the search work there, and how many are ``new``."""
        there = (
            Candidacy.objects.filter(
                assignment=OuterRef("assignment"),
                added_at__lte=until,
                candidate__employer__gt="",
            )
            .annotate(plain_employer=plain("candidate__employer"))
            .filter(plain_employer=OuterRef("plain_name"))
            .order_by()
            .values("assignment")
            .annotate(
                number=models.Count("pk"), newer=models.Count("pk", filter=Q(added_at__gt=since))
            )
        )
        return self.annotate(
            people=Coalesce(models.Subquery(there.values("number")), 0),
            new=Coalesce(models.Subquery(there.values("newer")), 0),
        )


class TargetCompany(models.Model):
    """A company in which a search looks for people, agreed with the client; or must not look."""

    assignment = models.ForeignKey(
        "processes.Assignment", on_delete=models.CASCADE, related_name="target_companies"
    )
    name = models.CharField(_("company"), max_length=160)
    state = models.CharField(
        _("how far"), max_length=12, choices=CompanyState, default=CompanyState.AGREED
    )
    state_since = models.DateTimeField()
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("For us; the client does not see it.")
    )
    plain_name = models.GeneratedField(
        expression=plain("name"), output_field=models.TextField(), db_persist=True
    )

    objects = TargetCompanyQuerySet.as_manager()

    class Meta:
        ordering = ["assignment", "plain_name"]
        verbose_name_plural = "target companies"
        constraints = [
            models.UniqueConstraint(
                "assignment", "plain_name", name="a_company_once_in_each_search"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_target_company_has_a_name"),
            models.CheckConstraint(
                condition=Q(state__in=CompanyState.values),
                name="a_target_company_is_so_far",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def move_to(self, state: str, *, by: User, at: datetime) -> None:
        """How far the search has come there; the same again changes nothing."""
        mine = TargetCompany.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if mine.state != state:
            was, mine.state, mine.state_since = mine.state, CompanyState(state).value, at
            mine.save(update_fields=["state", "state_since"])
            record(
                EventKind.TARGET_COMPANY_MOVED,
                by=by,
                at=at,
                assignment=self.assignment,
                text=mine.name,
                was=was,
                to=state,
            )
        self.refresh_from_db(fields=["state", "state_since"])
