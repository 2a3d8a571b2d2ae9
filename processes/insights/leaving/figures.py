"""Where people leave, counted by PostgreSQL (K7): who left at which stage, why, and who said no.

Somebody has left when their candidacy ended, in the month in which it ended, of the agency's
calendar. They left **after the meeting** where they had met the client before that. The middle
time in a stage is taken from the newest ``NEWEST`` steps, nights and weekends included.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median
from typing import Any

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from processes.conversations import TOGETHER
from processes.insights.figures import Period
from processes.insights.leaving.choice import Leaving
from processes.models import Candidacy, Debrief, Event, EventKind, Meeting
from processes.sides import Side
from processes.stages import SaidNo, Stage

FEW = 5  # of fewer than these nothing can be said
NEWEST = 2000  # steps from which the middle time in a stage is taken
DECIDER, NAMES = "candidacy__assignment__decider", ("first_name", "last_name")
WHO = (SaidNo.CANDIDATE, SaidNo.CLIENT, SaidNo.WE)


@dataclass(frozen=True)
class Gone:
    """How many left, by who said no; ``key`` names what they have in common."""

    key: Any
    name: str
    by_who: dict[str, int] = field(default_factory=dict)

    @property
    def all(self) -> int:
        return sum(self.by_who.values())

    @property
    def is_few(self) -> bool:
        return 0 < self.all < FEW


ByWho = dict[Hashable, dict[str, int]]


@dataclass(frozen=True)
class Shape:
    """Everybody who left, by each dimension: how many, by who said no."""

    stage: ByWho
    reason: ByWho
    who: ByWho
    kind: ByWho
    month: ByWho
    met: ByWho

    @property
    def all(self) -> int:
        return sum(sum(numbers.values()) for numbers in self.who.values())

    @property
    def by_themselves(self) -> int:
        return sum(self.who.get(SaidNo.CANDIDATE, {}).values())


@dataclass(frozen=True)
class Stay:
    """The middle time at a stage, in days: of those who went on from it, and of those who left."""

    stage: Stage
    went_on: float | None
    of_went_on: int
    left: float | None
    of_left: int


@dataclass(frozen=True)
class Met:
    """Whoever met this contact in the period, and how many withdrew after it."""

    contact: int
    name: str
    people: int
    withdrew: int
    before: float | None = None
    after: float | None = None
    asked: int = 0

    @property
    def share(self) -> int:
        return round(100 * self.withdrew / self.people)

    @property
    def is_few(self) -> bool:
        return self.people < FEW


def met_client(**until: Any) -> Q:
    """Has met the client; whoever was never presented has not, and nothing is looked up."""
    meetings = Meeting.objects.filter(
        candidacy=OuterRef("pk"), with_client=True, cancelled_at=None, **until
    )
    talks = Event.objects.standing().filter(
        candidacy=OuterRef("pk"), kind=EventKind.MET, facts__with=TOGETHER
    )
    return Q(presented_at__isnull=False) & (
        Q(Exists(meetings.order_by())) | Q(Exists(talks.order_by()))
    )


HAD_MET = met_client(starts_at__lte=OuterRef("ended_at"))


def leavers(choice: Leaving, period: Period) -> QuerySet[Candidacy]:
    """Everybody who left in the period and is meant; in no order."""
    found: QuerySet[Candidacy] = of_choice(Candidacy.objects.ended(), choice, "assignment")
    found = found.filter(ended_at__gte=period.months[0], ended_at__lte=period.at)
    if choice.who:
        found = found.filter(said_no=choice.who)
    return found.order_by()


def of_choice(rows: Any, choice: Leaving, way: str) -> Any:
    """Narrowed to what the reader sees, and to the client, manager and kind that are chosen."""
    found = rows.visible_to(choice.reader)
    if choice.client:
        found = found.filter(**{f"{way}__client": choice.client})
    if choice.manager:
        found = found.filter(**{f"{way}__decider": choice.manager})
    return found.filter(**{f"{way}__kind": choice.kind}) if choice.kind else found


def shape(choice: Leaving, period: Period) -> Shape:
    """In one question with few groups: months and meetings are counted within each."""
    ends = [*period.months[1:], None]
    months = {
        f"month_{number}": Count(
            "pk", filter=Q(ended_at__gte=start) & (Q(ended_at__lt=end) if end else Q())
        )
        for number, (start, end) in enumerate(zip(period.months, ends, strict=True))
    }
    rows = (
        leavers(choice, period)
        .values_list("stage", "end_reason", "said_no", "assignment__kind")
        .annotate(people=Count("pk"), met=Count("pk", filter=HAD_MET), **months)
    )
    found = Shape(*(nothing_yet() for _dimension in range(6)))
    for stage, reason, who, kind, people, met, *of_months in rows:
        found.stage[stage][who] += people
        found.reason[reason][who] += people
        found.who[who][who] += people
        found.kind[kind][who] += people
        found.met[True][who] += met
        found.met[False][who] += people - met
        for start, number in zip(period.months, of_months, strict=True):
            found.month[start][who] += number
    return found


def nothing_yet() -> ByWho:
    return defaultdict(lambda: defaultdict(int))


def by_client(choice: Leaving, period: Period, most: int | None = None) -> list[Gone]:
    return grouped(choice, period, ("assignment__client", "assignment__client__name"), most)


def by_manager(choice: Leaving, period: Period, most: int | None = None) -> list[Gone]:
    """By who decides on the client's side; assignments without one are left out."""
    names = ("assignment__decider__first_name", "assignment__decider__last_name")
    columns = ("assignment__decider", *names, "assignment__client__name")
    return grouped(choice, period, columns, most, assignment__decider__isnull=False)


def grouped(
    choice: Leaving, period: Period, columns: tuple[str, ...], most: int | None, **more: Any
) -> list[Gone]:
    rows = (
        leavers(choice, period)
        .filter(**more)
        .values_list(*columns)
        .annotate(
            **{f"of_{who}": Count("pk", filter=Q(said_no=who)) for who in WHO},
            people=Count("pk"),
        )
        .order_by("-people", columns[0])
    )
    return [named(row) for row in (rows[:most] if most else rows)]


def named(row: tuple[Any, ...]) -> Gone:
    """A client by its name; a contact by theirs, with the client's behind it."""
    key, *names, one, two, three, _all = row
    name = names[0] if len(names) == 1 else contact_name(*names)
    return Gone(key, name, dict(zip(WHO, (one, two, three), strict=True)))


def contact_name(first: str, last: str, client: str) -> str:
    return f"{first} {last}".strip() + f", {client}"


def stays(choice: Leaving, period: Period) -> list[Stay]:
    """The middle time at each stage, in two questions."""
    went_on: dict[str, list[timedelta]] = defaultdict(list)
    for _candidacy, stage, since, at in newest_moves(choice, period):
        if since and stage in Stage.values:
            went_on[stage].append(at - since)
    left: dict[str, list[timedelta]] = defaultdict(list)
    rows = leavers(choice, period).order_by("-ended_at", "-pk")
    for stage, since, at in rows.values_list("stage", "stage_since", "ended_at")[:NEWEST]:
        if at:
            left[stage].append(at - since)
    return [
        Stay(stage, middle(on := went_on[stage]), len(on), middle(out := left[stage]), len(out))
        for stage in Stage
        if stage != Stage.PLACED and (went_on[stage] or left[stage])
    ]


def newest_moves(choice: Leaving, period: Period) -> Iterable[tuple[int, str, Any, Any]]:
    """The newest steps from a stage: whose, from where, since when they stood there, and when."""
    stood = Event.objects.standing().filter(
        candidacy=OuterRef("candidacy"),
        kind__in=[EventKind.CANDIDATE_ADDED, EventKind.APPLIED, EventKind.STAGE_MOVED],
    )
    before = stood.filter(at__lt=OuterRef("at")).order_by("-at", "-pk").values("at")[:1]
    moves = of_choice(
        Event.objects.filter(kind=EventKind.STAGE_MOVED, at__gte=period.months[0]),
        choice,
        "assignment",
    )
    rows = moves.filter(at__lte=period.at).order_by("-at", "-pk").annotate(since=Subquery(before))
    newest: Iterable[tuple[int, str, Any, Any]] = rows.values_list(
        "candidacy", "facts__from", "since", "at"
    )[:NEWEST]
    return newest


def middle(times: list[timedelta]) -> float | None:
    return median(time / timedelta(days=1) for time in times) if times else None


def meetings(choice: Leaving, period: Period) -> QuerySet[Any, Any]:
    """Those with the client that began in the period; the contact is who decides, if none is."""
    held = Meeting.objects.filter(with_client=True, cancelled_at=None)
    held = held.filter(starts_at__gte=period.months[0], starts_at__lte=period.at)
    found = of_choice(held, choice, "candidacy__assignment")
    rows: QuerySet[Any, Any] = found.annotate(whom=Coalesce("contact", DECIDER))
    return rows.order_by()


WITHDREW = Q(candidacy__said_no=SaidNo.CANDIDATE, candidacy__ended_at__gte=F("starts_at"))


def by_meeting(choice: Leaving, period: Period, most: int | None = None) -> list[Met]:
    """Whom people met, and how many withdrew after it; with interest before and after it."""
    rows = (
        meetings(choice, period)
        .filter(whom__isnull=False)
        .annotate(
            **{name: Coalesce(f"contact__{name}", f"{DECIDER}__{name}") for name in NAMES},
        )
        .values_list("whom", *NAMES, "candidacy__assignment__client__name")
        .annotate(
            people=Count("candidacy", distinct=True),
            withdrew=Count("candidacy", distinct=True, filter=WITHDREW),
        )
        .order_by("-withdrew", "-people", "whom")
    )
    found = list(rows[:most] if most else rows)
    felt = {
        whom: numbers
        for whom, *numbers in debriefs(choice, period)
        .values_list("whom")
        .annotate(b=Avg("before"), a=Avg("after"), n=Count("pk"))
    }
    return [
        Met(whom, contact_name(*names), people, withdrew, *felt.get(whom, ()))
        for whom, *names, people, withdrew in found
    ]


def debriefs(choice: Leaving, period: Period) -> QuerySet[Any, Any]:
    """What candidates said of their interest before and after a meeting."""
    said = Debrief.objects.filter(
        side=Side.CANDIDATE, before__isnull=False, after__isnull=False, at__lte=period.at
    )
    found = of_choice(said.filter(at__gte=period.months[0]), choice, "candidacy__assignment")
    whom = Coalesce("meeting__contact", DECIDER)
    rows: QuerySet[Any, Any] = found.annotate(whom=whom)
    return rows.order_by()
