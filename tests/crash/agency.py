"""The agency of a crash test: many clients, each of whom waits for a report of their own.

Each report has two words that stand in no other: one in its title, one that the recruiter wrote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.models import Agency, Role, User
from clients.models import Client, Contact
from mailings.models import Letter
from processes.models import Assignment, Report, ReportSchedule
from processes.slots import Weekly

COUNTRY, ZONE = "SE", "Europe/Stockholm"
KINDS = ("permanent", "interim", "search")
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Awaited:
    """What one client's contacts wait for: the report with these two words, once each."""

    assignment: int
    title_word: str
    own_word: str
    addresses: tuple[str, ...]


@dataclass
class Office:
    """Who opens the assignments, writes into the drafts and approves them."""

    nina: User
    awaited: list[Awaited] = field(default_factory=list)
    held_back: set[int] = field(default_factory=set)  # assignments whose drafts wait a little

    @classmethod
    def opened(cls, *, reports: int, needs_approval: bool = True) -> Office:
        """An agency with so many assignments; for each of them a report is due now."""
        agency = Agency.current()
        agency.name = "Askvik & Partners"
        agency.save()
        nina = User.objects.create_user(
            "nina.lind@askvik.example",
            full_name="Nina Lind",
            role=Role.RECRUITER,
            phone="+46 70 123 45 67",
        )
        office = cls(nina)
        weekly = just_past(timezone.now())
        for number in range(reports):
            office.open_one(number, weekly, needs_approval=needs_approval)
        return office

    def open_one(self, number: int, weekly: Weekly, *, needs_approval: bool) -> None:
        client = Client.objects.create(name=f"Client {number:03}", city="Gävle", owner=self.nina)
        people = [
            Contact.objects.create(
                client=client,
                first_name=name,
                last_name=f"No{number:03}",
                email=f"{name}.{number:03}@client{number:03}.example".lower(),
                language="en",
            )
            # Every third report goes to two people.
            for name in (("Sara", "Hugo") if number % 3 == 0 else ("Sara",))
        ]
        at = slots_until(weekly, timezone.now())[-1] - timedelta(days=2)  # one slot since then
        title_word, own_word = f"Tqx{number:03}kz", f"Wqx{number:03}kz"
        assignment = Assignment.objects.open_one(
            client=client,
            title=f"Payroll manager {title_word}",
            kind=KINDS[number % 3],
            owner=self.nina,
            by=self.nina,
            at=at,
            ordered_by=people[-1],
            decider=people[0],
            must_haves=["Runs payroll for 900", "Speaks Swedish"],
        )
        schedule = ReportSchedule.objects.create(
            assignment=assignment,
            weekday=weekly.weekday,
            time=weekly.time,
            time_zone=weekly.time_zone,
            needs_approval=needs_approval,
        )
        schedule.take_effect(at=at)
        addresses = tuple(person.email for person in people)
        self.awaited.append(Awaited(assignment.pk, title_word, own_word, addresses))

    def approve_drafts(self, at: datetime, *, most: int = 1000) -> int:
        """Write the recruiter's word into drafts that wait for it, and approve them; how many."""
        words = {one.assignment: one.own_word for one in self.awaited}
        waiting = Report.objects.to_review().exclude(assignment__in=self.held_back)
        drafts = list(waiting.order_by("pk")[:most])
        for report in drafts:
            own_word = words[report.assignment_id]
            report.write_words(comments={"lead": f"What Nina says is {own_word}, and it holds."})
            report.approve(by=self.nina, at=at)
        return len(drafts)

    @property
    def letters_due(self) -> int:
        return sum(len(one.addresses) for one in self.awaited)

    def all_sent(self) -> bool:
        """As far as our own database knows."""
        letters = Letter.objects.filter(kind="weekly_report", sent_at__isnull=False)
        return letters.count() >= self.letters_due


def just_past(now: datetime) -> Weekly:
    """A schedule whose last slot is over while the next draft is not yet due, on any day."""
    for weekday in range(5):
        weekly = Weekly(weekday, time(9), ZONE, COUNTRY)
        slot = max(slot for slot in slots_until(weekly, now))
        coming = weekly.next_after(slot)
        if now - slot > timedelta(hours=1) and weekly.draft_at(coming) - now > timedelta(hours=1):
            return weekly
    raise AssertionError("On some day of every week there is such a slot.")


def slots_until(weekly: Weekly, now: datetime) -> list[datetime]:
    slots = [weekly.next_after(now - 3 * A_WEEK)]
    while (following := weekly.next_after(slots[-1])) <= now:
        slots.append(following)
    return slots
