"""What stands in the way, counted on the timeline: 7 of 12 who said no named the salary (C6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from processes.models.assignment import Assignment
from processes.models.event import Event, EventKind
from processes.models.follow_up import FollowUp
from processes.models.obstacle import KIND_OF_REASON, Obstacle
from processes.models.obstacle_hint import Cause
from processes.models.planned_activity import PlannedActivity
from processes.stages import Reason, SaidNo, Stage, reached

ENOUGH_WITHDRAWALS = 3  # for the same reason
ENOUGH_APPROACHED = 25
LOW = 15  # percent of those approached who answer
ENOUGH_LATE_ANSWERS = 2
SLIPS = 3  # days; more than this
TIME_TO_ANSWER = 2  # working days; whoever was approached later may still do so
# Ways to part that say nothing about the assignment; who never answers is counted apart.
SAY_NOTHING = {Reason.NO_ANSWER, Reason.OTHER_CHOSEN, Reason.CLOSED, Reason.OTHER}


@dataclass(frozen=True)
class Evidence:
    """One thing that was counted; ``facts`` are numbers, days and the name of a step."""

    cause: str
    facts: Mapping[str, Any]
    reason: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether it proposes an obstacle."""
        if self.cause == Cause.WITHDRAWALS:
            often = bool(self.facts["count"] >= ENOUGH_WITHDRAWALS)
            return often and self.reason not in SAY_NOTHING
        if self.cause == Cause.ANSWER_RATE:
            approached, answered = self.facts["approached"], self.facts["answered"]
            return bool(approached >= ENOUGH_APPROACHED and 100 * answered < LOW * approached)
        if self.cause == Cause.LATE_ANSWERS:
            return bool(self.facts["late"] >= ENOUGH_LATE_ANSWERS)
        return bool(self.facts["days"] > SLIPS)

    @property
    def kind(self) -> str:
        """The kind of obstacle that it would be."""
        if self.cause == Cause.ANSWER_RATE:
            return Obstacle.Kind.NOT_INTERESTED
        if self.cause == Cause.WITHDRAWALS:
            return KIND_OF_REASON.get(Reason(self.reason), Obstacle.Kind.OTHER)
        return Obstacle.Kind.OTHER

    @property
    def sentence(self) -> str:
        """What was counted, in the active language."""
        if self.cause == Cause.WITHDRAWALS:
            said = _("%(count)d of %(total)d who said no named: %(reason)s.")
            return said % {**self.facts, "reason": Reason(self.reason).label}
        if self.cause == Cause.ANSWER_RATE:
            share = round(100 * self.facts["answered"] / max(self.facts["approached"], 1))
            said = _("%(answered)d of %(approached)d approached have answered, %(share)d %%.")
            return said % {**self.facts, "share": share}
        if self.cause == Cause.LATE_ANSWERS:
            return _(
                "%(late)d of %(asked)d answers that we asked for came later than agreed, "
                "or are late now."
            ) % {**self.facts}
        planned = parse_date(self.facts["first_on"])
        return ngettext(
            "“%(step)s” was planned for %(day)s and is %(days)d day behind.",
            "“%(step)s” was planned for %(day)s and is %(days)d days behind.",
            self.facts["days"],
        ) % {**self.facts, "day": date_format(planned, "DAY_FORMAT") if planned else ""}

    @property
    def title(self) -> str:
        """In one line, as the client would be told."""
        if self.cause == Cause.WITHDRAWALS:
            named = KIND_OF_REASON.get(Reason(self.reason), Reason(self.reason))
            return str(named.label)
        return {
            Cause.ANSWER_RATE: _("Few people answer"),
            Cause.LATE_ANSWERS: _("Answers come late"),
            Cause.SLIPPING: _("The plan slips"),
        }[Cause(self.cause)]


def counted(
    assignment: Assignment, activities: Iterable[PlannedActivity], *, at: datetime
) -> list[Evidence]:
    """All that is known against the assignment, the commonest reasons first; one query."""
    rows = reasons(assignment).union(
        answers(assignment, at=at), clients_words(assignment, at=at), all=True
    )
    leavers: dict[str, int] = {}
    found: dict[str, Evidence] = {}
    for cause, reason, count, total in rows:
        if cause == Cause.WITHDRAWALS:
            leavers[reason] = count
        elif cause == Cause.ANSWER_RATE and total:
            found[cause] = Evidence(cause, {"answered": count, "approached": total})
        elif total:
            found[cause] = Evidence(cause, {"late": count, "asked": total})
    everybody = sum(leavers.values())
    ranked = sorted(leavers.items(), key=lambda pair: (-pair[1], pair[0]))
    behind = slip(assignment, activities, at=at)
    return [
        *(
            Evidence(Cause.WITHDRAWALS, {"count": count, "total": everybody}, reason)
            for reason, count in ranked
        ),
        *(found[cause] for cause in (Cause.ANSWER_RATE, Cause.LATE_ANSWERS) if cause in found),
        *([behind] if behind else []),
    ]


def reasons(assignment: Assignment) -> QuerySet[Any, Any]:
    """Why those left who said no themselves: cause, reason, how many."""
    said_no = assignment.candidacies.ended().filter(said_no=SaidNo.CANDIDATE).order_by()
    by_reason = said_no.annotate(cause=named(Cause.WITHDRAWALS), reason=F("end_reason"))
    return by_reason.values_list("cause", "reason").annotate(count=Count("pk"), total=Value(0))


def answers(assignment: Assignment, *, at: datetime) -> QuerySet[Any, Any]:
    """Who has answered, of those approached who have had time to.

    Whom we saw approached: who was so in another system may have answered there.
    """
    until = assignment.owner.working_hours().add_days(at, -TIME_TO_ANSWER)
    events = Event.objects.standing().filter(candidacy=OuterRef("pk")).order_by()
    moves = events.filter(kind=EventKind.STAGE_MOVED)
    talks = Q(kind__in=[EventKind.CALLED, EventKind.MET])
    theirs = talks | Q(kind=EventKind.MAILED, facts__rang="them")
    spoke = events.filter(theirs, reached=True, contact=None)
    went_on = moves.filter(facts__to__in=reached(Stage.INTERESTED))
    said_no = Q(said_no=SaidNo.CANDIDATE) & ~Q(end_reason=Reason.NO_ANSWER)
    answered = Q(stage__in=reached(Stage.INTERESTED)) | said_no | Exists(spoke) | Exists(went_on)
    approached = assignment.candidacies.order_by().filter(
        Exists(moves.filter(at__lte=until, facts__to__in=reached(Stage.CONTACTED)))
    )
    together = approached.annotate(cause=named(Cause.ANSWER_RATE), reason=named(""))
    return together.values_list("cause", "reason").annotate(
        count=Count("pk", filter=answered), total=Count("pk")
    )


def clients_words(assignment: Assignment, *, at: datetime) -> QuerySet[Any, Any]:
    """How many of the client's words came late or are late, of those that were due."""
    agreed = Greatest("first_due_at", "due_at")  # one pulled forward is not late before
    words = FollowUp.objects.clients_owe().filter(assignment=assignment, dropped_at=None)
    due = words.annotate(agreed_at=agreed).filter(Q(settled_at__isnull=False) | Q(agreed_at__lt=at))
    late = Q(settled_at=None) | Q(settled_at__gt=F("agreed_at"))
    together = due.order_by().annotate(cause=named(Cause.LATE_ANSWERS), reason=named(""))
    return together.values_list("cause", "reason").annotate(
        count=Count("pk", filter=late), total=Count("pk")
    )


def named(word: str) -> Value:
    return Value(str(word), output_field=CharField())


def slip(
    assignment: Assignment, activities: Iterable[PlannedActivity], *, at: datetime
) -> Evidence | None:
    """The step that is furthest behind the day first promised; None where all is on plan."""
    today = at.astimezone(assignment.zone).date()
    left = [one for one in activities if one.done_at is None]
    worst = max(left, key=lambda one: days_behind(one, today), default=None)
    if worst is None or (days := days_behind(worst, today)) <= 0:
        return None
    first_on = worst.first_due_on or worst.due_on
    facts = {"step": worst.text, "first_on": first_on.isoformat(), "days": days}
    return Evidence(Cause.SLIPPING, facts)


def days_behind(activity: PlannedActivity, today: date) -> int:
    return (max(activity.due_on, today) - (activity.first_due_on or activity.due_on)).days
