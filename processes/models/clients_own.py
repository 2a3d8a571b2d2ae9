"""The client's own candidate: on the same list as ours, and only the client speaks with them."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _t

from accounts.models import User
from clients.models import Contact
from processes.follow_ups.rules import kinds
from processes.models.event import Event, EventKind
from processes.models.follow_up import FollowUp
from processes.models.rooms import OfCandidacy
from processes.models.wrong_stage import WrongStage
from processes.timeline import record


class LeaveToClient(WrongStage):
    """The client's own candidate hears from nobody but the client (C8)."""


class MayBeClientsOwn(OfCandidacy, models.Model):
    """Whether we may speak with them: with the client's own only where it agreed (C8)."""

    contact_agreed_at = models.DateTimeField(null=True, blank=True, editable=False)
    contact_agreed_with = models.ForeignKey(
        Contact, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def may_be_contacted(self) -> bool:
        """Whether we may ring, meet and write to them: the client's own only where it agreed."""
        return not self.itself.is_clients_own or self.contact_agreed_at is not None

    @property
    def may_be_written_to(self) -> bool:
        """Whether a letter of ours may go to them; see ``may_be_contacted``."""
        return self.may_be_contacted and bool(self.itself.candidate.email)

    def refuse_contact(self) -> None:
        """Raises ``LeaveToClient`` where only the client may speak with them."""
        if not self.may_be_contacted:
            raise LeaveToClient(
                _t(
                    "%(name)s is the client's own candidate: only the client speaks with them, "
                    "unless it has agreed that you may."
                )
                % {"name": self.itself.name}
            )

    @transaction.atomic
    def agree_contact(self, contact: Contact, *, by: User, at: datetime) -> Event | None:
        """The client has agreed that we may speak with its own candidate; twice changes nothing."""
        row = self.itself
        if row.locked().contact_agreed_at:
            return None
        self.contact_agreed_at, self.contact_agreed_with = at, contact
        self.save(update_fields=["contact_agreed_at", "contact_agreed_with"])
        return record(
            EventKind.CONSENT_GIVEN, by=by, at=at, candidacy=row, contact=contact, of="client"
        )

    def drop_words_owed(self, event: Event) -> None:
        """What we owed the client's own candidate is for the client to say."""
        waiting = FollowUp.objects.waiting().filter(
            candidacy=self.itself, kind__in=kinds(owed="candidate")
        )
        waiting.update(dropped_by=event, dropped_at=event.at, next_reminder_at=None)


CONTACT_WAS_AGREED_WITH_SOMEBODY = models.CheckConstraint(
    condition=models.Q(contact_agreed_at__isnull=True)
    | models.Q(contact_agreed_with__isnull=False),
    name="contact_was_agreed_with_somebody",
)
