"""What we remember of a client when the next assignment is opened (C10).

What is remembered comes from their newest assignments, so that it costs the same for a client of
ten years; confidential ones are left out for whoever is no part of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.working_time import WorkingHours
from clients.models import Client, ClientNote
from processes.follow_ups.rules import kinds
from processes.models import Assignment, Candidacy, EventKind, FollowUp
from processes.models.event import Event
from processes.stages import End, Reason, SaidNo

LOOKED_AT = 20  # assignments, the newest
ANSWERS = 60  # answers of theirs, the newest
ASSIGNMENTS_SHOWN, REFUSED_SHOWN, REASONS_SHOWN, NOTES_SHOWN = 5, 4, 3, 6
REFUSED = 200
HALF = 0.5


@dataclass(frozen=True)
class Ended:
    """An assignment of theirs: how it ended, and after how many weeks; or how long it runs."""

    pk: int
    title: str
    how: str
    weeks: str
    decider: str
    is_open: bool
    words: str


@dataclass(frozen=True)
class Refused:
    """Somebody whom they turned down, and why."""

    candidacy: int
    name: str
    title: str
    reason: str
    words: str


@dataclass(frozen=True)
class Memory:
    """All of it; ``says_anything`` is false for a client of whom we know nothing yet."""

    earlier: list[Ended]
    more: int
    refused: list[Refused]
    reasons: list[str]
    answers: str
    deciding: list[str]
    notes: list[ClientNote]

    @property
    def says_anything(self) -> bool:
        return bool(self.earlier or self.notes)


def memory_of(
    client: Client, reader: User, *, at: datetime, but: Assignment | None = None
) -> Memory:
    """Five queries; ``but``: the assignment that is being looked at is no memory."""
    mine = Assignment.objects.visible_to(reader).filter(client=client)
    if but is not None:
        mine = mine.exclude(pk=but.pk)
    rows = mine.select_related("decider").only(
        *("title", "kind", "opened_at", "closed_at", "outcome", "closing_words", "client"),
        *("decider__first_name", "decider__last_name", "decider__client"),
    )
    found = list(rows.order_by("-opened_at", "-pk")[: LOOKED_AT + 1])
    looked_at = [row.pk for row in found[:LOOKED_AT]]
    refused = turned_down(looked_at)
    return Memory(
        earlier=[ended(row, at) for row in found[:ASSIGNMENTS_SHOWN]],
        more=len(found) - ASSIGNMENTS_SHOWN if len(found) > ASSIGNMENTS_SHOWN else 0,
        refused=[told(row) for row in refused[:REFUSED_SHOWN]],
        reasons=reasons(refused),
        answers=how_fast(looked_at, client.working_hours()),
        deciding=who_decided(looked_at),
        notes=list(ClientNote.objects.filter(client=client)[:NOTES_SHOWN]),
    )


def ended(row: Assignment, at: datetime) -> Ended:
    weeks = max(round(((row.closed_at or at) - row.opened_at) / timedelta(weeks=1)), 1)
    after = {"count": weeks}
    return Ended(
        pk=row.pk,
        title=row.title,
        how=_("Runs") if row.is_open else str(row.get_outcome_display()),
        weeks=(
            ngettext("for %(count)d week", "for %(count)d weeks", weeks)
            if row.is_open
            else ngettext("after %(count)d week", "after %(count)d weeks", weeks)
        )
        % after,
        decider=row.decider.full_name if row.decider else "",
        is_open=row.is_open,
        words=row.closing_words,
    )


def turned_down(assignments: list[int]) -> list[Candidacy]:
    """Whom the client said no to, the last one first."""
    rows = Candidacy.objects.filter(
        assignment__in=assignments, end=End.REJECTED, said_no=SaidNo.CLIENT
    )
    return list(
        rows.select_related("candidate", "assignment")
        .only(
            *("end_reason", "end_words", "candidate__first_name", "candidate__last_name"),
            "assignment__title",
        )
        .order_by("-ended_at", "-pk")[:REFUSED]
    )


def told(row: Candidacy) -> Refused:
    return Refused(
        candidacy=row.pk,
        name=row.candidate.full_name,
        title=row.assignment.title,
        reason=str(Reason(row.end_reason).label) if row.end_reason in Reason.values else "",
        words=row.end_words,
    )


def reasons(refused: Iterable[Candidacy]) -> list[str]:
    """ "Experience 4", the most frequent first."""
    count = Counter(row.end_reason for row in refused if row.end_reason in Reason.values)
    return [f"{Reason(why).label} {number}" for why, number in count.most_common(REASONS_SHOWN)]


def how_fast(assignments: list[int], hours: WorkingHours) -> str:
    """How long they take for a word on somebody whom they have seen, in their working days."""
    words = FollowUp.objects.filter(
        assignment__in=assignments, kind__in=kinds(owes="client"), settled_at__isnull=False
    )
    times = words.order_by("-settled_at").values_list("opened_at", "settled_at", "first_due_at")
    given = [
        (opened, settled, due) for opened, settled, due in times[:ANSWERS] if settled is not None
    ]
    if not given:
        return ""
    day = datetime.combine(date.min, hours.ends) - datetime.combine(date.min, hours.starts)
    took = median(hours.between(opened, settled) / day for opened, settled, _due in given)
    late = sum(settled > due for _opened, settled, due in given)
    said = {"days": days_in_words(took), "of": len(given)}
    typical = (
        ngettext(
            "%(days)s, from %(of)d answer",
            "%(days)s, as a median of %(of)d answers",
            len(given),
        )
        % said
    )
    if not late:
        return typical
    behind = ngettext("%(count)d was late", "%(count)d were late", late) % {"count": late}
    return _("%(typical)s; %(late)s") % {"typical": typical, "late": behind}


def days_in_words(days: float) -> str:
    """Half a day is exact enough."""
    halves = round(days / HALF)
    if halves <= 1:
        return _("half a working day or less")
    whole, half = divmod(halves, 2)
    if half:
        return ngettext(
            "%(count)d and a half working days", "%(count)d and a half working days", whole
        ) % {"count": whole}
    return ngettext("%(count)d working day", "%(count)d working days", whole) % {"count": whole}


def who_decided(assignments: list[int]) -> list[str]:
    """Whose answers on candidates came, whoever it says on paper: "Sara Berg 8 of 10"."""
    answers = Event.objects.standing().filter(
        assignment__in=assignments, kind=EventKind.CLIENT_ANSWERED, contact__isnull=False
    )
    counted = list(
        answers.order_by()
        .values_list("contact", "contact__first_name", "contact__last_name")
        .annotate(count=Count("pk"))
        .order_by("-count", "contact")
    )
    total = sum(count for *_name, count in counted)
    return [
        _("%(name)s: %(count)d of %(total)d answers")
        % {"name": f"{first} {last}".strip(), "count": count, "total": total}
        for _pk, first, last, count in counted[:REASONS_SHOWN]
    ]
