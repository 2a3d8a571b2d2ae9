"""Where a scenario is played: its site, its people, its accidents, and how time goes by."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.utils import timezone

from mailings.models import Letter
from processes.models import Assignment, Report
from recruitcrm.supervisor import marked
from tests.crash.accidents import Accidents
from tests.crash.agency import Office
from tests.crash.crew import Crew
from tests.crash.mail_server import Manners
from tests.crash.site import Site
from tests.crash.verdict import Verdict

Accident = Callable[[], object]
STARTS_WITHIN = 10.0  # seconds: workers and tickers, on an idle machine with two cores
PROGRESS = 30.0  # seconds between two lines about it
SOON = timedelta(minutes=2)  # longer than any lease of a letter, and any first wait


class NeverHappened(Exception):
    """What a scenario waits for did not come."""


@dataclass
class Stage:
    site: Site
    manners: Manners
    verdict: Verdict
    luck: random.Random
    refused: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.began = time.monotonic()
        self.pace = 0.0  # 1 on an idle machine; a busy one gets more time between accidents
        self.office: Office | None = None
        self.crew = Crew(self.site, self.luck)
        self.accidents = Accidents(self.site, self.crew, self.luck)

    def say(self, text: str) -> None:
        """A line of progress, beside what is printed."""
        sys.stderr.write(
            f"  {self.verdict.scenario}, {time.monotonic() - self.began:4.0f} s: {text}\n"
        )

    def open_office(self, reports: int, **how: bool) -> Office:
        self.say(f"{reports} assignments are opened")
        with transaction.atomic():
            self.office = Office.opened(reports=reports, **how)
        return self.office

    def behave(self, **manners: object) -> None:
        """From the next mail on the server behaves like this."""
        for name, value in manners.items():
            setattr(self.manners, name, value)
        self.manners.write(self.site.mails)

    def go_on(self, *, approving: int = 1000) -> None:
        """What goes on beside every accident: the dead are replaced, drafts are approved."""
        self.crew.see_to_it()
        if self.office:
            try:
                self.office.approve_drafts(timezone.now(), most=approving)
            except (DatabaseError, InterfaceError):
                connection.close()

    def suffer(self, accidents: Sequence[Accident], *, gap: tuple[float, float]) -> None:
        """One accident after another; most drafts are approved while they happen."""
        reports = len(self.office.awaited) if self.office else 0
        if not self.pace:
            began = self.until(self.crew.horses, within=600, what="The first job")
            self.pace = max(1.0, began / STARTS_WITHIN)
        if len(accidents) > 1:
            self.say(f"{len(accidents)} accidents begin ({self.standing()})")
        each = max(1, round(reports / max(1, len(accidents)) * 1.5))
        for accident in accidents:
            calm = time.monotonic() + self.luck.uniform(*gap) * self.pace
            self.go_on(approving=each)
            while time.monotonic() < calm:
                time.sleep(0.05)
                self.crew.see_to_it()
            accident()

    def until(self, happens: Callable[[], object], *, within: float, what: str) -> float:
        """Go on until it has happened; how many seconds that took. Raises NeverHappened."""
        began = said = time.monotonic()
        while not self.asked(happens):
            if time.monotonic() - said > PROGRESS:
                said = time.monotonic()
                self.say(self.standing())
            if time.monotonic() - began > within:
                raise NeverHappened(f"{what} did not happen within {within:.0f} seconds.")
            self.go_on()
            time.sleep(0.1)
        return time.monotonic() - began

    def asked(self, question: Callable[[], object]) -> object:
        try:
            return question()
        except (DatabaseError, InterfaceError):
            connection.close()
            return None

    def until_all_is_sent(self, *, within: float) -> None:
        """Then a little longer: what is sent twice comes late. Raises NeverHappened."""
        self.say(f"all accidents are over; waiting for the last report ({self.standing()})")
        try:
            self.until(self.all_is_over, within=within, what="The last report")
        except NeverHappened:
            for report in Report.objects.on_their_way():
                self.verdict.failures.append(
                    f"{report} waits until {report.try_after:%H:%M:%S}: attempt {report.attempt},"
                    f" {report.failed_renderings} failed, {report.last_error or 'no error'}"
                )
            raise
        finally:
            self.say(self.standing())
            time.sleep(2)

    def standing(self) -> str:
        letters = Letter.objects.filter(kind="weekly_report")
        due = self.office.letters_due if self.office else 0
        sent = self.asked(letters.filter(sent_at__isnull=False).count)
        return f"{due} letters due, {self.asked(letters.count)} written, {sent} sent"

    def all_is_over(self) -> bool:
        assert self.office
        letters = Letter.objects.filter(kind="weekly_report")
        over = letters.filter(sent_at__isnull=False).count()
        over += letters.filter(gave_up_at__isnull=False, to__in=self.refused).count()
        return over >= self.office.letters_due

    def let_leases_end(self) -> None:
        """Kill everybody, then pretend that so much time went by that all leases are over."""
        mine = {self.site.mail.pid} if self.site.mail else set()
        self.accidents.kill(
            "everybody", [n for n in marked(str(self.site.folder)) if n not in mine]
        )
        now = timezone.now()
        Letter.objects.waiting().filter(try_after__lte=now + SOON).update(
            try_after=now, ring_after=now
        )
        Report.objects.waiting().update(try_after=now, ring_after=now)
        Assignment.objects.filter(reports=None).update(next_draft_at=now)
