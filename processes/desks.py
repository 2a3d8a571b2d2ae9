"""A whole desk: what somebody looks after, and handing it to somebody else before they leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from accounts.models import Leave, User
from accounts.models.leave import LeaveQuerySet
from accounts.templatetags.moments import day
from candidates.models import Candidate
from clients.models import Client
from processes.models.assignment import Assignment
from processes.models.follow_up import FollowUp
from processes.models.which_assignments import AssignmentQuerySet
from processes.models.which_follow_ups import FollowUpQuerySet


class NoDeputy(Exception):
    """Whoever takes the desk is somebody for whom its owner was to stand in."""


@dataclass(frozen=True)
class Desk:
    """Everything that would have nobody if this person left, whoever sits there at present."""

    user: User

    @property
    def assignments(self) -> AssignmentQuerySet:
        found: AssignmentQuerySet = Assignment.objects.open().filter(owner=self.user)
        return found

    @property
    def teams(self) -> AssignmentQuerySet:
        """Open assignments of others on which they work together."""
        found: AssignmentQuerySet = Assignment.objects.open().filter(team=self.user)
        return found

    @property
    def clients(self) -> models.QuerySet[Client]:
        return Client.objects.filter(owner=self.user)

    @property
    def candidates(self) -> models.QuerySet[Candidate]:
        return Candidate.objects.filter(owner=self.user)

    @property
    def words(self) -> FollowUpQuerySet:
        """Open follow-ups of this chair; those of chairs they sit in as deputy are not theirs."""
        own = models.Q(owner=self.user, stands_in_for=None) | models.Q(stands_in_for=self.user)
        return FollowUp.objects.waiting().filter(own)

    @property
    def deputising(self) -> LeaveQuerySet:
        """Leaves of others, running or to come, for which they are the deputy."""
        found: LeaveQuerySet = Leave.objects.ahead().filter(deputy=self.user)
        return found

    def left(self) -> list[str]:
        """What is on it in words, nothing for an empty one."""
        counts = [
            self.assignments.count(),
            self.clients.count(),
            self.candidates.count(),
            self.words.count(),
            self.deputising.count(),
        ]
        words = [
            ngettext("%(count)d open assignment", "%(count)d open assignments", counts[0]),
            ngettext("%(count)d client", "%(count)d clients", counts[1]),
            ngettext("%(count)d candidate", "%(count)d candidates", counts[2]),
            ngettext("%(count)d follow-up", "%(count)d follow-ups", counts[3]),
            ngettext("deputy for %(count)d leave", "deputy for %(count)d leaves", counts[4]),
        ]
        return [said % {"count": count} for count, said in zip(counts, words, strict=True) if count]

    @transaction.atomic
    def hand_over(self, to: User, *, by: User, at: datetime, why: str = "") -> None:
        """Somebody else looks after all of it from now on.

        Raises ``NoDeputy``, and ``ValueError`` where ``to`` has left or has this very desk.
        """
        if to == self.user or not (to.is_active and to.is_staff_member):
            raise ValueError(_t("Choose somebody else who works here."))
        if leave := self.deputising.filter(user=to).first():
            words = _t("%(name)s stands in for %(to)s from %(day)s. Name another deputy first.")
            raise NoDeputy(words % {"name": self.user, "to": to, "day": day(leave.starts_on)})
        for assignment in self.assignments.select_related("client").order_by("pk"):
            assignment.hand_over(to, by=by, at=at, why=why)
        for word in self.words.locked().with_people().order_by("pk"):
            if word.owner == to:  # who stood in for them keeps it
                FollowUp.objects.filter(pk=word.pk).update(stands_in_for=None)
                if word.assignment is not None:
                    word.assignment.let_in(to, by=by, at=at)
            else:
                word.hand_over(to, by=by, at=at, why=why)
        for assignment in self.teams:
            assignment.team.add(to)
            assignment.team.remove(self.user)
        self.clients.update(owner=to)
        self.candidates.update(owner=to)
        for leave in self.deputising.select_related("user"):
            leave.change(deputy=to, starts_on=leave.starts_on, ends_on=leave.ends_on, at=at)
