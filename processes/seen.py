"""What a client's people opened in the portal and when, from the trail; and who of them may.

Letters carry no trackers: what somebody read in their mailbox is not known and never guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import Action, TrailEntry
from clients.models import Contact
from processes.models import Assignment, Presentation, Report, ScheduleVersion, SharedDocument
from processes.reports.alongside import alongside, read_back

MOST_PEOPLE = 200  # of a client; whoever is named on the assignment comes first
AT_MOST = 20  # versions and documents of each kind, the newest
THE_PAGE = Assignment._meta.label_lower
PRESENTATION = Presentation._meta.label_lower
SCHEDULE = ScheduleVersion._meta.label_lower
DOCUMENT = SharedDocument._meta.label_lower
REPORT = Report._meta.label_lower
# A report's page carries the sheet in a frame: whoever opens it has opened one thing.
IN_A_FRAME = "portal_report_page"

Thing = tuple[str, int]  # a model's label and the key of a row


@dataclass(frozen=True)
class Reading:
    """One thing, as one of the client's people opened it: as a page, as a file, or both."""

    page_at: datetime | None  # for the first time
    file_at: datetime | None  # for the first time
    last_at: datetime
    times: int


@dataclass(frozen=True)
class Opened:
    """A line of what somebody saw."""

    label: str
    reading: Reading


@dataclass(frozen=True)
class Reader:
    """One of the client's people: when they were last here, and what they opened."""

    contact: Contact
    may_see: bool
    last_at: datetime | None
    opened: list[Opened]
    reports: int  # of those on the page, how many they opened


@dataclass(frozen=True)
class Seen:
    """Each reader with what they opened, and for each report who opened it, or has not yet."""

    readers: list[Reader]
    of_reports: dict[int, list[tuple[Contact, Reading | None]]]


def may_see(assignment: Assignment) -> list[Contact]:
    """The client's people who are named on it: who decides comes first, then who ordered it."""
    return [one for one in in_order(people_of(assignment), assignment) if is_named(one)]


def people_of(assignment: Assignment) -> QuerySet[Contact]:
    """Whoever is named on it, and everybody of the client's who has or had an account."""
    chairs = [pk for pk in (assignment.decider_id, assignment.ordered_by_id) if pk]
    listed = Assignment.contacts.through.objects.filter(
        assignment=assignment, contact=OuterRef("pk")
    )
    theirs = Contact.objects.filter(client=assignment.client_id).annotate(
        named=Q(pk__in=chairs) | Exists(listed), has_key=Coalesce("user__is_active", False)
    )
    found = theirs.filter(Q(named=True, is_active=True) | Q(user__isnull=False))
    return found.order_by("-named", "pk")


def in_order(people: Iterable[Contact], assignment: Assignment) -> list[Contact]:
    """Those who may see it first, by what they have to say on it."""
    chairs = [assignment.decider_id, assignment.ordered_by_id]
    return sorted(
        people,
        key=lambda one: (
            not is_named(one),
            chairs.index(one.pk) if one.pk in chairs else len(chairs),
            one.full_name,
        ),
    )


def is_named(contact: Contact) -> bool:
    return contact.is_active and bool(contact.named)  # type: ignore[attr-defined]


def has_way_in(contact: Contact) -> bool:
    """Named on it, and can sign in to see it."""
    return is_named(contact) and bool(contact.has_key)  # type: ignore[attr-defined]


def seen(assignment: Assignment, reports: Iterable[Report]) -> Seen:
    """What this client's people opened of an assignment; two queries, however often it was."""
    sent = [report.pk for report in reports if report.sent_at]
    people, labels = of_assignment(assignment)
    things = [*labels, *((REPORT, pk) for pk in sent)]
    read = readings([one.user_id for one in people if one.user_id], things)
    readers = [reader(one, labels, read.get(one.user_id or 0, {})) for one in people]
    return Seen(
        readers=[one for one in readers if one.last_at or is_named(one.contact)],
        of_reports={pk: who_opened((REPORT, pk), people, read) for pk in sent},
    )


def of_assignment(assignment: Assignment) -> tuple[list[Contact], dict[Thing, str]]:
    """Its people, and what of it stands in the portal to be opened; one query."""
    shared = SharedDocument.objects.filter(candidacy__assignment=assignment).order_by("-at")
    mine = {"assignment": assignment}
    rows = {
        PRESENTATION: Presentation.objects.sent().filter(**mine).order_by("-number"),
        SCHEDULE: ScheduleVersion.objects.sent().filter(**mine).order_by("-number"),
    }
    found = Assignment.objects.order_by().values_list(
        alongside(people_of(assignment)[:MOST_PEOPLE], "named", "has_key"),
        *(alongside(kind[:AT_MOST], pk="pk", about="number") for kind in rows.values()),
        alongside(shared[:AT_MOST], pk="pk", about="document__name"),
    )
    people, *kinds = found.get(pk=assignment.pk)
    labels = {(THE_PAGE, assignment.pk): _("The page of the assignment")}
    for what, documents in zip((*rows, DOCUMENT), kinds, strict=True):
        labels |= {(what, one["pk"]): label(what, one["about"]) for one in documents}
    return in_order(read_back(Contact, people), assignment), labels


def label(what: str, about: str | int) -> str:
    if what == PRESENTATION:
        return _("Presentation, version %(number)s") % {"number": about}
    if what == SCHEDULE:
        return _("Schedule, version %(number)s") % {"number": about}
    return str(about)


def readings(users: Collection[int], things: Iterable[Thing]) -> dict[int, dict[Thing, Reading]]:
    """Which of these things these accounts opened; one query, by the index ``trail_of_a_row``."""
    rows: dict[str, list[int]] = {}
    for what, row in things:
        rows.setdefault(what, []).append(row)
    asked = Q(pk__in=[])
    for what, keys in rows.items():
        asked |= Q(what=what, row__in=keys)
    found = (
        TrailEntry.objects.filter(asked, action=Action.READ, by__in=users)
        .exclude(source=IN_A_FRAME)
        .order_by()
        .values_list("by", "what", "row")
        .annotate(
            page_at=Min("at", filter=~Q(facts__file=True)),
            file_at=Min("at", filter=Q(facts__file=True)),
            last_at=Max("at"),
            times=Count("pk"),
        )
    )
    read: dict[int, dict[Thing, Reading]] = {}
    for user, what, row, *reading in found:
        read.setdefault(user, {})[what, row] = Reading(*reading)
    return read


def reader(contact: Contact, labels: Mapping[Thing, str], read: Mapping[Thing, Reading]) -> Reader:
    return Reader(
        contact=contact,
        may_see=has_way_in(contact),
        last_at=max((reading.last_at for reading in read.values()), default=None),
        opened=[Opened(said, read[thing]) for thing, said in labels.items() if thing in read],
        reports=sum(what == REPORT for what, _row in read),
    )


def who_opened(
    thing: Thing, people: Iterable[Contact], read: Mapping[int, Mapping[Thing, Reading]]
) -> list[tuple[Contact, Reading | None]]:
    """Those who opened it, and those who could and have not yet."""
    pairs = [(one, read.get(one.user_id or 0, {}).get(thing)) for one in people]
    return [(one, reading) for one, reading in pairs if reading or has_way_in(one)]
