from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models import Q

from accounts.models import Agency, User
from clients.models import Contact
from processes.letters_sent import contact_of
from processes.models.document import Document, Made, Reader
from processes.models.which_schedule_versions import ScheduleVersionQuerySet
from processes.reports.freezing import frozen, thawed
from processes.schedules.lines import ScheduleFacts, Why, changes_between

if TYPE_CHECKING:
    from mailings.models import Letter

AGREED = ("presentation_on", "meetings_on", "decision_on")  # of an assignment, by C3


class ScheduleVersion(Document):
    """A version of the schedule that the client has, or gets next (C4).

    Open while changes may still join it; then frozen, rendered, and sent as letters. Ticks make
    no version.
    """

    letter_kind = "schedule"

    assignment = models.ForeignKey(
        "processes.Assignment", on_delete=models.PROTECT, related_name="schedule_versions"
    )
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    whys = models.JSONField(default=dict)
    frozen_at = models.DateTimeField(null=True)
    facts = models.JSONField(null=True)
    by_hand = models.BooleanField(default=False)

    objects: ClassVar[ScheduleVersionQuerySet] = ScheduleVersionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-number"]
        indexes = [
            # DocumentQuerySet.due, asked once a second
            models.Index(
                fields=["try_after"],
                condition=Q(letters_at__isnull=True),
                name="schedules_to_be_taken_further",
            ),
        ]
        constraints = [
            models.UniqueConstraint("assignment", "number", name="one_schedule_version_per_number"),
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(frozen_at__isnull=True),
                name="one_open_version_of_a_schedule",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | Q(facts__isnull=False),
                name="a_frozen_schedule_has_facts",
            ),
            models.CheckConstraint(
                condition=Q(letters_at__isnull=True) | Q(frozen_at__isnull=False),
                name="letters_carry_a_frozen_schedule",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(frozen_at__isnull=False),
                name="a_sent_schedule_was_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment.title} {self.number}"

    @property
    def said(self) -> ScheduleFacts:
        """What was frozen."""
        assert self.facts is not None, "only a frozen version says anything"
        return thawed(ScheduleFacts, self.facts)

    def as_it_stands(self, *, at: datetime) -> ScheduleFacts:
        """What it would say if it were frozen now."""
        assignment = self.assignment
        earlier = ScheduleVersion.objects.filter(assignment=assignment, number__lt=self.number)
        before = earlier.frozen().newest()
        activities = list(assignment.activities.all())
        lines = tuple(activity.line for activity in activities)
        whys = {pk: thawed(Why, why) for pk, why in self.whys.items()}
        return ScheduleFacts(
            title=assignment.title,
            client=assignment.client.name,
            kind=assignment.kind,
            zone=assignment.zone.key,
            opened_on=assignment.opened_on,
            weeks=assignment.target_weeks,
            made_on=at.astimezone(assignment.zone).date(),
            lines=lines,
            changes=changes_between(before.said.lines, lines, whys) if before else (),
            missing=tuple(name for name in AGREED if getattr(assignment, name) is None),
            done={
                str(activity.pk): activity.done_at.astimezone(assignment.zone).date().isoformat()
                for activity in activities
                if activity.done_at
            },
        )

    def wait_until(self, moment: datetime, *, whys: dict[str, Any]) -> None:
        """Another change has joined it: it goes out later, and whoever holds it lets go."""
        self.whys, self.send_at = whys, moment
        self.try_after = self.ring_after = moment
        self.attempt += 1
        self.save(update_fields=["whys", "send_at", "try_after", "ring_after", "attempt"])

    @transaction.atomic
    def freeze(self, *, at: datetime) -> bool:
        """Once its time has come: says what the schedule says at this moment, from now on.

        False where it waits for longer, for another change has joined it.
        """
        self.assignment.locked()
        mine = ScheduleVersion.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if mine.frozen_at is None:
            if mine.attempt != self.attempt or mine.send_at > at:
                return False
            self.facts, self.frozen_at = frozen(self.as_it_stands(at=at)), at
            self.save(update_fields=["facts", "frozen_at"])
        else:
            self.facts, self.frozen_at = mine.facts, mine.frozen_at
        return True

    def send_now(self, *, at: datetime) -> None:
        """As soon as there is a worker, with whatever has joined it; also once more, or anew."""
        self.send_at = self.try_after = self.ring_after = at
        self.letters_at, self.failed_renderings, self.last_error = None, 0, ""
        self.attempt += 1
        self.save(
            update_fields=[
                *("send_at", "try_after", "ring_after", "attempt"),
                *("letters_at", "failed_renderings", "last_error"),
            ]
        )

    def readers(self) -> list[Reader]:
        """Whoever ordered and whoever decides."""
        from processes.schedules.sending import recipients

        return [Reader(contact, contact.language) for contact in recipients(self.assignment)]

    def make(self, language: str) -> Made:
        from processes.schedules.rendering import make

        return make(self, language)

    def letter_key(self, contact: Contact) -> str:
        """One per version and person; another where the one before never went."""
        from processes.schedules.sending import letters_of

        key = f"schedule:{self.pk}:{contact.pk}"
        never_went = Q(cancelled_at__isnull=False) | Q(gave_up_at__isnull=False)
        before = letters_of(self).filter(never_went, key__regex=rf"^{key}(:|$)").count()
        return f"{key}:{before}" if before else key

    def sender_name(self) -> str:
        return f"{self.assignment.owner.full_name}, {Agency.current().name}"

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """Somebody at the client has it: what was owed by C4 is given."""
        ScheduleVersion.objects.filter(pk=self.pk, sent_at=None).update(sent_at=at, last_error="")
        to = contact_of(letter)
        self.assignment.note_schedule_sent(by=None, at=at, contact=to, version=self.number)
