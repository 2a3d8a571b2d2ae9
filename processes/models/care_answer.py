from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import SignedLink, User
from clients.models import Contact
from processes.confidential import seen_by
from processes.models.care_question import PURPOSE
from processes.models.event import Event, EventKind
from processes.models.placement import Placement
from processes.models.touchpoint import Touchpoint
from processes.sides import Side
from processes.timeline import record

WELL = range(1, 6)


class AnsweredAlready(Exception):
    """These questions were answered, or nobody asks them any more."""


class NotAskedYet(Exception):
    """Its time has not come: what is said today answers nothing that is asked later."""


class How(models.TextChoices):
    PHONE = "phone", _("on the phone")
    LINK = "link", _("by their link")


class Said(NamedTuple):
    """The three short questions: how well, what would make it better, anything we should know."""

    going_well: int
    better: str = ""
    anything_else: str = ""


class CareAnswerQuerySet(models.QuerySet["CareAnswer"]):
    def visible_to(self, user: User) -> CareAnswerQuerySet:
        """Of assignments that this person of the agency sees; nobody outside sees any."""
        return self.filter(seen_by(user, "touchpoint__placement__candidacy__assignment"))

    def of(self, placement: Placement, side: str = "") -> CareAnswerQuerySet:
        """The newest first, of both sides or of one."""
        rows = self.filter(touchpoint__placement=placement)
        if side:
            rows = rows.filter(touchpoint__side=side)
        return rows.order_by("-at", "-pk")

    def due(self, at: datetime) -> CareAnswerQuerySet:
        """It is time to look whether the other side was asked as well."""
        return self.filter(next_at__lte=at)

    @transaction.atomic
    def keep(
        self,
        touchpoint: Touchpoint,
        said: Said,
        *,
        how: How,
        by: User | None = None,
        contact: Contact | None = None,
        at: datetime,
    ) -> CareAnswer:
        """One side has answered; what follows from both sides together is seen at once (A2).

        On the phone it was a talk, and settles what a talk settles. Raises ``AnsweredAlready``
        and ``NotAskedYet``.
        """
        from processes.care.comparing import compare, look_again_at

        # First, as whoever moves or ends the placement does, who then moves its touchpoints.
        touchpoint.placement.candidacy.locked()
        point = (
            Touchpoint.objects.with_people().select_for_update(of=("self",)).get(pk=touchpoint.pk)
        )
        if point.opens_on is None or point.opens_at is not None:
            raise NotAskedYet(_t("Its time has not come yet."))
        if CareAnswer.objects.filter(touchpoint=point).exists():
            raise AnsweredAlready(_t("Somebody has noted an answer in the meantime."))
        facts: dict[str, Any] = {"how": how.value, "going_well": said.going_well}
        if how == How.PHONE:
            facts["heard_in"] = talked(point, contact, by=by, at=at).pk
        event = point.care_answered(by=by, at=at, contact=contact, **facts)
        answer = self.model(
            touchpoint=point, event=event, how=how, by=by, contact=contact, at=at, **said._asdict()
        )
        answer.next_at = look_again_at(answer)
        answer.save()
        SignedLink.objects.about(PURPOSE, point.pk).withdraw(at=at)
        compare(answer, at=at)
        return answer


class CareAnswer(models.Model):
    """What one side of a placement said to the three questions; never shown to the other (A2).

    ``next_at`` is when to look whether the other side was asked as well.
    """

    touchpoint = models.OneToOneField(Touchpoint, on_delete=models.CASCADE, related_name="answer")
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=How)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="+")
    going_well = models.PositiveSmallIntegerField(_("going well"))
    better = models.TextField(_("what would make it better"), blank=True)
    anything_else = models.TextField(_("anything we should know"), blank=True)
    at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)

    objects: ClassVar[CareAnswerQuerySet] = CareAnswerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="answers_to_be_looked_at_again",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(going_well__gte=1, going_well__lte=5),
                name="it_goes_well_from_one_to_five",
            ),
            models.CheckConstraint(
                condition=models.Q(how="link", by__isnull=True)
                | models.Q(how="phone", by__isnull=False),
                name="on_the_phone_somebody_has_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.touchpoint}: {self.going_well}"

    @property
    def side(self) -> Side:
        return Side(self.touchpoint.side)

    @transaction.atomic
    def take_back(self, *, at: datetime) -> None:
        """It was noted by mistake: the questions wait again. Part of undoing its call.

        The alert that it raised goes with it.
        """
        alerts = Event.objects.standing().filter(
            kind=EventKind.CARE_ALERTED,
            candidacy=self.event.candidacy_id,
            at=self.at,
            facts__said_by=self.side.value,
        )
        for event in (self.event, *alerts.order_by("pk")):
            event.take_back(at=at)
        self.delete()


def talked(point: Touchpoint, contact: Contact | None, *, by: User | None, at: datetime) -> Event:
    """A call that reached this side, for whatever else waited for one."""
    candidacy = point.placement.candidacy
    if point.side == Side.CANDIDATE:
        return record(EventKind.CALLED, by=by, at=at, candidacy=candidacy, reached=True, rang="us")
    return record(
        EventKind.CALLED,
        by=by,
        at=at,
        assignment=candidacy.assignment,
        contact=contact,
        reached=True,
        rang="us",
    )
