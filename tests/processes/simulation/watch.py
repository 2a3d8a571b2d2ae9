"""What must hold at every step of the year, asked directly after whatever happened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from accounts.models import User
from mailings.models import Letter
from processes.models import FollowUp, Reminder
from tests.processes.simulation.calendars import is_within
from tests.processes.simulation.desk import Desk, within

REMINDING = ("digest", "feedback_reminder")
MORNING, OPENING, CLOSING = time(7, 30), time(8), time(17)


@dataclass(frozen=True)
class Told:
    """Somebody was reminded of a follow-up, when it was due at that time."""

    follow_up: int
    step: str
    due_at: datetime
    at: datetime


@dataclass
class Watch:
    """Collects what went wrong, and every reminder for the audit at the end."""

    desks: list[Desk] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    steps: int = 0
    last_letter: int = 0
    _known: dict[tuple[int, str, datetime], str] = field(default_factory=dict)
    _days: Counter[tuple[str, date]] = field(default_factory=Counter)

    def look(self, at: datetime, chores: bool) -> None:
        """After each moment of the clock; ``chores`` says whether anything was done by itself."""
        self.steps += 1
        if chores:
            self.read_letters(at)
        for desk in self.desks:
            if desk.sat_at == at:
                self.nothing_is_left_on(desk, at)
            if within(desk.who.working_hours().local_day(at), desk.away):
                self.nobody_waits_on_an_empty_chair(desk.who, at)

    def expect(self, holds: bool, at: datetime, words: str) -> None:
        if not holds:
            self.wrong.append(f"{at:%Y-%m-%d %H:%M} {words}")

    def read_letters(self, at: datetime) -> None:
        new = Letter.objects.filter(pk__gt=self.last_letter, kind__in=REMINDING).order_by("pk")
        for letter in new.prefetch_related("recipient"):
            self.last_letter = letter.pk
            self.comes_at_a_good_time(letter)
            for reminder in Reminder.objects.filter(letter=letter).select_related("follow_up"):
                self.is_wanted(reminder, letter, at)

    def comes_at_a_good_time(self, letter: Letter) -> None:
        """In the reader's working hours, on a day worked there, and once a day."""
        at, reader = letter.created_at, letter.recipient
        opening = MORNING if letter.kind == "digest" else OPENING
        for desk in self.desks:
            away = desk.who == reader and within(desk.who.local(at).date(), desk.away)
            self.expect(not away, at, f"{letter.kind} to {letter.to}, who is on leave")
        place = reader if isinstance(reader, User) else reader.client  # type: ignore[union-attr]
        hours = place.working_hours()
        good = is_within(place.country, hours.zone, at, opening, CLOSING)
        self.expect(good, at, f"{letter.kind} to {letter.to} outside working hours")
        day = at.astimezone(ZoneInfo(hours.time_zone)).date()
        self._days[letter.to, day] += 1
        self.expect(self._days[letter.to, day] == 1, at, f"two letters to {letter.to} in a day")

    def is_wanted(self, reminder: Reminder, letter: Letter, at: datetime) -> None:
        """Of something late and open, and once per step for each time it was due."""
        word = reminder.follow_up
        self.expect(word.is_open, at, f"reminded of a settled {word.kind} {word.pk}")
        self.expect(word.due_at <= at, at, f"reminded of {word.kind} {word.pk} before it is due")
        key = (word.pk, reminder.step, word.due_at)
        # Another who sits on the chair is told anew, and so is who comes back to it.
        again = self._known.get(key) == letter.to
        self.expect(not again, at, f"{reminder.step} of {word.kind} {word.pk} twice")
        self._known[key] = letter.to
        self.told.append(Told(word.pk, reminder.step, word.due_at, at))

    def nothing_is_left_on(self, desk: Desk, at: datetime) -> None:
        """Whoever does what Today says has tried everything that is late."""
        if within(desk.who.working_hours().local_day(at), desk.ignores):
            return
        tried, about = {word.pk for word in desk.tried}, {whom(word) for word in desk.tried}
        for word in FollowUp.objects.overdue(at).owed_by(desk.who).we_owe():
            # A clock of silence stands behind the words that are owed to the same person.
            shown = word.pk in tried or (word.rule.clock and whom(word) in about)
            self.expect(shown, at, f"Today never showed {word.kind} {word.pk}")

    def nobody_waits_on_an_empty_chair(self, who: User, at: datetime) -> None:
        for word in FollowUp.objects.waiting().owed_by(who):
            self.expect(False, at, f"{word.kind} {word.pk} waits on the chair of {who}")


def whom(word: FollowUp) -> tuple[str, int | None]:
    """Who waits: the candidate of a candidacy, or the client of an assignment."""
    if word.rule.owed == "candidate":
        return "candidate", word.candidacy_id
    return "client", word.assignment_id or -word.client_id
