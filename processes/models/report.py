from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t

from accounts.models import User
from processes.models.document import Document, Made, Reader
from processes.models.event import EventKind
from processes.models.report_held_back import HeldBack
from processes.models.report_held_back import TooLate as TooLate
from processes.models.report_preview import Previewed
from processes.models.report_words import NotADraft as NotADraft
from processes.models.report_words import Written
from processes.models.which_reports import ReportQuerySet
from processes.reports.sections import Section, in_order
from processes.timeline import record

if TYPE_CHECKING:
    from mailings.models import Letter
    from processes.reports.report_facts import ReportFacts

TEMPLATE_VERSION = 1  # raised when a frozen report would be rendered otherwise than before


class Report(Written, HeldBack, Previewed, Document):
    """The weekly report on an assignment for one slot of its schedule (C5).

    Drafted from the timeline, commented by the recruiter, frozen at approval: facts, words and the
    bytes of page and PDF. What was approved is what is sent.
    """

    letter_kind, key_begins = "weekly_report", "report"

    slot_at = models.DateTimeField()
    since_at = models.DateTimeField()
    sections = models.JSONField(null=True, blank=True)  # frozen at approval, in their order
    drafted_at = models.DateTimeField(default=timezone.now)
    needs_approval = models.BooleanField(default=False)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    next_reminder_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0, db_default=0)
    facts = models.JSONField(null=True, blank=True)
    template_version = models.PositiveSmallIntegerField(default=TEMPLATE_VERSION)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-slot_at", "-pk"]
        indexes = [
            # ReportQuerySet.due, asked once a second
            models.Index(
                fields=["try_after"],
                condition=Q(letters_at__isnull=True, stopped_at__isnull=True),
                name="reports_to_be_taken_further",
            ),
            models.Index(
                fields=["preview_wanted_at"],
                condition=Q(preview_wanted_at__isnull=False),
                name="previews_that_are_wanted",
            ),
            # the page of reports, by state
            models.Index(fields=["-slot_at", "-id"], name="reports_newest_first"),
            models.Index(
                fields=["send_at", "id"],
                condition=Q(sent_at__isnull=True, stopped_at__isnull=True),
                name="reports_on_their_way",
            ),
            models.Index(
                fields=["-slot_at", "-id"],
                condition=Q(stopped_at__isnull=False),
                name="reports_that_were_stopped",
            ),
            # ReportQuerySet.due_for_reminder, asked once a second
            models.Index(
                fields=["next_reminder_at"],
                condition=Q(
                    approved_at__isnull=True,
                    stopped_at__isnull=True,
                    next_reminder_at__isnull=False,
                ),
                name="drafts_to_remind_of",
            ),
        ]
        constraints = [
            models.UniqueConstraint("assignment", "slot_at", name="one_report_per_slot"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(facts__isnull=False),
                name="an_approved_report_has_frozen_facts",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(approved_at__isnull=False),
                name="a_sent_report_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(stopped_at__isnull=True),
                name="a_stopped_report_is_not_sent",
            ),
            models.CheckConstraint(
                condition=Q(letters_at__isnull=True) | Q(rendered_at__isnull=False),
                name="letters_carry_a_rendered_report",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | ~Q(stop_reason=""),
                name="a_stopped_report_says_why",
            ),
            models.CheckConstraint(
                condition=Q(skipped=False) | Q(stopped_at__isnull=False),
                name="a_skipped_report_was_stopped",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment.title} {self.slot_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.pk])

    @property
    def state(self) -> str:
        """One word for where it stands: sent, stopped, approved or draft."""
        if self.sent_at:
            return "sent"
        if self.stopped_at:
            return "stopped"
        return "approved" if self.approved_at else "draft"

    @property
    def is_draft(self) -> bool:
        return self.state == "draft"

    def waits_for_approval(self, at: datetime) -> bool:
        return self.is_draft and self.needs_approval and self.send_at <= at

    def readers(self) -> list[Reader]:
        """Who gets it by the schedule in force, each in their language."""
        from processes.models.report_schedule import ReportSchedule

        schedule = ReportSchedule.objects.in_force_for(self.assignment)
        return schedule.readers_of(self.assignment)

    def sections_shown(self) -> list[Section]:
        """Those frozen at approval; of a draft, those that the schedule in force wants."""
        is_open = self.sections is None and self.approved_at is None
        chosen = self.planned_sections if is_open else self.sections
        return in_order(chosen, self.assignment.kind)

    @cached_property
    def planned_sections(self) -> list[str] | None:
        """Asked once, though a page wants them for the sheet and for the words beside it."""
        from processes.models.report_schedule import ReportSchedule

        return ReportSchedule.objects.sections_for(self.assignment)

    def make(self, language: str) -> Made:
        from processes.reports.rendering import make

        return make(self, language)

    @transaction.atomic
    def freeze(self, *, at: datetime) -> bool:
        """Approves itself at its slot where nobody has to; stops where the assignment was closed.

        False where it was put off, or has to be approved, since the worker took it.
        """
        if not self.assignment.is_open:
            with suppress(TooLate):
                self.stop(_t("The assignment was closed."), by=None, at=at)
            return False
        if self.approved_at is None and self.send_at <= at:
            mine = self.locked()
            moved = mine.attempt != self.attempt or mine.send_at > at
            if moved or (mine.needs_approval and mine.approved_at is None):
                return False
            with suppress(NotADraft):
                self.approve(by=None, at=at)
        return self.approved_at is not None and self.stopped_at is None

    def was_rendered(self) -> None:
        self.drop_preview()

    def known(self, at: datetime) -> ReportFacts:
        """The frozen facts; of a draft, what the timeline says at ``at``."""
        from processes.reports.freezing import thawed
        from processes.reports.report_facts import ReportFacts

        return thawed(ReportFacts, self.facts) if self.facts is not None else self.read(at)

    def read(self, at: datetime) -> ReportFacts:
        """What the timeline says at ``at``, and what changed since the client was told last."""
        from processes.reports.facts import facts
        from processes.reports.last_told import last_told

        last = last_told(self)
        return facts(self.assignment, last.since, at, last.facts, last.skipped)

    @transaction.atomic
    def approve(self, *, by: User | None, at: datetime) -> None:
        """Freezes facts, words, language and template; nobody (``by=None``) does so at the slot.

        Approving twice changes nothing. Raises ``NotADraft`` for a stopped report.
        """
        from processes.reports.freezing import frozen

        mine = self.locked()
        if mine.stopped_at:
            raise NotADraft(_t("This report was stopped."))
        if mine.approved_at is None:
            mine.assignment = self.assignment
            known = mine.read(at)
            mine.since_at, mine.facts = known.since, frozen(known)
            mine.sections = [section.value for section in mine.sections_shown()]
            mine.approved_at, mine.approved_by = at, by
            mine.template_version = TEMPLATE_VERSION
            mine.last_error = ""
            if by:  # a worker has the row to itself and goes on
                mine.try_after = mine.ring_after = at
            mine.save(
                update_fields=[
                    *("since_at", "facts", "sections", "approved_at", "approved_by"),
                    *("template_version", "try_after", "ring_after", "last_error"),
                ]
            )
        self.refresh_from_db()

    @transaction.atomic
    def send_now(self, *, by: User, at: datetime) -> None:
        """Approved if it is not, and out at once, before its slot. Raises ``TooLate``."""
        mine = self.refuse_if_gone()
        mine.approve(by=by, at=at)
        again = {"failed_renderings": 0, "try_after": at, "ring_after": at}
        Report.objects.filter(pk=self.pk).update(send_at=at, **again)
        self.refresh_from_db()

    @transaction.atomic
    def render_again(self, *, at: datetime) -> None:
        """Somebody wants it tried again, from the first time on. Raises ``TooLate``."""
        mine = self.refuse_if_gone()
        if mine.waits_for_a_person:
            again = {"failed_renderings": 0, "try_after": at, "ring_after": at}
            Report.objects.filter(pk=self.pk).update(last_error="", **again)
        self.refresh_from_db()

    def still_wants_letter(self, letter: Letter, *, at: datetime) -> bool:
        """Nobody is reminded of a draft that was approved or stopped meanwhile."""
        if letter.kind == self.letter_kind:
            return super().still_wants_letter(letter, at=at)
        return self.is_draft and self.needs_approval

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """The first of its letters went out: the client has heard from us (C5, C7)."""
        if letter.kind != self.letter_kind:
            return
        if Report.objects.filter(pk=self.pk, sent_at=None).update(sent_at=at, last_error=""):
            self.sent_at = at
            record(
                EventKind.REPORT_SENT,
                by=None,
                at=at,
                assignment=self.assignment,
                contact=letter.recipient,
                reached=True,
                visible_to_client=True,
                report=self.pk,
                week=self.assignment.week(self.approved_at or self.slot_at),
            )
