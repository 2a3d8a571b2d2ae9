from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.db.models import Count, Max, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from clients.models import Contact
from processes.follow_ups.rules import kinds
from processes.models.event import Event, EventKind
from processes.models.follow_up import FollowUp
from processes.models.wrong_stage import WrongStage
from processes.stages import ON_SHORTLIST, Reason, Stage
from processes.timeline import record

if TYPE_CHECKING:
    from processes.models.assignment import Assignment
    from processes.models.candidacy import Candidacy

ENOUGH = 3  # where the agency has said nothing yet
# Nobody is missed on a shortlist that has done its work.
ITS_WORK_IS_DONE = {Reason.CLOSED, Reason.OTHER_CHOSEN}


class NotAsked(WrongStage):
    """Nobody is too senior who was not asked whether they want the job (C9)."""


class LeaveToClient(WrongStage):
    """The client's own candidate hears from nobody but the client (C8)."""


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


class OnShortlist(models.Model):
    """What a candidacy knows for the shortlist: its place in reserve, seniority and wish (C8, C9).

    Seniority and wish are two fields, and both may be not said.
    """

    reserve = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
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
    contact_agreed_at = models.DateTimeField(null=True, blank=True, editable=False)
    contact_agreed_with = models.ForeignKey(
        Contact, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def may_be_contacted(self) -> bool:
        """Whether we may ring, meet and write to them: the client's own only where it agreed."""
        return not _mine(self).is_clients_own or self.contact_agreed_at is not None

    @property
    def may_be_written_to(self) -> bool:
        """Whether a letter of ours may go to them; see ``may_be_contacted``."""
        return self.may_be_contacted and bool(_mine(self).candidate.email)

    def refuse_contact(self) -> None:
        """Raises ``LeaveToClient`` where only the client may speak with them."""
        if not self.may_be_contacted:
            raise LeaveToClient(
                _t(
                    "%(name)s is the client's own candidate: only the client speaks with them, "
                    "unless it has agreed that you may."
                )
                % {"name": _mine(self).name}
            )

    def refuse_too_senior(self, reason: str) -> None:
        """Raises ``NotAsked``: who may want the job is not too senior for it (C9)."""
        if reason == Reason.TOO_SENIOR and self.wants_job_asked_at is None:
            raise NotAsked(
                _t("“Too senior” is no reason before %(name)s was asked: do they want the job?")
                % {"name": _mine(self).name}
            )

    @transaction.atomic
    def agree_contact(self, contact: Contact, *, by: User, at: datetime) -> Event | None:
        """The client has agreed that we may speak with its own candidate; twice changes nothing."""
        mine = _mine(self)
        if mine.locked().contact_agreed_at:
            return None
        self.contact_agreed_at, self.contact_agreed_with = at, contact
        mine.save(update_fields=["contact_agreed_at", "contact_agreed_with"])
        return record(
            EventKind.CONSENT_GIVEN, by=by, at=at, candidacy=mine, contact=contact, of="client"
        )

    @transaction.atomic
    def note_wish(
        self, *, seniority: str, wish: str, wants_job: str = "", by: User, at: datetime
    ) -> Event | None:
        """Seniority against the role and how they want to work (C9); asked whether they want it."""
        mine = _mine(self)
        was = mine.locked()
        asked = bool(wants_job) and wants_job != was.wants_job
        if (was.seniority, was.wish) == (seniority, wish) and not asked:
            return None
        self.seniority, self.wish = seniority, wish
        changed = ["seniority", "wish"]
        if asked:
            self.wants_job, self.wants_job_asked_at = wants_job, at
            changed += ["wants_job", "wants_job_asked_at"]
        mine.save(update_fields=changed)
        facts = {"seniority": seniority, "wish": wish, "wants_job": wants_job if asked else ""}
        said: dict[str, Any] = {name: fact for name, fact in facts.items() if fact}
        return record(EventKind.FIT_NOTED, by=by, at=at, candidacy=mine, **said)

    def note_whether_wanted(self, answer: str, *, by: User, at: datetime) -> Event | None:
        """They were asked whether they want this job (C9); empty was not asked."""
        known = {"seniority": self.seniority, "wish": self.wish}
        return self.note_wish(**known, wants_job=answer, by=by, at=at)

    @transaction.atomic
    def keep_in_reserve(self, *, by: User, at: datetime) -> Event | None:
        """Stands behind those presented, last in line (C8); who is in reserve stays there.

        Raises ``WrongStage`` for whoever is presented, placed or out of it.
        """
        mine = _mine(self)
        # Whoever keeps somebody else at this moment waits, and stands behind them.
        assignments = type(mine.assignment).objects.select_for_update(no_key=True, of=("self",))
        assignments.get(pk=mine.assignment_id)
        was = mine.locked()
        if not was.is_in_play or was.stage in (*ON_SHORTLIST, Stage.PLACED):
            raise WrongStage(
                _t("Only somebody who is in play and not presented can stand in reserve.")
            )
        if was.reserve:
            return None
        last = type(mine).objects.filter(assignment=mine.assignment_id).aggregate(Max("reserve"))
        self.reserve = (last["reserve__max"] or 0) + 1
        mine.save(update_fields=["reserve"])
        return record(EventKind.FIT_NOTED, by=by, at=at, candidacy=mine, reserve=self.reserve)

    @transaction.atomic
    def step_in_reserve(self, *, up: bool, by: User, at: datetime) -> Event | None:
        """Changes places with whoever stands before or behind them in reserve; else nothing."""
        mine = _mine(self)
        line = type(mine).objects.filter(assignment=mine.assignment_id, reserve__isnull=False)
        places = list(line.order_by("reserve").select_for_update(no_key=True, of=("self",)))
        order = [one.pk for one in places]
        if mine.pk not in order:
            return None
        here = order.index(mine.pk)
        there = here - 1 if up else here + 1
        if not 0 <= there < len(places):
            return None
        other = places[there]
        self.reserve, other.reserve = other.reserve, places[here].reserve
        mine.save(update_fields=["reserve"])
        other.save(update_fields=["reserve"])
        return record(EventKind.FIT_NOTED, by=by, at=at, candidacy=mine, reserve=self.reserve)

    @transaction.atomic
    def leave_reserve(self, *, by: User | None, at: datetime) -> Event | None:
        """Stands in reserve no longer; twice changes nothing."""
        mine = _mine(self)
        if mine.locked().reserve is None:
            return None
        self.reserve = None
        mine.save(update_fields=["reserve"])
        return record(EventKind.FIT_NOTED, by=by, at=at, candidacy=mine, reserve=0)

    def fall_short(self, *, by: User | None, at: datetime) -> Event | None:
        """Somebody presented is out: with fewer than the minimum, the next is to be proposed (C8).

        None while that is owed already, or where the shortlist has done its work.
        """
        mine = _mine(self)
        if mine.end_reason in ITS_WORK_IS_DONE:
            return None
        assignment = mine.assignment
        known = counted(assignment)
        owed = FollowUp.objects.waiting().filter(assignment=assignment, kind="propose_next")
        if not assignment.is_open or known["placed"] or known["presented"] >= known["minimum"]:
            return None
        if owed.exists():
            return None
        return record(EventKind.SHORTLIST_SHORT, by=by, at=at, assignment=assignment, **known)

    def drop_words_owed(self, event: Event) -> None:
        """What we owed the client's own candidate is for the client to say."""
        waiting = FollowUp.objects.waiting().filter(
            candidacy=_mine(self), kind__in=kinds(owed="candidate")
        )
        waiting.update(dropped_by=event, dropped_at=event.at, next_reminder_at=None)


def _mine(one: OnShortlist) -> Candidacy:
    """It is a candidacy that stands on a shortlist."""
    return cast("Candidacy", one)


def counted(assignment: Assignment) -> dict[str, Any]:
    """Of those in play: how many are presented, in reserve and placed; and the agency's minimum."""
    wanted = Agency.objects.values("shortlist_minimum")[:1]
    found = assignment.candidacies.filter(ended_at__isnull=True).aggregate(
        presented=Count("pk", filter=Q(stage__in=ON_SHORTLIST)),
        reserves=Count("reserve"),
        placed=Count("pk", filter=Q(stage=Stage.PLACED)),
        minimum=Max(Coalesce(Subquery(wanted), ENOUGH)),
    )
    return {**found, "minimum": found["minimum"] or ENOUGH}
