from __future__ import annotations

from datetime import datetime, time
from secrets import token_hex
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Agency, User
from accounts.places import COUNTRIES
from processes.models.brief import MOST_REMOTE_DAYS
from processes.models.event import Event, EventKind
from processes.models.letter_text import LANGUAGES
from processes.models.which_vacancies import VacancyQuerySet, our_day
from processes.timeline import record


class Contract(models.TextChoices):
    PERMANENT = "permanent", _("Permanent job")
    TEMPORARY = "temporary", _("Employed for a time")
    CONTRACTOR = "contractor", _("Contract as a consultant")


class Hours(models.TextChoices):
    FULL = "full", _("Full time")
    PART = "part", _("Part time")
    EITHER = "either", _("Full or part time")


class CannotPublish(Exception):
    """Something is missing, or the assignment is not for everybody's eyes."""


class Vacancy(models.Model):
    """What anyone may read of an assignment, in one language, once it is published.

    Its address is made once and stays. The pay is the assignment's own range.
    """

    assignment = models.OneToOneField(
        "processes.Assignment", on_delete=models.PROTECT, related_name="vacancy"
    )
    slug = models.SlugField(max_length=120, unique=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=160)
    about = models.TextField(_("the role"), blank=True)
    wanted = models.TextField(_("what you bring"), blank=True)
    offered = models.TextField(_("what you get"), blank=True)
    question = models.CharField(
        _("one question to whoever applies"),
        max_length=200,
        blank=True,
        help_text=_("Such as: what would you do in the first month? Left empty, none is asked."),
    )
    names_client = models.BooleanField(_("name the client"), default=False, db_default=False)
    place = models.CharField(_("place"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES)
    remote_days = models.PositiveSmallIntegerField(
        _("days a week at home"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_REMOTE_DAYS)],
    )
    contract = models.CharField(_("contract"), max_length=12, choices=Contract)
    hours = models.CharField(
        pgettext_lazy("of a job", "working hours"), max_length=8, choices=Hours, default=Hours.FULL
    )
    valid_until = models.DateField(_("last day to apply"), null=True, blank=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    objects: ClassVar[VacancyQuerySet] = VacancyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "vacancies"
        indexes = [
            # VacancyQuerySet.published, the list of them and the feed
            models.Index(
                fields=["-published_at", "-id"],
                condition=models.Q(published_at__isnull=False, withdrawn_at=None),
                name="vacancies_out_in_the_open",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="a_vacancy_has_a_title"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="a_vacancy_has_an_address"),
            models.CheckConstraint(
                condition=models.Q(language__in=LANGUAGES), name="a_vacancy_speaks_our_languages"
            ),
            models.CheckConstraint(
                condition=models.Q(contract__in=Contract.values, hours__in=Hours.values),
                name="a_vacancy_says_what_work_it_is",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True)
                | ~(models.Q(about="") | models.Q(valid_until=None)),
                name="a_published_vacancy_says_what_and_until_when",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(published_at__isnull=False),
                name="only_a_published_vacancy_is_withdrawn",
            ),
            models.CheckConstraint(
                condition=models.Q(remote_days=None) | models.Q(remote_days__lte=MOST_REMOTE_DAYS),
                name="a_vacancy_has_at_most_five_days_at_home",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("job", args=[self.slug])

    @property
    def public_url(self) -> str:
        return settings.BASE_URL + self.get_absolute_url()

    @property
    def is_published(self) -> bool:
        """Whether it was published and not withdrawn; ``published`` asks for the rest, too."""
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def employer(self) -> str:
        """Who looks for somebody, as everybody may know it; empty where that stays unsaid."""
        return self.assignment.client.name if self.names_client else ""

    @property
    def closes_at(self) -> datetime | None:
        """The end of the last day to apply."""
        if self.valid_until is None:
            return None
        zone = Agency.current().working_hours().zone
        return datetime.combine(self.valid_until, time.max.replace(microsecond=0), zone)

    def missing(self, at: datetime) -> list[str]:
        """Why it cannot be published now, in the reader's words; empty where it can."""
        said = []
        if not self.assignment.is_open:
            said.append(_t("The assignment is closed."))
        if self.assignment.confidential:
            said.append(_t("The assignment is confidential: it is for nobody else's eyes."))
        if not self.about.strip():
            said.append(_t("Nothing says yet what the role is about."))
        if self.valid_until is None:
            said.append(_t("There is no last day to apply."))
        elif self.valid_until < our_day(at):
            said.append(_t("The last day to apply is over."))
        return said

    @transaction.atomic
    def write(self, *, at: datetime, **words: Any) -> None:
        """Keeps these words; what is published changes with them. The first time it gets its
        address."""
        for name, value in words.items():
            setattr(self, name, value)
        self.changed_at = at
        if not self.slug:
            self.slug = address_for(self.title)
        # Not whether it is published: somebody may withdraw it at this moment.
        columns = [*words, "changed_at", "slug"]
        self.save(update_fields=columns if self.pk else None)

    @transaction.atomic
    def publish(self, *, by: User, at: datetime) -> Event | None:
        """From now on anyone reads it and may apply. Raises ``CannotPublish``."""
        mine = self.locked()
        if refusals := mine.missing(at):
            raise CannotPublish(" ".join(refusals))
        if mine.is_published:
            return None
        self.published_at, self.withdrawn_at, self.changed_at = at, None, at
        self.save(update_fields=["published_at", "withdrawn_at", "changed_at"])
        return record(EventKind.VACANCY_PUBLISHED, by=by, at=at, assignment=self.assignment)

    @transaction.atomic
    def withdraw(self, *, by: User, at: datetime) -> Event | None:
        """Nobody reads it or applies any more; whoever has applied is answered as before."""
        if not self.locked().is_published:
            return None
        self.withdrawn_at = self.changed_at = at
        self.save(update_fields=["withdrawn_at", "changed_at"])
        return record(EventKind.VACANCY_WITHDRAWN, by=by, at=at, assignment=self.assignment)

    def locked(self) -> Vacancy:
        """As it is now. The assignment first, as whoever closes it or receives somebody does."""
        self.assignment.locked()
        rows = Vacancy.objects.select_related("assignment").select_for_update(of=("self",))
        found: Vacancy = rows.get(pk=self.pk)
        self.published_at, self.withdrawn_at = found.published_at, found.withdrawn_at
        return found


def address_for(title: str) -> str:
    """ "payroll-manager-3f9a2c": to be read aloud, and not to be guessed before it is published."""
    return f"{slugify(title)[:100].strip('-') or 'job'}-{token_hex(3)}"
