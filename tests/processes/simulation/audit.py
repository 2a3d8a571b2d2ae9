"""The whole year once more, from the timeline alone: who waited how long, and who was told of it.

What the follow-ups should have said is reckoned here from events, and by hand-written calendars.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from accounts.models import User
from processes.models import Assignment, Candidacy, Event, FollowUp
from tests.processes.simulation.calendars import days_later, morning_after
from tests.processes.simulation.clock import THE_END_OF_TIME
from tests.processes.simulation.watch import Told, Watch

# Working days that somebody in play may hear nothing, by the rhythm they have chosen.
SILENCE = {"weekly": 5, "fortnightly": 10}
A_MOMENT = timedelta(minutes=1)
IN_TALKS = ("interested", "interviewed", "presented", "client_meeting", "offer")
TALKED = ("called", "met")
SPOKEN = (*TALKED, "mailed")
TO_CLIENT = ("schedule_sent", "report_sent", "obstacle_told")
ANSWERS = ("decline", "answer")
ASKED, LAST_STEP = {"contact_0", "contact_2", "contact_4"}, 4


@dataclass(frozen=True)
class Gap:
    """Somebody heard nothing between two moments."""

    begins: datetime
    ends: datetime


@dataclass
class Audit:
    watch: Watch
    staff: list[User]
    ends_at: datetime

    def __post_init__(self) -> None:
        self.told: dict[int, list[Told]] = defaultdict(list)
        for one in self.watch.told:
            self.told[one.follow_up].append(one)
        self.words: dict[int | None, list[FollowUp]] = defaultdict(list)
        self.words_to_client: dict[int | None, list[FollowUp]] = defaultdict(list)
        self.clients_words: list[FollowUp] = []
        for word in FollowUp.objects.order_by("pk").select_related("client", "moved_by"):
            past = word.first_due_at < word.opened_at
            self.expect(not past, word.opened_at, f"{word.kind} {word.pk} was due before")
            if word.rule.owed == "candidate":
                self.words[word.candidacy_id].append(word)
            elif word.rule.owes == "us":
                self.words_to_client[word.assignment_id or -word.client_id].append(word)
            else:
                self.clients_words.append(word)
        self.timelines: dict[int | None, list[Event]] = defaultdict(list)
        self.to_clients: dict[int | None, list[Event]] = defaultdict(list)
        for event in Event.objects.order_by("at", "pk"):
            self.timelines[event.candidacy_id].append(event)
            if event.candidacy_id is None or event.contact_id is not None:
                self.to_clients[event.assignment_id].append(event)

    def latest(self, reckon: Callable[[str, ZoneInfo], datetime]) -> datetime:
        """By the calendar of whichever of the agency's people would have most time."""
        return max(reckon(user.country, user.working_hours().zone) for user in self.staff)

    def expect(self, holds: bool, at: datetime, words: str) -> None:
        self.watch.expect(holds, at, words)

    def candidates(self) -> int:
        """No candidate in play passes the limit without a late mark and a reminder."""
        gaps = 0
        for candidacy in Candidacy.objects.select_related("assignment", "candidate"):
            days = SILENCE.get(candidacy.candidate.news_rhythm)
            for gap in self.silences(candidacy):
                if days is None:
                    continue  # only news
                gaps += self.is_marked(gap, self.words[candidacy.pk], candidacy.name, days)
        return gaps

    def silences(self, candidacy: Candidacy) -> Iterable[Gap]:
        """From each word to the next, while a candidate is in talks or was not told the outcome."""
        begins, in_talks, turned_down = None, False, False
        for event in self.timelines[candidacy.pk]:
            placed = event.kind == "stage_moved" and event.facts["to"] == "placed"
            over = placed or event.facts.get("end") == "withdrawn"
            if begins and (over or is_word(event)):
                yield Gap(begins, event.at)
                begins = None
            if over:
                return
            turned_down = turned_down or event.kind == "candidacy_ended"
            in_talks = in_talks or opens_talks(event)
            if in_talks and not turned_down and (is_word(event) or not begins):
                begins = event.at
        if begins:
            yield Gap(begins, candidacy.assignment.closed_at or self.ends_at)

    def client_hears(self) -> int:
        """No client of an open assignment passes the limit without a late mark and a reminder."""
        gaps = 0
        for assignment in Assignment.objects.select_related("client"):
            begins = assignment.opened_at
            for event in self.to_clients[assignment.pk]:
                if event.at > begins and is_word_to_client(event):
                    gap = Gap(begins, min(event.at, assignment.closed_at or event.at))
                    words = self.words_to_client[assignment.pk]
                    gaps += self.is_marked(gap, words, str(assignment), SILENCE["weekly"])
                    begins = event.at
        return gaps

    def is_marked(self, gap: Gap, words: list[FollowUp], whom: str, days: int) -> bool:
        """Whether the gap is longer than allowed; then something was late, and somebody told."""
        limit = self.latest(lambda land, zone: days_later(land, zone, gap.begins, days))
        if gap.ends <= limit:
            return False
        late = [word for word in words if was_late(word, limit, gap.ends)]
        self.expect(
            bool(late),
            gap.ends,
            f"nothing is late, but {whom} has heard nothing since {gap.begins}",
        )
        told_by = self.latest(lambda land, zone: morning_after(land, zone, limit))
        if late and gap.ends > told_by:
            told = [one for word in late for one in self.told[word.pk] if one.at <= told_by]
            self.expect(
                bool(told),
                told_by,
                f"nobody was told that {whom} has heard nothing since {gap.begins}",
            )
        return True

    def leads(self) -> int:
        """What we owe and let wait for another working day was told to the lead."""
        waited = 0
        owed = (*self.words.values(), *self.words_to_client.values())
        for word, beside in ((word, words) for words in owed for word in words):
            told_by = self.latest(partial(second_morning, word.due_at))
            if closed(word, self.ends_at) > told_by + A_MOMENT:
                waited += 1
                # One word stands for all that is owed to the same person.
                told = [self.steps(one) for one in beside if closed(one, self.ends_at) >= told_by]
                self.expect(
                    any({"owner", "lead"} <= steps for steps in told),
                    told_by,
                    f"nobody leads {word.kind} {word.pk}, late since {word.due_at}: {told}",
                )
        return waited

    def steps(self, word: FollowUp) -> set[str]:
        return {one.step.split("_")[0] for one in self.told[word.pk]}

    def clients(self) -> int:
        """What a client owed too long was asked for three times, and then somebody had to ring."""
        waited = 0
        for word in self.clients_words:
            land, zone = word.client.country, word.client.working_hours().zone
            # One letter a day: a step may come a day later, beside what else was waited for.
            asked_by = days_later(land, zone, word.due_at, LAST_STEP + 2)
            told = [
                one for one in self.told[word.pk] if one.due_at == word.due_at and one.step in ASKED
            ]
            self.expect(len(told) <= len(ASKED), asked_by, f"{word} was asked for too often")
            if closed(word, self.ends_at) > asked_by:
                waited += 1
                steps = {one.step for one in told}
                self.expect(steps == ASKED, asked_by, f"asked for {word.kind} {word.pk}: {steps}")
                calls = FollowUp.objects.filter(
                    kind="feedback_call", candidacy=word.candidacy, opened_at__lte=asked_by
                )
                self.expect(calls.exists(), asked_by, f"nobody has to ring for {word.pk}")
        return waited

    def applicants(self) -> int:
        """Every applicant of a closed assignment was answered before it was closed."""
        applied = Candidacy.objects.exclude(applied_at=None).exclude(assignment__closed_at=None)
        for candidacy in applied.select_related("assignment", "candidate"):
            applied_at, closed_at = candidacy.applied_at, candidacy.assignment.closed_at
            assert applied_at and closed_at
            answered = any(
                applied_at <= event.at <= closed_at and is_answer(event)
                for event in self.timelines[candidacy.pk]
            )
            withdrew = candidacy.end == "withdrawn"
            self.expect(answered or withdrew, closed_at, f"{candidacy.name} had no answer")
        return applied.count()


def second_morning(due_at: datetime, country: str, zone: ZoneInfo) -> datetime:
    """The 07:30 after it has waited for another working day."""
    return morning_after(country, zone, days_later(country, zone, due_at, 1))


def was_late(word: FollowUp, limit: datetime, until: datetime) -> bool:
    """Due by the limit, and neither given nor put off before the silence ended."""
    due_at = word.due_at
    if word.moved_by is not None and word.moved_by.at >= until:
        due_at = word.first_due_at
    return due_at <= limit and closed(word) >= until


def closed(word: FollowUp, otherwise: datetime = THE_END_OF_TIME) -> datetime:
    return word.settled_at or word.dropped_at or otherwise


def is_word(event: Event) -> bool:
    """A word of ours that reached the candidate."""
    if event.contact_id is not None or event.candidate_id is None:
        return False
    if event.kind == "letter_sent":
        return True
    return event.kind in SPOKEN and event.reached is True and not by_them(event)


def opens_talks(event: Event) -> bool:
    """Whoever applied, said yes, was reached or wrote back waits for news from then on."""
    if event.kind == "stage_moved":
        return event.facts["to"] in IN_TALKS
    return event.kind == "applied" or by_them(event) or (is_word(event) and event.kind in TALKED)


def by_them(event: Event) -> bool:
    return event.kind == "mailed" and event.facts.get("rang") == "them"


def is_word_to_client(event: Event) -> bool:
    if event.kind in TO_CLIENT:
        return True
    if event.contact_id is None:
        return False
    if event.kind == "letter_sent":
        return True
    return event.kind in SPOKEN and event.reached is True and not by_them(event)


def is_answer(event: Event) -> bool:
    if event.kind == "letter_sent":
        return event.facts.get("letter") in ANSWERS
    return is_word(event)
