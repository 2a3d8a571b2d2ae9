from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from clients.models import Contact
from processes.confidential import seen_by
from processes.cooling import fallen_from
from processes.models.candidacy import Candidacy
from processes.models.event import Event, EventKind
from processes.models.meeting import Meeting
from processes.models.other_process import OtherProcess
from processes.sides import Side
from processes.timeline import record


class DebriefQuerySet(models.QuerySet["Debrief"]):
    def visible_to(self, user: User) -> DebriefQuerySet:
        """Those of assignments that this person of the agency sees."""
        return self.filter(seen_by(user, "candidacy__assignment"))

    def newest_first(self) -> DebriefQuerySet:
        return self.order_by("-at", "-pk")

    @transaction.atomic
    def take(
        self,
        candidacy: Candidacy,
        *,
        side: str,
        by: User,
        at: datetime,
        contact: Contact | None = None,
        meeting: Meeting | None = None,
        before: int | None = None,
        after: int | None = None,
        answer: str = "",
        **said: str,
    ) -> Debrief:
        """What one side says after the meeting, on the phone (K5): a real talk, and the debrief.

        ``before`` and ``after`` are interest 1 to 5: the candidate's in the job, the client's in
        the candidate. ``answer`` is the client's word on them; ``said`` are ``warmed``,
        ``cooled``, ``next_step`` and ``confidential``, which stay with us.
        Raises ``ValueError`` where the client is asked and nobody of the client's was.
        """
        if side == Side.CLIENT and contact is None:
            raise ValueError("The client's debrief is a talk with somebody of the client's.")
        known = candidacy.locked()
        candidacy.refresh_from_db(fields=list(HEARD))
        if side == Side.CLIENT:
            about: dict[str, Any] = {"assignment": candidacy.assignment, "contact": contact}
        else:
            about, contact = {"candidacy": candidacy}, None
        call = record(
            EventKind.CALLED, by=by, at=at, reached=True, **about, rang="us", debrief=True
        )
        if side == Side.CLIENT and answer:
            candidacy.client_answers(answer, by=by, at=at, contact=contact, heard_in=call)
        debrief = self.create(
            candidacy=candidacy,
            meeting=meeting,
            side=side,
            contact=contact,
            at=at,
            by=by,
            before=before,
            after=after,
            was_interest=known.interest if side == Side.CANDIDATE else known.client_interest,
            was_cooled_from=known.cooled_from
            if side == Side.CANDIDATE
            else known.client_cooled_from,
            call=call,
            **said,
        )
        if after is not None:
            debrief.warm_or_cool()
        record(
            EventKind.DEBRIEFED,
            by=by,
            at=at,
            candidacy=candidacy,
            contact=contact,
            side=side,
            before=before,
            after=after,
            debrief=debrief.pk,
            heard_in=call.pk,
        )
        return debrief


class Debrief(models.Model):
    """What one side said on the phone after a meeting with the client (K5); ours alone to read."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="debriefs")
    meeting = models.ForeignKey(
        Meeting, null=True, on_delete=models.SET_NULL, related_name="debriefs"
    )
    side = models.CharField(_("side"), max_length=12, choices=Side)
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="debriefs"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    call = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="debrief")
    before = models.PositiveSmallIntegerField(_("interest before"), null=True)
    after = models.PositiveSmallIntegerField(_("interest after"), null=True)
    warmed = models.TextField(_("what warmed it"), blank=True)
    cooled = models.TextField(_("what cooled it"), blank=True)
    next_step = models.TextField(_("next step"), blank=True)
    confidential = models.TextField(_("said in confidence"), blank=True)
    # What stood on the candidacy before, for a debrief that was a slip of the hand.
    was_interest = models.PositiveSmallIntegerField(null=True, editable=False)
    was_cooled_from = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = DebriefQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            # insights: interest before and after, of those debriefed in a period
            models.Index(fields=["at"], name="debriefs_of_a_period"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(before__isnull=True) | models.Q(before__range=(1, 5)),
                name="interest_before_is_one_to_five",
            ),
            models.CheckConstraint(
                condition=models.Q(after__isnull=True) | models.Q(after__range=(1, 5)),
                name="interest_after_is_one_to_five",
            ),
            models.CheckConstraint(
                condition=models.Q(side="candidate", contact__isnull=True)
                | models.Q(side="client", contact__isnull=False),
                name="a_debrief_is_with_the_candidate_or_a_contact",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy.name}, {self.get_side_display()}, {self.at:%Y-%m-%d}"

    def warm_or_cool(self) -> None:
        """Their interest stands on the candidacy, and whether it has fallen; part of ``take``."""
        person = self.candidacy
        if self.side == Side.CLIENT:
            was = self.before or person.client_interest
            person.client_cooled_from = fallen_from(was, self.after, person.client_cooled_from)
            person.client_interest = self.after
            person.save(update_fields=list(CLIENTS_COLUMNS))
            return
        was = self.before or person.interest
        person.cooled_from = fallen_from(was, self.after, person.cooled_from)
        person.interest = self.after
        person.save(update_fields=["interest", "cooled_from"])

    @transaction.atomic
    def take_back(self, debriefed: Event, *, at: datetime) -> None:
        """It was logged by mistake; what was noted since stays. Part of undoing its call."""
        debriefed.take_back(at=at)
        person = self.candidacy
        person.locked()
        person.refresh_from_db(fields=list(HEARD))
        if self.side == Side.CLIENT and person.client_interest == self.after:
            person.client_interest = self.was_interest
            person.client_cooled_from = self.was_cooled_from
            person.save(update_fields=list(CLIENTS_COLUMNS))
        elif self.side == Side.CANDIDATE and person.interest == self.after:
            person.interest, person.cooled_from = self.was_interest, self.was_cooled_from
            person.save(update_fields=["interest", "cooled_from"])
        if person.other_processes.filter(noted_at=self.at).delete()[0]:  # heard in this talk
            OtherProcess.show_on(person, at)
        self.delete()


CLIENTS_COLUMNS = ("client_interest", "client_cooled_from")
HEARD = ("interest", "cooled_from", "other_offer", "other_offer_answers_on", *CLIENTS_COLUMNS)
