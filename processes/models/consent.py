from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.models.event import Event, EventKind
from processes.models.rooms import OfCandidacy
from processes.models.wrong_stage import WrongStage
from processes.timeline import record


class NoConsent(WrongStage):
    """The candidate has not agreed to be presented to this client."""


class NoPrivacyNotice(NoConsent):
    """Nobody has told the candidate that we keep data which came from elsewhere."""


class ConsentHow(models.TextChoices):
    """How a candidate agreed to be presented."""

    PHONE = "phone", _("On the phone")
    MET = "met", _("In a meeting")
    MAIL = "mail", _("By mail")
    BEFORE = "before", _("Before consent was kept here")


class AsksConsent(OfCandidacy, models.Model):
    """Nobody is presented to a client without having agreed to it (DESIGN 9).

    ``consented_at`` is empty once it was taken back. The client's own candidate needs none.
    """

    consented_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def lacks_consent(self) -> bool:
        return self.consented_at is None and not self.itself.is_clients_own

    def lacks_privacy_notice(self) -> bool:
        """Whether their data came from elsewhere and nobody has told them that we keep it."""
        row = self.itself
        if row.is_clients_own or row.applied_at or row.candidate.privacy_notice_at:
            return False
        applied: bool | None = vars(row).get("has_applied")  # Candidacy.objects.asking_consent()
        if applied is None:
            rows = type(row).objects.filter(candidate=row.candidate_id)
            applied = rows.filter(applied_at__isnull=False).exists()
        return not applied

    def refuse_without_consent(self) -> None:
        """Raises ``NoConsent`` where they may not be presented to this client."""
        name = {"name": self.itself.name}
        if self.lacks_consent():
            raise NoConsent(
                _t("%(name)s has not agreed to be presented to this client. Ask first.") % name
            )
        if self.lacks_privacy_notice():
            raise NoPrivacyNotice(
                _t("%(name)s has not heard what we keep of them. Give the privacy notice first.")
                % name
            )

    @transaction.atomic
    def give_consent(self, how: str, *, by: User | None, at: datetime, words: str = "") -> Event:
        """They agree to be presented to this client; said again, the newer word counts.

        ``at`` is when they said so.
        """
        row = self.itself
        row.locked()
        PresentationConsent.objects.standing().filter(candidacy=row).update(
            taken_back_at=at, replaced=True
        )
        PresentationConsent.objects.create(candidacy=row, given_at=at, how=how, by=by, words=words)
        self.consented_at = at
        self.save(update_fields=["consented_at"])
        return record(EventKind.CONSENT_GIVEN, by=by, at=at, candidacy=row, text=words, how=how)

    @transaction.atomic
    def take_consent_back(self, *, by: User, at: datetime, words: str = "") -> Event | None:
        """They do not want to be presented to this client any more; twice changes nothing."""
        row = self.itself
        row.locked()
        standing = PresentationConsent.objects.standing().filter(candidacy=row)
        if not standing.update(taken_back_at=at):
            return None
        self.consented_at = None
        self.save(update_fields=["consented_at"])
        return record(EventKind.CONSENT_TAKEN_BACK, by=by, at=at, candidacy=row, text=words)


class PresentationConsentQuerySet(models.QuerySet["PresentationConsent"]):
    def standing(self) -> PresentationConsentQuerySet:
        """What counts now: neither taken back nor said anew."""
        return self.filter(taken_back_at__isnull=True)


class PresentationConsent(models.Model):
    """A candidate's word that this client may be shown them: when, how, to whom of us."""

    candidacy = models.ForeignKey(
        "processes.Candidacy", on_delete=models.PROTECT, related_name="consents"
    )
    given_at = models.DateTimeField()
    how = models.CharField(max_length=8, choices=ConsentHow)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    taken_back_at = models.DateTimeField(null=True)
    replaced = models.BooleanField(default=False, db_default=False)

    objects = PresentationConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "candidacy",
                condition=Q(taken_back_at__isnull=True),
                name="one_standing_consent_per_candidacy",
            ),
            models.CheckConstraint(
                condition=Q(how__in=ConsentHow.values), name="a_consent_says_how_it_was_given"
            ),
            models.CheckConstraint(
                condition=Q(replaced=False) | Q(taken_back_at__isnull=False),
                name="a_replaced_consent_stands_no_more",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy.name} {self.given_at:%Y-%m-%d}"
