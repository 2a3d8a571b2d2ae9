from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.working_time import WorkingHours
from processes.models.candidacy import Candidacy
from processes.models.privacy_text import PrivacyText
from processes.models.vacancy import Vacancy
from processes.models.which_events import read_mark

if TYPE_CHECKING:
    from mailings.models import Letter

LONGEST_ANSWER = 2_000


class Became(models.TextChoices):
    """What an application became; the first one by itself, the others somebody decided."""

    NEW = "new", _("New record")
    SAME = "same", _("The same person")
    OTHER = "other", _("Somebody else")


def random_name(application: Application, filename: str) -> str:
    """Where the CV is kept: a name that nobody can guess and that says nothing."""
    return f"applications/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()[:8]}"


class ApplicationQuerySet(models.QuerySet["Application"]):
    def waiting(self) -> ApplicationQuerySet:
        """Of somebody who may be here already: a person looks at both."""
        return self.filter(decided_at=None)

    def decided(self) -> ApplicationQuerySet:
        """The newest first."""
        return self.filter(decided_at__isnull=False).order_by("-at", "-id")

    def before(self, mark: str) -> ApplicationQuerySet:
        """Those that came in before the one of this mark; all for a mark that nobody wrote."""
        found = read_mark(mark)
        if found is None:
            return self
        at, pk = found
        return self.filter(at__lte=at).exclude(at=at, pk__gte=pk)

    def visible_to(self, user: User) -> ApplicationQuerySet:
        """Of assignments that they see; what people sent whose record was closed only leads see."""
        from processes.models.assignment import Assignment

        seen = self.filter(vacancy__assignment__in=Assignment.objects.visible_to(user))
        return seen if user.leads else seen.filter(candidacy__candidate__closed_at__isnull=True)

    def with_people(self) -> ApplicationQuerySet:
        return self.select_related(
            "vacancy__assignment__client", "vacancy__assignment__owner", "decided_by", "notice"
        )


class Application(models.Model):
    """What somebody sent in by a vacancy's page, kept as it came.

    It changes nobody's record. Where it may be of somebody who is here already it waits until a
    person has looked (``decided_at``); the time for an answer runs from ``at`` all the same (K1).
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="applications")
    at = models.DateTimeField()
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    question = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)
    source = models.CharField(max_length=40, blank=True)
    notice = models.ForeignKey(PrivacyText, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to=random_name, blank=True)
    file_name = models.CharField(max_length=160, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    file_size = models.PositiveIntegerField(default=0)
    document = models.ForeignKey(
        "candidates.Document", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    became = models.CharField(max_length=8, choices=Became, blank=True)
    candidacy = models.ForeignKey(
        Candidacy, null=True, on_delete=models.PROTECT, related_name="applications"
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-at", "-id"], name="applications_newest_first"),
            models.Index(
                fields=["vacancy", "at"],
                condition=models.Q(decided_at=None),
                name="applications_to_be_looked_at",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                "vacancy", Lower("email"), name="one_application_per_vacancy_and_address"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, became="", candidacy=None, decided_by=None)
                | models.Q(
                    decided_at__isnull=False,
                    became__in=Became.values,
                    candidacy__isnull=False,
                ),
                name="a_decided_application_says_what_it_became",
            ),
            models.CheckConstraint(
                condition=~models.Q(first_name="") & ~models.Q(email=""),
                name="an_application_says_who",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("application", args=[self.pk])

    @property
    def full_name(self) -> str:
        return " ".join(f"{self.first_name} {self.last_name}".split())

    @property
    def mark(self) -> str:
        """Where a page ends that ends with this one."""
        return f"{self.at.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{self.pk}"

    @property
    def waits(self) -> bool:
        return self.decided_at is None

    def working_hours(self) -> WorkingHours:
        """Of where the role is: nobody was asked where they live."""
        hours: WorkingHours = self.vacancy.assignment.owner.working_hours()
        return hours

    def accepts_letter(self, letter: Letter) -> bool:
        return self.email == letter.to

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """The receipt went out; once it is known whose application it is, it counts for them."""
        current = Application.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if current.candidacy is not None:
            current.candidacy.letter_was_sent(letter, at=at)
