"""What Today shows: who waits for a word, what needs one, and the sentence that sums it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from accounts.models import Role, User
from processes.follow_ups import rules
from processes.models import FollowUp, Reminder
from processes.models.follow_up import OPEN

ROWS = 100  # shown at once; whoever has more has the oldest here
LOOK_AHEAD = 3  # working days
GOOD = 90  # percent kept on time
A_MONTH = timedelta(days=30)
IN_WORDS = [
    pgettext_lazy("people waiting", "no"),
    pgettext_lazy("people waiting", "one"),
    pgettext_lazy("people waiting", "two"),
    pgettext_lazy("people waiting", "three"),
    pgettext_lazy("people waiting", "four"),
    pgettext_lazy("people waiting", "five"),
    pgettext_lazy("people waiting", "six"),
    pgettext_lazy("people waiting", "seven"),
    pgettext_lazy("people waiting", "eight"),
    pgettext_lazy("people waiting", "nine"),
    pgettext_lazy("people waiting", "ten"),
    pgettext_lazy("people waiting", "eleven"),
    pgettext_lazy("people waiting", "twelve"),
]
WHOSE = {
    "mine": gettext_lazy("Mine"),
    "team": gettext_lazy("My team's"),
    "all": gettext_lazy("Everybody's"),
}


def of(whose: str, user: User) -> Q:
    """Which owners' rows to look at: own, those of the recruiters, everybody's."""
    if whose == "all":
        return Q()
    return Q(owner__role=Role.RECRUITER) if whose == "team" else Q(owner=user)


@dataclass(frozen=True)
class Words:
    """Follow-ups of Today in three groups, soonest first."""

    late: list[FollowUp]
    today: list[FollowUp]
    next_days: list[FollowUp]
    at: datetime

    @property
    def people(self) -> int:
        """How many people wait for a word from us until the end of the day."""
        return len({who_waits(word) for word in (*self.late, *self.today) if ours(word)})

    @property
    def people_late(self) -> int:
        return len({who_waits(word) for word in self.late if ours(word)})

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than is shown."""
        return len(self.late) + len(self.today) + len(self.next_days) >= ROWS

    @property
    def count(self) -> int:
        return len(self.late) + len(self.today)

    @property
    def reminded(self) -> bool:
        """Whether a client has been reminded of the feedback that is late."""
        return any(word.reminded for word in self.late)  # type: ignore[attr-defined]

    def sentence(self, mine: bool) -> str:
        """Who waits: "Seven people are waiting for a word from you. Three should have had it"."""
        if not self.people:
            return _("Nobody is waiting for a word today.")
        number = {"number": in_words(self.people)}
        if mine:
            waiting = ngettext(
                "%(number)s person is waiting for a word from you.",
                "%(number)s people are waiting for a word from you.",
                self.people,
            )
        else:
            waiting = ngettext(
                "%(number)s person is waiting for a word from us.",
                "%(number)s people are waiting for a word from us.",
                self.people,
            )
        if not self.people_late:
            return waiting % number
        if self.people_late == self.people:
            late = ngettext(
                "They should have had it already.",
                "All of them should have had it already.",
                self.people,
            )
            return f"{waiting % number} {late}"
        late = ngettext(
            "%(number)s should have had it already.",
            "%(number)s should have had it already.",
            self.people_late,
        )
        return f"{waiting % number} {late % {'number': in_words(self.people_late)}}"


def ours(word: FollowUp) -> bool:
    return word.rule.owes == "us"


def who_waits(word: FollowUp) -> tuple[str, int | None]:
    """The person that a row is about; a word owed to a company is owed to one."""
    if word.candidacy is not None:
        return "candidate", word.candidacy.candidate_id
    return ("contact", word.contact_id) if word.contact_id else ("client", word.client_id)


def in_words(number: int) -> str:
    """Numbers up to twelve in words, the first letter large; larger ones in figures."""
    if number >= len(IN_WORDS):
        return str(number)
    word = str(IN_WORDS[number])
    return word[:1].upper() + word[1:]


def words_owed(owners: Q, user: User, at: datetime) -> Words:
    """Everything open that is late, due today or in the next working days."""
    hours = user.working_hours()
    midnight = timezone.localtime(at, hours.zone).replace(
        hour=0, minute=0, second=0, microsecond=0
    ) + timedelta(days=1)
    reminded = Reminder.objects.filter(follow_up=OuterRef("pk"), step__startswith="contact")
    rows = (
        FollowUp.objects.due_before(max(hours.close_of_day(at, LOOK_AHEAD), midnight))
        .filter(owners)
        .for_rows(with_owner=owners != of("mine", user))
        .annotate(reminded=Exists(reminded))
    )[:ROWS]
    late: list[FollowUp] = []
    today: list[FollowUp] = []
    next_days: list[FollowUp] = []
    for word in rows:
        group = late if word.due_at < at else today if word.due_at < midnight else next_days
        group.append(word)
    return Words(late, today, next_days, at)


def figures(owners: Q, at: datetime) -> dict[str, Any]:
    """The four numbers, in one query; what is still owed past its first date was not kept."""
    to_candidates = OPEN & Q(kind__in=rules.kinds(owes="us", owed="candidate"))
    to_clients = OPEN & Q(kind__in=rules.kinds(owes="us", owed="client"))
    from_clients = OPEN & Q(kind__in=rules.kinds(owes="client"))
    ours = Q(kind__in=rules.kinds(owes="us"))
    ours_given = ours & Q(settled_at__gte=at - A_MONTH)
    ours_broken = ours & OPEN & Q(first_due_at__lt=at)
    late = Q(due_at__lt=at)
    counted = FollowUp.objects.filter(owners).filter(OPEN | Q(settled_at__gte=at - A_MONTH))
    found = counted.aggregate(
        candidates=Count("pk", filter=to_candidates),
        candidates_late=Count("pk", filter=to_candidates & late),
        clients=Count("pk", filter=to_clients),
        clients_late=Count("pk", filter=to_clients & late),
        feedback=Count("pk", filter=from_clients),
        feedback_since=Min("opened_at", filter=from_clients),
        owed=Count("pk", filter=ours_given | ours_broken),
        kept=Count("pk", filter=ours_given & Q(settled_at__lte=F("first_due_at"))),
    )
    kept = round(100 * found["kept"] / found["owed"]) if found["owed"] else 0
    return {**found, "share": f"{kept} %", "tone": "ok" if kept >= GOOD else "soon"}
