from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.places import COUNTRIES, TIME_ZONES
from accounts.search_names import plain
from accounts.showing import ShowsCandidates, known_showing
from accounts.working_time import WorkingHours
from candidates.models.recognised import RECOGNISING, Recognised
from candidates.models.which_candidates import CandidateQuerySet
from candidates.models.wishes import HasWishes, sensible_wishes

if TYPE_CHECKING:
    from mailings.models import Letter


class NewsRhythm(models.TextChoices):
    """How often somebody in play wants to hear from us where there is nothing new (K3)."""

    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every two weeks")
    ONLY_NEWS = "only_news", _("only when there is news")


class NoticeHow(models.TextChoices):
    """How somebody was told what we keep of them, where we have it from, and why (DESIGN 9)."""

    MAIL = "mail", _("By mail")
    PHONE = "phone", _("On the phone")
    MET = "met", _("In a meeting")
    BEFORE = "before", _("Before it was kept here")
    APPLYING = "applying", _("When applying")


class Candidate(Recognised, HasWishes, ShowsCandidates):
    """A person who may take a role. Expected pay only: what somebody earns now has no field.

    What free text finds, and the text of the CV, are columns but no fields: candidates/finding/.
    """

    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    headline = models.CharField(_("headline"), max_length=160, blank=True)
    employer = models.CharField(_("works at"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES, default="SE")
    language = models.CharField(_("language"), max_length=2, default="en")
    profile_link = models.URLField(_("profile link"), blank=True)
    skills = ArrayField(
        models.CharField(max_length=80), verbose_name=_("skills"), default=list, blank=True
    )
    languages = ArrayField(
        models.CharField(max_length=8),
        verbose_name=_("speaks"),
        default=list,
        db_default=[],
        blank=True,
        help_text=_("ISO 639 codes of the languages that they speak."),
    )
    tags = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("tags"),
        default=list,
        db_default=[],
        blank=True,
    )
    available_on = models.DateField(_("available from"), null=True, blank=True)
    expects = models.CharField(
        _("expects"), max_length=80, blank=True, help_text=_("Expected pay or day rate.")
    )
    about = models.TextField(_("notes"), blank=True)
    news_rhythm = models.CharField(
        _("wants to hear from us"), max_length=12, choices=NewsRhythm, default=NewsRhythm.WEEKLY
    )
    touch_every_weeks = models.PositiveSmallIntegerField(
        _("hears from us every so many weeks, once placed"), null=True, blank=True
    )
    source = models.CharField(_("found through"), max_length=80, blank=True)
    privacy_notice_at = models.DateTimeField(null=True, blank=True, editable=False)
    privacy_notice_how = models.CharField(
        max_length=8, choices=NoticeHow, blank=True, db_default=""
    )
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="candidates", verbose_name=_("looked after by")
    )
    contact = models.OneToOneField(
        "clients.Contact",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="candidate",
        help_text=_("The same person as a client's contact (K8)."),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # When we last had a word with them: PostgreSQL writes it whenever an event is written.
    last_contact_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The record of the same person that is kept; this one is no longer shown.
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged",
    )
    merged_at = models.DateTimeField(null=True, blank=True, editable=False)
    # How long this may be kept, and since when it is not shown any more (DESIGN 9).
    kept_until = models.DateField(_("kept until"), null=True, blank=True, editable=False)
    # Said by a lead when they opened the record again: no rule closes it before.
    keep_at_least_until = models.DateField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    plain_name = models.GeneratedField(
        expression=plain("first_name", "last_name"),
        output_field=models.TextField(),
        db_persist=True,
    )
    plain_city = models.GeneratedField(
        expression=plain("city"), output_field=models.TextField(), db_persist=True
    )
    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["plain_name", "pk"]
        indexes = [
            models.Index(fields=["plain_name", "id"], name="candidates_in_order_of_name"),
            GinIndex(OpClass("plain_name", "gin_trgm_ops"), name="candidates_by_part_of_name"),
            models.Index(fields=["plain_city", "plain_name", "id"], name="candidates_of_a_city"),
            models.Index(fields=["country", "plain_name", "id"], name="candidates_of_a_country"),
            # candidates.finding, a sort or a criterion each
            models.Index(fields=["available_on", "id"], name="candidates_by_availability"),
            models.Index(fields=["-created_at", "-id"], name="candidates_newest_first"),
            models.Index(
                fields=["expects_per", "expects_currency", "expects_from"],
                condition=~models.Q(expects_per=""),
                name="candidates_by_expected_pay",
            ),
            models.Index(
                fields=["created_at"],
                condition=models.Q(privacy_notice_at__isnull=True),
                name="candidates_without_notice",
            ),
            # candidates.tags.suggested
            models.Index(fields=["-id"], condition=~models.Q(tags=[]), name="candidates_with_tags"),
            # Whoever else has this address: the search, and the question at a new candidate.
            models.Index(Upper("email"), name="candidates_by_address"),
            *RECOGNISING,
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(first_name=""), name="a_candidate_has_a_first_name"
            ),
            models.CheckConstraint(
                condition=models.Q(news_rhythm__in=NewsRhythm.values),
                name="a_candidate_has_a_known_rhythm_of_news",
            ),
            models.CheckConstraint(
                condition=models.Q(privacy_notice_at__isnull=True, privacy_notice_how="")
                | models.Q(
                    privacy_notice_at__isnull=False, privacy_notice_how__in=NoticeHow.values
                ),
                name="a_privacy_notice_says_how_it_was_given",
            ),
            models.CheckConstraint(
                condition=models.Q(touch_every_weeks__isnull=True)
                | models.Q(touch_every_weeks__range=(1, 104)),
                name="a_candidate_hears_from_us_within_two_years",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True, merged_at__isnull=True)
                | (
                    models.Q(merged_into__isnull=False, merged_at__isnull=False)
                    & ~models.Q(merged_into=models.F("id"))
                ),
                name="a_merged_candidate_names_another_and_when",
            ),
            *sensible_wishes(),
            *known_showing("a_candidate"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("candidate", args=[self.pk])

    @property
    def full_name(self) -> str:
        """In one line, for it stands in headers of letters; an imported cell may have several."""
        return " ".join(f"{self.first_name} {self.last_name}".split())

    @property
    def initials(self) -> str:
        return (self.first_name[:1] + self.last_name[:1]).upper()

    def working_hours(self) -> WorkingHours:
        zone = TIME_ZONES.get(self.country, "Europe/Stockholm")
        return WorkingHours(country=self.country, time_zone=zone)

    is_closed_to_reader = False  # set where somebody is named to whom the page does not open

    def opens_to(self, user: User) -> bool:
        """What ``CandidateQuerySet.opened_by`` asks of many."""
        return self.closed_at is None or user.leads

    def accepts_letter(self, letter: Letter) -> bool:
        """To the address they have, or had in a record that was made one with this one."""
        if self.closed_at:
            return False
        if self.email == letter.to:
            return bool(self.email)
        merged = models.Q(merged_into=self) | models.Q(merged_into__merged_into=self)
        return Candidate.objects.filter(merged, email=letter.to).exists()
