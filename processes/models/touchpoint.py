from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.aftercare.planning import CONTRACT_END, Days, PlanLine, Window, window
from processes.confidential import seen_by
from processes.models.event import Event
from processes.sides import Side

if TYPE_CHECKING:
    from clients.models import Contact


class Anchor(models.TextChoices):
    START = "start", _("the first day")
    TRIAL_MIDDLE = "trial_middle", _("the middle of the trial period")
    TRIAL_END = "trial_end", _("the last day of the trial period")
    GUARANTEE_END = "guarantee_end", _("the last day of the guarantee")
    CONTRACT_END = "contract_end", _("the last day of the contract")


class Unit(models.TextChoices):
    DAY = "day", _("days")
    MONTH = "month", _("months")


class TouchpointQuerySet(models.QuerySet["Touchpoint"]):
    def visible_to(self, user: User) -> TouchpointQuerySet:
        """Of assignments that this person of the agency sees."""
        return self.filter(seen_by(user, "placement__candidacy__assignment"))

    def opening(self, at: datetime) -> TouchpointQuerySet:
        """Their window opens by now, and nobody owes the word yet."""
        return self.filter(opens_at__lte=at)

    def standing(self) -> TouchpointQuerySet:
        """What was not dropped: the rest of a plan whose candidate has left is."""
        return self.filter(dropped_at__isnull=True)

    def undone(self) -> TouchpointQuerySet:
        """The word has not been given: still to come, owed now, or dropped."""
        return self.exclude(follow_ups__settled_at__isnull=False)

    def to_come(self, first: date, last: date) -> TouchpointQuerySet:
        """Not given, and due from ``first`` on, or opening by ``last``."""
        return self.standing().undone().filter(opens_on__lte=last, due_on__gte=first)

    def with_people(self) -> TouchpointQuerySet:
        return self.select_related(
            "placement__candidacy__candidate",
            "placement__candidacy__assignment__client",
            "placement__candidacy__assignment__owner",
            "placement__candidacy__assignment__decider",
            "placement__candidacy__assignment__ordered_by",
        )


class Touchpoint(models.Model):
    """A word to one side of a placement that the plan of aftercare foresees (A1, A2).

    Written once, the moment the placement is made. While its window is shut nobody owes anything;
    when it opens (``opens_at``, a chore's column) it becomes a follow-up, and that one is settled
    or dropped like any other. Without days where it counts from an end that nobody has agreed.
    ``planned_by`` is the event that gave it its days.
    """

    placement = models.ForeignKey(
        "processes.Placement", on_delete=models.CASCADE, related_name="touchpoints"
    )
    side = models.CharField(max_length=12, choices=Side)
    line = models.CharField(max_length=40)
    round = models.PositiveSmallIntegerField(default=1)
    texts = models.JSONField(default=dict)
    anchor = models.CharField(max_length=16, choices=Anchor)
    offset = models.SmallIntegerField()
    unit = models.CharField(max_length=8, choices=Unit)
    within = models.PositiveSmallIntegerField()
    asks = models.BooleanField(default=False)  # the three questions, which only an answer settles
    gesture = models.BooleanField(default=False)
    yearly = models.BooleanField(default=False)
    opens_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    opens_at = models.DateTimeField(null=True)
    planned_by = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(null=True)

    objects: ClassVar[TouchpointQuerySet] = TouchpointQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["opens_on", "pk"]
        indexes = [
            # the chore: what opens now
            models.Index(
                fields=["opens_at"],
                condition=models.Q(opens_at__isnull=False),
                name="touchpoints_that_open",
            ),
            # the calendar of the next weeks
            models.Index(fields=["opens_on"], name="touchpoints_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "side", "line", "round"],
                name="one_touchpoint_per_side_line_and_round",
            ),
            models.CheckConstraint(
                condition=models.Q(side__in=Side.values), name="a_touchpoint_has_a_known_side"
            ),
            models.CheckConstraint(
                condition=models.Q(anchor__in=Anchor.values, unit__in=Unit.values),
                name="a_touchpoint_counts_from_a_known_day",
            ),
            models.CheckConstraint(
                condition=models.Q(opens_on__isnull=True, due_on__isnull=True)
                | models.Q(due_on__gte=models.F("opens_on")),
                name="a_touchpoint_is_due_once_it_is_open",
            ),
            models.CheckConstraint(
                condition=models.Q(opens_at__isnull=True)
                | models.Q(opens_on__isnull=False, dropped_at__isnull=True),
                name="a_touchpoint_opens_on_its_day_unless_dropped",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_side_display()})"

    @property
    def name(self) -> str:
        """What it is called, in the reader's language."""
        return self._line().said_in(get_language() or "en")

    @property
    def kind(self) -> str:
        """The kind of follow-up that it becomes."""
        about = "contract_end" if self.anchor == CONTRACT_END else "aftercare"
        return f"{about}_{self.side}"

    def window(self, days: Days) -> Window | None:
        return window(self, days, self.round)

    def _line(self) -> PlanLine:
        return PlanLine(self.line, self.texts, self.anchor, self.offset, self.within)

    def care_answered(
        self,
        *,
        by: User | None,
        at: datetime,
        contact: Contact | None = None,
        text: str = "",
        **facts: Any,
    ) -> Event:
        """This side has answered the three questions: the one event that settles a touchpoint
        that asks. Those of the same side that opened on the same day are answered with it.
        """
        from processes.timeline import record

        return record(
            "care_answered",
            by=by,
            at=at,
            candidacy=self.placement.candidacy,
            contact=contact,
            reached=True,
            text=text,
            side=self.side,
            touchpoint=self.pk,
            opens_on=self.opens_on.isoformat() if self.opens_on else None,
            **facts,
        )

    def not_wanted(self, *, by: User, at: datetime, why: str = "") -> Event:
        """This side would rather not hear from us about it; nothing is owed for it any more."""
        from processes.timeline import record

        return record(
            "noted",
            by=by,
            at=at,
            candidacy=self.placement.candidacy,
            text=why,
            side=self.side,
            not_wanted=self.pk,
        )
