"""How a candidate fits the role: evidence, our recommendation, seniority and wish."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.models.event import Event, EventKind
from processes.models.must_have import Fit
from processes.models.rooms import OfCandidacy
from processes.models.wrong_stage import WrongStage
from processes.stages import Reason
from processes.timeline import record


class NotAsked(WrongStage):
    """Nobody is too senior who was not asked whether they want the job (C9)."""


class Seniority(models.TextChoices):
    """Against the role, as somebody who knows both judges it."""

    BELOW = "below", _("Below the role")
    AT = "at", _("At the level of the role")
    ABOVE = "above", _("Above the role")


class Wish(models.TextChoices):
    """How somebody wants to work, in their own words; no matter how senior they are (C9)."""

    HANDS_ON = "hands_on", _("Hands-on")
    STRATEGIC = "strategic", _("Strategic")
    BOTH = "both", _("Both")


class WantsJob(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")


class FitsRole(OfCandidacy, models.Model):
    """What argues for somebody, and what against (C9).

    Seniority and wish are two fields, and both may be not said.
    """

    seniority = models.CharField(
        _("seniority"), max_length=8, choices=Seniority, blank=True, db_default=""
    )
    wish = models.CharField(
        _("wants to work"), max_length=12, choices=Wish, blank=True, db_default=""
    )
    wants_job = models.CharField(
        _("wants the job"), max_length=4, choices=WantsJob, blank=True, db_default=""
    )
    wants_job_asked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def note_fit(
        self,
        answers: dict[int, tuple[str, str]],
        *,
        recommended: bool,
        recommendation: str,
        risk: str,
        is_clients_own: bool,
        by: User,
        at: datetime,
    ) -> Event:
        """Evidence for each must-have, our recommendation with its reasons, the risk (C8, C9).

        ``answers`` gives for the id of a must-have the answer and its evidence.
        """
        row = self.itself
        for must_have_id, (answer, evidence) in answers.items():
            Fit.objects.update_or_create(
                candidacy=row,
                must_have_id=must_have_id,
                defaults={"answer": answer, "evidence": evidence},
            )
        row.recommended, row.recommendation, row.risk = recommended, recommendation, risk
        row.is_clients_own = is_clients_own
        row.save(update_fields=["recommended", "recommendation", "risk", "is_clients_own"])
        noted = record(EventKind.FIT_NOTED, by=by, at=at, candidacy=row, recommended=recommended)
        if not row.may_be_contacted:
            row.drop_words_owed(noted)
        return noted

    @transaction.atomic
    def note_wish(
        self, *, seniority: str, wish: str, wants_job: str = "", by: User, at: datetime
    ) -> Event | None:
        """Seniority against the role and how they want to work (C9); asked whether they want it."""
        was = self.itself.locked()
        asked = bool(wants_job) and wants_job != was.wants_job
        if (was.seniority, was.wish) == (seniority, wish) and not asked:
            return None
        self.seniority, self.wish = seniority, wish
        changed = ["seniority", "wish"]
        if asked:
            self.wants_job, self.wants_job_asked_at = wants_job, at
            changed += ["wants_job", "wants_job_asked_at"]
        self.save(update_fields=changed)
        facts = {"seniority": seniority, "wish": wish, "wants_job": wants_job if asked else ""}
        said: dict[str, Any] = {name: fact for name, fact in facts.items() if fact}
        return record(EventKind.FIT_NOTED, by=by, at=at, candidacy=self.itself, **said)

    def note_whether_wanted(self, answer: str, *, by: User, at: datetime) -> Event | None:
        """They were asked whether they want this job (C9); empty was not asked."""
        known = {"seniority": self.seniority, "wish": self.wish}
        return self.note_wish(**known, wants_job=answer, by=by, at=at)

    def refuse_too_senior(self, reason: str) -> None:
        """Raises ``NotAsked``: who may want the job is not too senior for it (C9)."""
        if reason == Reason.TOO_SENIOR and self.wants_job_asked_at is None:
            raise NotAsked(
                _t("“Too senior” is no reason before %(name)s was asked: do they want the job?")
                % {"name": self.itself.name}
            )


FITS_MAKE_SENSE = [
    models.CheckConstraint(
        condition=Q(seniority__in=["", *Seniority.values]) & Q(wish__in=["", *Wish.values]),
        name="seniority_and_wish_are_known_or_not_said",
    ),
    models.CheckConstraint(
        condition=Q(wants_job="", wants_job_asked_at__isnull=True)
        | Q(wants_job__in=WantsJob.values, wants_job_asked_at__isnull=False),
        name="whether_they_want_the_job_was_asked_some_day",
    ),
    models.CheckConstraint(
        condition=~Q(end_reason=Reason.TOO_SENIOR) | Q(wants_job_asked_at__isnull=False),
        name="nobody_is_too_senior_unasked",
    ),
]
