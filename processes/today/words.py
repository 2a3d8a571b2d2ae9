"""Which words Today shows: late, today and in the next days, each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from accounts.working_time import WorkingHours
from mailings.models import Letter
from mailings.models.outbox import WAITING
from processes.models import FollowUp, Reminder
from processes.shortlist import in_reserve
from processes.today.actions import letter_at
from processes.today.choice import of
from processes.today.sentence import sentence

ROWS = 100  # shown at once; whoever has more has the oldest here
LOOK_AHEAD = 3  # working days
A_MOMENT = timedelta(minutes=1)


@dataclass(frozen=True)
class Words:
    """Follow-ups of Today in three groups, soonest first."""

    late: list[FollowUp]
    today: list[FollowUp]
    next_days: list[FollowUp]
    is_cut: bool = False  # there may be more than is shown

    @property
    def people(self) -> int:
        """How many people wait for a word from us until the end of the day."""
        return len({who_waits(word) for word in (*self.late, *self.today) if is_awaited(word)})

    @property
    def people_late(self) -> int:
        return len({who_waits(word) for word in self.late if is_awaited(word)})

    @property
    def clients_late(self) -> int:
        return len({word.client_id for word in self.late if word.rule.owes == "client"})

    @property
    def rows(self) -> list[FollowUp]:
        return [*self.late, *self.today, *self.next_days]

    @property
    def dates_to_agree(self) -> set[int | None]:
        """The assignments whose missing dates stand among the rows already."""
        return {word.assignment_id for word in self.rows if word.kind == "dates_agreed"}

    def is_leaving(self, at: datetime) -> bool:
        """Whether a letter goes out in a moment that will change what is owed."""
        return any((goes_at := letter_at(word)) and goes_at <= at + A_MOMENT for word in self.rows)

    @property
    def count(self) -> int:
        return len(self.late) + len(self.today)

    @property
    def reminded(self) -> bool:
        """Whether a client has been reminded of the feedback that is late."""
        return any(word.reminded for word in self.late)  # type: ignore[attr-defined]

    def sentence(self, mine: bool) -> str:
        return sentence(self.people, self.people_late, self.clients_late, mine=mine)


def is_awaited(word: FollowUp) -> bool:
    """Whether somebody outside waits for it from us."""
    return word.rule.owes == "us" and word.rule.awaited


def who_waits(word: FollowUp) -> tuple[str, int | None]:
    """The person that a row is about; a word owed to a company is owed to one."""
    if word.rule.owed == "candidate" and word.candidacy is not None:
        return "candidate", word.candidacy.candidate_id
    return ("contact", word.contact_id) if word.contact_id else ("client", word.client_id)


def clocks_shown_until(hours: WorkingHours, at: datetime) -> datetime:
    """A clock of silence is shown from the working day before it runs out."""
    return hours.close_of_day(at, 1)


def end_of_day(hours: WorkingHours, at: datetime) -> datetime:
    """Midnight where the reader is."""
    local = timezone.localtime(at, hours.zone)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def words_owed(owners: Q, user: User, at: datetime, kinds: Sequence[str] = ()) -> Words:
    """Everything open that is late, due today or in the next working days, in one query."""
    hours = user.working_hours()
    midnight = end_of_day(hours, at)
    reminded = Reminder.objects.filter(follow_up=OuterRef("pk"), step__startswith="contact")
    to_candidate = letter_to("candidate", "candidacy__candidate")
    to_contact = letter_to("contact", "contact")
    rows = list(
        FollowUp.objects.due_before(max(hours.close_of_day(at, LOOK_AHEAD), midnight))
        .filter(owners, Q(kind__in=kinds) if kinds else Q())
        .without_clocks_after(clocks_shown_until(hours, at))
        .for_rows(with_owner=owners != of("mine", user))
        .annotate(
            reminded=Exists(reminded),
            letter_at=Coalesce(Subquery(to_candidate), Subquery(to_contact)),
            in_reserve=in_reserve("assignment", only=Q(kind="propose_next")),
        )[:ROWS]
    )
    words = Words([], [], [], len(rows) >= ROWS)
    for word in each_once(rows):
        late, soon = word.due_at < at, word.due_at < midnight
        (words.late if late else words.today if soon else words.next_days).append(word)
    return words


def letter_to(model: str, whom: str) -> QuerySet[Letter, datetime]:
    """When the next letter to this person goes out that lies in the outbox.

    The receipt of an application gives no other word than that.
    """
    waiting = Letter.objects.filter(
        ~Q(kind="acknowledgement") | Q(kind=OuterRef("kind")),
        WAITING,
        recipient_type__model=model,
        recipient_id=OuterRef(whom),
    )
    return waiting.order_by("try_after").values_list("try_after", flat=True)[:1]


def each_once(rows: Sequence[FollowUp]) -> Iterable[FollowUp]:
    """Leaves out what another row settles on its way.

    A clock of silence starts anew with every word that somebody gets, so it is shown only
    where no such word is due before; and whom we ring for an answer is not shown as owing it.
    """
    soonest: dict[object, datetime] = {}
    rung = set()
    for word in rows:
        if is_awaited(word) and not word.rule.clock:
            soonest.setdefault(whom_silence_concerns(word), word.due_at)
        if word.kind == "feedback_call":
            rung.add(word.candidacy_id)
    for word in rows:
        sooner = soonest.get(whom_silence_concerns(word))
        if word.rule.clock and sooner is not None and sooner <= word.due_at:
            continue
        if word.rule.owes == "client" and word.candidacy_id in rung:
            continue
        yield word


def whom_silence_concerns(word: FollowUp) -> tuple[str, int | None]:
    if word.rule.owed == "candidate":
        return "candidacy", word.candidacy_id
    return ("assignment", word.assignment_id) if word.assignment_id else ("client", word.client_id)
