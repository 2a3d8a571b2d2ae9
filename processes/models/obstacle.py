from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from clients.models import Contact
from processes.letters_sent import contact_of, heard_by_letter
from processes.models.event import Event, EventKind
from processes.models.which_obstacles import ObstacleQuerySet
from processes.stages import Reason
from processes.timeline import record

if TYPE_CHECKING:
    from mailings.models import Letter
    from processes.models.assignment import Assignment
    from processes.models.obstacle_hint import ObstacleHint

LETTER = "obstacle"  # the kind of letter that tells it


class DecidedAlready(Exception):
    """What to do about the obstacle has been decided."""


class Obstacle(models.Model):
    """What stands in the way, told to the client at once with evidence and a proposal (C6)."""

    class Kind(models.TextChoices):
        NOT_INTERESTED = "not_interested", _("People are not interested")
        SALARY = "salary", _("Pay below the market")
        REMOTE_WORK = "remote_work", _("Remote work")
        CRITERION = "criterion", _("One criterion is missing")
        RELOCATION = "relocation", _("Relocation")
        BENEFITS = "benefits", _("Benefits")
        EMPLOYER = "employer", _("View of the employer")
        OTHER = "other", _("Something else")

    assignment = models.ForeignKey(
        "processes.Assignment", on_delete=models.PROTECT, related_name="obstacles"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    title = models.CharField(_("in one line"), max_length=120)
    evidence = models.TextField(
        _("evidence"), help_text=_("Counted: 7 of 12 who said no named the salary.")
    )
    effect = models.TextField(_("effect"), blank=True)
    option_one = models.TextField(_("one way"), blank=True)
    option_two = models.TextField(_("another way"), blank=True)
    proposal = models.TextField(_("what we advise"))
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decision_wanted_on = models.DateField(_("decision wanted by"), null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(_("decision"), blank=True)
    outcome = models.TextField(_("what came of it"), blank=True)

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True) | models.Q(told_at__isnull=False),
                name="an_obstacle_is_told_before_it_is_decided",
            ),
            models.CheckConstraint(
                condition=models.Q(option_one="", option_two="")
                | (~models.Q(option_one="") & ~models.Q(option_two="")),
                name="an_obstacle_has_two_options_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def options(self) -> tuple[str, ...]:
        """The two ways to go on, where they were thought of."""
        return tuple(filter(None, [self.option_one, self.option_two]))

    @classmethod
    @transaction.atomic
    def find(
        cls,
        *,
        assignment: Assignment,
        kind: str,
        title: str,
        evidence: str,
        proposal: str,
        by: User,
        at: datetime,
        effect: str = "",
        option_one: str = "",
        option_two: str = "",
        decision_wanted_on: date | None = None,
        hint: ObstacleHint | None = None,
    ) -> Obstacle:
        """The search has learnt what stands in the way; the client is to hear it at once.

        ``hint``: the proposal that it takes up; raises ``AnsweredMeanwhile``.
        """
        obstacle = cls.objects.create(
            assignment=assignment,
            kind=kind,
            title=title,
            evidence=evidence,
            effect=effect,
            option_one=option_one,
            option_two=option_two,
            proposal=proposal,
            found_at=at,
            found_by=by,
            decision_wanted_on=decision_wanted_on,
        )
        if hint:
            hint.take_up(obstacle)
        # Whatever else proposes the same need not be looked at any more.
        named = [reason for reason, known in KIND_OF_REASON.items() if known == kind]
        assignment.hints.open().filter(reason__in=named).update(obstacle=obstacle)
        obstacle._record(EventKind.OBSTACLE_RAISED, by=by, at=at)
        return obstacle

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
        """The client has heard it; telling twice changes nothing, and says so by ``False``.

        ``how``: "called", "met" or "letter". ``heard_in`` is the call or meeting it was told in;
        undone, it takes the telling along.
        """
        first = bool(Obstacle.objects.filter(pk=self.pk, told_at=None).update(told_at=at))
        if first:
            self._record(
                EventKind.OBSTACLE_TOLD,
                by=by,
                at=at,
                contact=contact,
                told=True,
                how=how,
                heard_in=heard_in.pk if heard_in else None,
            )
        self.refresh_from_db(fields=["told_at"])
        return first

    @classmethod
    def take_telling_back(cls, told: Event, *, at: datetime) -> None:
        """They were not told after all; what has been decided together since stays as it is."""
        undecided = cls.objects.filter(pk=told.facts["obstacle"], decided_at=None)
        if undecided.update(told_at=None):
            told.take_back(at=at)

    @transaction.atomic
    def decide(self, decision: str, *, by: User, at: datetime) -> None:
        """What was decided together with the client; raises ``DecidedAlready`` the second time."""
        if Obstacle.objects.select_for_update().get(pk=self.pk).decided_at:
            raise DecidedAlready(_t("Somebody has written down the decision in the meantime."))
        if self.told_at is None:
            self.tell(by=by, at=at)
        self.decision, self.decided_at = decision, at
        self.save(update_fields=["decision", "decided_at"])
        self._record(EventKind.OBSTACLE_DECIDED, by=by, at=at, told=True, text=decision)

    @transaction.atomic
    def note_outcome(self, outcome: str, *, by: User, at: datetime) -> None:
        """What came of the decision, once it can be seen."""
        self.outcome = outcome
        self.save(update_fields=["outcome"])
        self._record(EventKind.OUTCOME_NOTED, by=by, at=at, told=True, text=outcome)

    def still_wants_letter(self, letter: Letter, *, at: datetime) -> bool:
        """Asked directly before it goes out: once all is decided, nobody asks for a decision."""
        return not Obstacle.objects.filter(pk=self.pk, decided_at__isnull=False).exists()

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """The letter went out: from now the client knows, or knows it in writing as well."""
        if not self.tell(by=None, at=at, contact=contact_of(letter), how="letter"):
            heard_by_letter(letter, self.assignment, at=at)

    def _record(
        self,
        kind: EventKind,
        *,
        by: User | None,
        at: datetime,
        contact: Contact | None = None,
        told: bool = False,
        text: str = "",
        how: str = "",
        heard_in: int | None = None,
    ) -> None:
        facts: dict[str, Any] = {"how": how} if how else {}
        if heard_in:
            facts["heard_in"] = heard_in
        record(
            kind,
            by=by,
            at=at,
            assignment=self.assignment,
            contact=contact,
            reached=True if kind == EventKind.OBSTACLE_TOLD else None,
            visible_to_client=told,
            text=text or self.evidence,
            obstacle=self.pk,
            title=self.title,
            **facts,
        )


# What an obstacle is called that people name when they leave; the rest is "something else".
KIND_OF_REASON = {
    Reason.NOT_INTERESTED: Obstacle.Kind.NOT_INTERESTED,
    Reason.STAYS: Obstacle.Kind.NOT_INTERESTED,
    Reason.SALARY: Obstacle.Kind.SALARY,
    Reason.REMOTE_WORK: Obstacle.Kind.REMOTE_WORK,
    Reason.MUST_HAVE: Obstacle.Kind.CRITERION,
    Reason.EXPERIENCE: Obstacle.Kind.CRITERION,
    Reason.RELOCATION: Obstacle.Kind.RELOCATION,
    Reason.BENEFITS: Obstacle.Kind.BENEFITS,
    Reason.EMPLOYER: Obstacle.Kind.EMPLOYER,
}
