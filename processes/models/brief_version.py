from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from clients.models import Contact
from processes.briefs.snapshot import changes_between, snapshot
from processes.confidential import seen_by
from processes.letters_sent import contact_of, heard_by_letter
from processes.models.event import Event, EventKind
from processes.timeline import record

if TYPE_CHECKING:
    from mailings.models import Letter
    from processes.models.assignment import Assignment

LETTER = "brief_changed"  # the kind of letter that tells of it


class DatesEffect(models.TextChoices):
    """What a change of the brief does to the agreed dates."""

    STAY = "stay", _("The agreed dates stay")
    MOVE = "move", _("Dates move")
    OPEN = "open", _("Not clear yet")


class BriefVersionQuerySet(models.QuerySet["BriefVersion"]):
    def visible_to(self, user: User) -> BriefVersionQuerySet:
        """Those of assignments that this person of the agency sees."""
        return self.filter(seen_by(user))

    def changes(self) -> BriefVersionQuerySet:
        """All but the brief as it was when it was first written down."""
        return self.filter(number__gt=1)

    def untold(self) -> BriefVersionQuerySet:
        """Changes that the client has not been told of yet."""
        return self.changes().filter(told_at__isnull=True)

    def newest_of_each(self) -> models.Subquery:
        """Its ``number`` and whether it ``is_owed``, to annotate assignments with.

        Who has heard of the newest has heard of those before.
        """
        newest = self.filter(assignment=models.OuterRef("pk")).order_by("-number")
        is_owed = models.Q(number__gt=1, told_at__isnull=True)
        return models.Subquery(newest.values(said=JSONObject(number="number", is_owed=is_owed))[:1])

    def write(
        self,
        assignment: Assignment,
        *,
        by: User | None,
        at: datetime,
        before: dict[str, Any] | None = None,
        effect: str = "",
        words: str = "",
        only_corrected: bool = False,
    ) -> BriefVersion | None:
        """The brief as it stands, as the next version; None where the client would see no change.

        ``before``: how it was, for an assignment that has no version yet. Whoever calls this has
        locked the assignment. What is ``only_corrected`` belongs to the version there is.
        """
        known = snapshot(assignment)
        last = self.filter(assignment=assignment).order_by("-number").first()
        if last is None and before is not None:
            last = self.create(
                assignment=assignment, number=1, at=assignment.opened_at, facts=before
            )
        if last and only_corrected:
            last.facts = known
            last.save(update_fields=["facts"])
            return None
        changes = changes_between(last.facts, known) if last else []
        if last and not changes:
            return None
        return self.create(
            assignment=assignment,
            number=last.number + 1 if last else 1,
            at=at,
            by=by,
            facts=known,
            changes=changes,
            dates_effect=(effect or DatesEffect.OPEN) if last else "",
            dates_words=words,
        )


class BriefVersion(models.Model):
    """The brief as it stood from a moment on (C2), and whether the client has heard of the change.

    ``facts`` are all of it, for the agency; ``changes`` what a client may read of what is new.
    """

    assignment = models.ForeignKey(
        "processes.Assignment", on_delete=models.PROTECT, related_name="brief_versions"
    )
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField()
    changes = models.JSONField(default=list)
    dates_effect = models.CharField(max_length=8, choices=DatesEffect, blank=True)
    dates_words = models.CharField(_("which dates"), max_length=200, blank=True)
    told_at = models.DateTimeField(null=True)

    objects: ClassVar[BriefVersionQuerySet] = BriefVersionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("assignment", "number", name="one_brief_version_per_number"),
            models.CheckConstraint(
                condition=models.Q(number=1, dates_effect="", told_at__isnull=True)
                | models.Q(number__gt=1, dates_effect__in=DatesEffect.values),
                name="a_change_of_the_brief_says_what_it_does_to_the_dates",
            ),
            models.CheckConstraint(
                condition=~models.Q(dates_effect=DatesEffect.MOVE) | ~models.Q(dates_words=""),
                name="dates_that_move_are_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment.title} {self.number}"

    @transaction.atomic
    def tell(
        self,
        *,
        by: User | None,
        at: datetime,
        contact: Contact | None = None,
        how: str = "",
        heard_in: Event | None = None,
    ) -> bool:
        """The client knows of this change and those before; twice changes nothing, and says so.

        ``how``: "called", "met" or "letter". ``heard_in`` is the call or meeting it was told in;
        undone, it takes the telling along.
        """
        untold = BriefVersion.objects.untold().filter(assignment=self.assignment_id)
        numbers = list(untold.select_for_update(of=("self",)).values_list("number", flat=True))
        told = [number for number in numbers if number <= self.number]
        if not told:
            return False
        untold.filter(number__in=told).update(told_at=at)
        facts: dict[str, Any] = {"heard_in": heard_in.pk} if heard_in else {}
        if len(told) == len(numbers):  # another change since is still to be told
            facts["all_told"] = True
        record(
            EventKind.BRIEF_TOLD,
            by=by,
            at=at,
            assignment=self.assignment,
            contact=contact,
            reached=True,
            visible_to_client=True,
            versions=sorted(told),
            how=how,
            **facts,
        )
        self.refresh_from_db(fields=["told_at"])
        return True

    @classmethod
    def take_telling_back(cls, told: Event, *, at: datetime) -> None:
        """They were not told after all."""
        versions = cls.objects.filter(
            assignment=told.assignment_id, number__in=told.facts["versions"]
        )
        versions.update(told_at=None)
        told.take_back(at=at)

    def still_wants_letter(self, letter: Letter, *, at: datetime) -> bool:
        """Asked directly before it goes: nobody reads of it who works elsewhere by now."""
        return getattr(letter.recipient, "client_id", None) in (None, self.assignment.client_id)

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """The letter went out: from now the client knows, or knows it in writing as well."""
        if not self.tell(by=None, at=at, contact=contact_of(letter), how="letter"):
            heard_by_letter(letter, self.assignment, at=at)
