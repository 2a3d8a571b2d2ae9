from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Role, User
from accounts.search_names import plain
from candidates.models import Candidate
from clients.models import Client, Contact
from processes.briefs.snapshot import snapshot
from processes.deputies import pass_on
from processes.follow_ups.rules import kinds
from processes.models.brief import BRIEFS_MAKE_SENSE, Brief
from processes.models.brief_version import BriefVersion
from processes.models.candidacy import Candidacy
from processes.models.event import Event, EventKind
from processes.models.must_have import MustHave
from processes.models.planned_activity import PlannedActivity
from processes.models.report_schedule import ReportSchedule
from processes.models.which_assignments import AssignmentQuerySet
from processes.schedules.lines import Why
from processes.schedules.planning import Order, planned
from processes.stages import Stage
from processes.timeline import record

if TYPE_CHECKING:
    from mailings.models import Letter
    from processes.models.application import Application


class Kind(models.TextChoices):
    PERMANENT = "permanent", _("Permanent")
    INTERIM = "interim", _("Interim")
    SEARCH = "search", pgettext_lazy("kind of assignment", "Search")


class Outcome(models.TextChoices):
    FILLED = "filled", _("Filled")
    CANCELLED = "cancelled", _("Cancelled by the client")
    LOST = "lost", _("Lost")


class Unanswered(Exception):
    """An assignment cannot be closed while anyone on it is unanswered (K1); ``names`` says who."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__(_t("Still waiting for an answer: %(names)s") % {"names": ", ".join(names)})


class AlreadyClosed(Exception):
    """The assignment has been closed."""


class Assignment(Brief):
    """One role that a client wants filled."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="assignments")
    title = models.CharField(_("title"), max_length=160)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.PERMANENT)
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("recruiter")
    )
    ordered_by = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ordered",
        verbose_name=_("ordered by"),
    )
    decider = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decides_on",
        verbose_name=_("who decides"),
    )
    contacts = models.ManyToManyField(
        Contact, blank=True, related_name="assignments", verbose_name=_("contacts")
    )
    team = models.ManyToManyField(
        User, blank=True, related_name="team_assignments", verbose_name=_("team")
    )
    confidential = models.BooleanField(_("confidential"), default=False, db_default=False)
    positions = models.PositiveSmallIntegerField(_("positions"), default=1)
    target_weeks = models.PositiveSmallIntegerField(_("target weeks"), default=6)
    presentation_on = models.DateField(_("presentation"), null=True, blank=True)
    meetings_on = models.DateField(_("client meetings"), null=True, blank=True)
    decision_on = models.DateField(_("decision"), null=True, blank=True)
    starts_on = models.DateField(_("wanted start"), null=True, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    closing_words = models.TextField(blank=True)
    next_report_at = models.DateTimeField(null=True, blank=True)
    next_draft_at = models.DateTimeField(null=True, blank=True)
    next_look_at = models.DateTimeField(null=True, blank=True)
    plain_title = models.GeneratedField(
        expression=plain("title"), output_field=models.TextField(), db_persist=True
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="assignments_newest_first"),
            # AssignmentQuerySet.open_first, the list
            models.Index(
                models.F("closed_at").desc(nulls_first=True),
                models.F("opened_at").desc(),
                models.F("id").desc(),
                name="assignments_open_first",
            ),
            models.Index(
                fields=["next_draft_at"],
                condition=models.Q(closed_at__isnull=True),
                name="reports_to_be_drafted",
            ),
            # obstacle_hints.due_looks, asked once a second
            models.Index(
                fields=["next_look_at"],
                condition=models.Q(closed_at__isnull=True),
                name="obstacles_to_be_looked_for",
            ),
            # AssignmentQuerySet.hidden_from, within whatever recruiters ask for
            models.Index(
                fields=["id", "owner"],
                condition=models.Q(confidential=True),
                name="confidential_assignments",
            ),
            GinIndex(OpClass("plain_title", "gin_trgm_ops"), name="assignments_by_part_of_title"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="an_assignment_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="an_assignment_has_a_known_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, outcome="")
                | models.Q(closed_at__isnull=False, outcome__in=Outcome.values),
                name="a_closed_assignment_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(target_weeks__range=(1, 52)),
                name="an_assignment_takes_one_to_52_weeks",
            ),
            *BRIEFS_MAKE_SENSE,
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assignment", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def opened_on(self) -> date:
        return self.opened_at.astimezone(self.zone).date()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.client.working_hours().time_zone)

    @property
    def language(self) -> str:
        """That of whoever decides, else of whoever ordered, else of the client's country."""
        reader = self.decider or self.ordered_by
        return reader.language if reader else self.client.language

    def week(self, at: datetime) -> int:
        """Which calendar week of the assignment this is, the week it was opened in being 1."""
        first, now = self.opened_on, at.astimezone(self.zone).date()
        monday = first - timedelta(days=first.weekday())
        return max((now - monday).days // 7 + 1, 1)

    @property
    def missing_dates(self) -> list[str]:
        """Which of the dates that C3 wants agreed are not."""
        names = ("presentation_on", "meetings_on", "decision_on")
        return [
            str(self._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            for name in names
            if getattr(self, name) is None
        ]

    @transaction.atomic
    def edit(
        self,
        *,
        by: User,
        at: datetime,
        contacts: Iterable[Contact],
        must_haves: Iterable[str],
        team: Iterable[User] | None = None,
        dates_effect: str = "",
        dates_words: str = "",
        only_corrected: bool = False,
        **brief: Any,
    ) -> Event | None:
        """Writes a changed brief; the event names the fields that changed, not what they say.

        What the client should hear of is a version of its own, and is owed to them (C2);
        ``dates_effect`` and ``dates_words`` say what it does to the agreed dates. What is
        ``only_corrected`` was meant like that from the beginning, and is news to nobody.
        """
        # Whoever saves at the same moment waits: must-haves are written anew, with their evidence.
        mine = Assignment.objects.select_for_update(no_key=True, of=("self",)).get(pk=self.pk)
        first = None if self.brief_versions.exists() else snapshot(mine)
        before = self.owner
        changed = [name for name, value in brief.items() if getattr(self, name) != value]
        for name in changed:
            setattr(self, name, brief[name])
        if changed:
            self.save(update_fields=changed)
        if "owner" in changed:  # what was owed is owed by the new recruiter
            pass_on(self.follow_ups.waiting(), before, self.owner, at=at)
        people = {*contacts, *filter(None, [self.ordered_by, self.decider])}
        if people != set(self.contacts.all()):
            self.contacts.set(people)
            changed.append("contacts")
        if team is not None and set(team) != set(self.team.all()):
            self.team.set(team)
            changed.append("team")
        if MustHave.objects.write(self, must_haves):
            changed.append("must_haves")
        if self.confidential:  # nobody owes what they cannot see
            self.team.add(*self.owing_unseen(self.owner, self.team.all()))
        if not changed:
            return None
        facts: dict[str, Any] = {"fields": sorted(changed)}
        if "decider" in changed:
            facts |= {"other_decider": True, "unheard_decider": self._decider_is_unheard()}
        saved = Assignment.objects.select_related("ordered_by", "decider")
        version = BriefVersion.objects.write(
            saved.get(pk=self.pk),  # with what somebody else has saved meanwhile
            before=first,
            effect=dates_effect,
            words=dates_words,
            only_corrected=only_corrected,
            by=by,
            at=at,
        )
        if version:
            facts["version"] = version.number
        return record(EventKind.ASSIGNMENT_EDITED, by=by, at=at, assignment=self, **facts)

    def owing_unseen(self, owner: User, team: Iterable[User]) -> list[User]:
        """Who owes a word on it, by chairs, and would not see it with these on a closed team."""
        words = self.follow_ups.waiting().order_by()
        chairs = words.values(chair=Coalesce("stands_in_for", "owner"))
        people = User.objects.filter(pk__in=chairs, role=Role.RECRUITER)
        seeing = {owner.pk, *(user.pk for user in team)}
        return list(people.exclude(pk__in=seeing).order_by("full_name"))

    @transaction.atomic
    def let_in(self, user: User, *, by: User, at: datetime) -> Event | None:
        """Whoever gets something to do on a confidential assignment joins its team."""
        own = user.leads or user.pk == self.owner_id or self.team.filter(pk=user.pk).exists()
        if own or not self.confidential:  # who only sits in for somebody joins, too
            return None
        self.team.add(user)
        return record(EventKind.ASSIGNMENT_EDITED, by=by, at=at, assignment=self, fields=["team"])

    @transaction.atomic
    def hand_over(self, to: User, *, by: User, at: datetime, why: str = "") -> Event:
        """Another recruiter leads it from now on, and owes what the one before owed on it."""
        mine = Assignment.objects.select_for_update(no_key=True, of=("self",)).get(pk=self.pk)
        self.owner = to
        self.save(update_fields=["owner"])
        pass_on(self.follow_ups.waiting(), mine.owner, to, at=at)
        return record(
            EventKind.ASSIGNMENT_EDITED,
            by=by,
            at=at,
            assignment=self,
            text=why,
            fields=["owner"],
            giver=mine.owner.full_name,
            taker=to.full_name,
        )

    def _decider_is_unheard(self) -> bool:
        """Somebody decides with whom nobody has talked about this assignment yet (C1)."""
        talks = self.events.standing().filter(
            kind__in=[EventKind.CALLED, EventKind.MET], reached=True
        )
        return self.decider is not None and not talks.filter(contact=self.decider).exists()

    def plan_schedule(self) -> None:
        """Writes the schedule promised to the client (C4), in their language, by its kind."""
        from processes.models.schedule_template import ScheduleTemplate

        agreed = {
            "presentation": self.presentation_on,
            "meetings": self.meetings_on,
            "decision": self.decision_on,
        }
        order = Order(
            opened_at=self.opened_at,
            opened_on=self.opened_on,
            weeks=self.target_weeks,
            hours=self.owner.working_hours(),
            agreed=agreed,
        )
        steps = planned(ScheduleTemplate.objects.lines_of(self.kind), order, self.language)
        PlannedActivity.objects.bulk_create(
            PlannedActivity(assignment=self, position=position, **step)
            for position, step in enumerate(steps, start=1)
        )

    def plan_reports(self, *, at: datetime) -> None:
        """Sets when the next weekly report is due, by the schedule in force (C5)."""
        ReportSchedule.objects.in_force_for(self).set_next(self, at=at, last=None)
        self.save(update_fields=["next_report_at", "next_draft_at"])

    @transaction.atomic
    def agree_dates(
        self,
        *,
        presentation_on: date | None,
        meetings_on: date | None,
        decision_on: date | None,
        by: User,
        at: datetime,
    ) -> Event:
        """Presentation, client meetings and decision are agreed with the client (C3).

        One that was agreed before and gets another day counts as moved.
        """
        before = Assignment.objects.select_for_update(no_key=True, of=("self",)).get(pk=self.pk)
        self.presentation_on, self.meetings_on, self.decision_on = (
            presentation_on,
            meetings_on,
            decision_on,
        )
        self.save(update_fields=["presentation_on", "meetings_on", "decision_on"])
        agreed = {"presentation": presentation_on, "meetings": meetings_on, "decision": decision_on}
        for milestone, day in agreed.items():
            if not day:
                continue
            slips = bool(getattr(before, f"{milestone}_on"))
            for step in self.activities.filter(milestone=milestone, done_at=None):
                step.move_to(day, by=by, at=at, why=Why(agreed=True), slips=slips)
        facts: dict[str, Any] = {name: day.isoformat() for name, day in agreed.items() if day}
        return record(
            EventKind.DATES_AGREED,
            by=by,
            at=at,
            assignment=self,
            visible_to_client=True,
            **facts,
        )

    @transaction.atomic
    def add(
        self,
        candidate: Candidate,
        *,
        by: User | None,
        at: datetime,
        applied: bool = False,
        receipt: bool = True,
        source: str = "",
        words: str = "",
    ) -> Candidacy:
        """Puts a candidate on the assignment; whoever applied is owed an answer (K1).

        They get a receipt at once, unless whoever took the application in writes one. ``words``:
        what they said with it. Somebody on it already may still apply, once. Raises
        ``AlreadyClosed`` where they would wait for an answer that nobody gives any more.
        """
        from processes.acknowledging import acknowledge

        # Whoever closes it at this moment looks at everybody first: we wait, and look again.
        mine = Assignment.objects.select_for_update(no_key=True, of=("self",)).get(pk=self.pk)
        if applied and not mine.is_open:
            raise AlreadyClosed(_t("This assignment is closed. Nothing was changed."))
        candidate = Candidate.objects.standing_for(candidate)
        candidacy, added = Candidacy.objects.get_or_create(
            assignment=self,
            candidate=candidate,
            defaults={
                "stage_since": at,
                "added_at": at,
                "applied_at": at if applied else None,
                "source": source or candidate.source,
            },
        )
        if not added and applied:
            unheard = Candidacy.objects.filter(pk=candidacy.pk, applied_at=None)
            applied = bool(unheard.update(applied_at=at))
            candidacy.applied_at = candidacy.applied_at or at
        if added or applied:
            kind = EventKind.APPLIED if applied else EventKind.CANDIDATE_ADDED
            record(kind, by=by, at=at, candidacy=candidacy, text=words)
        if applied and receipt:
            acknowledge(candidacy, at=at)
        return candidacy

    @transaction.atomic
    def note_schedule_sent(
        self,
        *,
        by: User | None,
        at: datetime,
        contact: Contact | None = None,
        version: int | None = None,
    ) -> Event:
        """Somebody at the client has the schedule: what was owed by C4 is given."""
        facts: dict[str, Any] = {"version": version} if version else {}
        for activity in self.activities.filter(milestone="schedule", done_at=None):
            activity.tick_off(by=by, at=at)
        return record(
            EventKind.SCHEDULE_SENT,
            by=by,
            at=at,
            assignment=self,
            contact=contact,
            reached=True,
            visible_to_client=True,
            **facts,
        )

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """A schedule of before there were versions went out; it counts as sent from now (C4)."""
        if letter.kind == "schedule":
            contact = letter.recipient if isinstance(letter.recipient, Contact) else None
            self.note_schedule_sent(by=None, at=at, contact=contact)

    def unanswered(self) -> models.QuerySet[Candidacy]:
        """Everyone who still waits for a word from us, or is in play and was told no outcome."""
        people = Candidacy.objects.filter(assignment=self)
        untold = people.in_play().in_talks().ours_to_tell().exclude(stage=Stage.PLACED)
        return people.filter(
            self._owed_a_word() | models.Q(pk__in=untold.values("pk"))
        ).select_related("candidate")

    def applications_to_look_at(self) -> models.QuerySet[Application]:
        """Of people who may be here already; they wait for an answer like everybody else (K1)."""
        from processes.models.application import Application

        return Application.objects.waiting().filter(vacancy__assignment=self).order_by("at", "pk")

    def _owed_a_word(self) -> models.Q:
        """Who waits for a word; a clock of silence speaks only for those who were turned down.

        Keeping in touch with whoever was placed, and aftercare, go on behind the closing (A1, A3).
        """
        owed = self.follow_ups.waiting().we_owe("candidate")
        words = owed.filter(kind__in=kinds(clock=False, awaited=True)).values("candidacy")
        untold = owed.filter(kind="candidate_silence", candidacy__ended_at__isnull=False)
        return models.Q(pk__in=words) | models.Q(pk__in=untold.values("candidacy"))

    @transaction.atomic
    def close(
        self, outcome: str, *, words: str, by: User, at: datetime, answered_elsewhere: bool = False
    ) -> Event:
        """Closes the assignment with a closing word; refuses while anyone is unanswered (C7, K1).

        ``answered_elsewhere``: who is in play was told in the system the assignment comes from.
        Raises ``Unanswered`` with their names, or ``AlreadyClosed``.
        """
        # no_key: whoever stops a report or puts off a word meanwhile writes an event on this very
        # assignment while holding the row that we wait for next.
        mine = Assignment.objects.select_for_update(no_key=True, of=("self",)).get(pk=self.pk)
        if not mine.is_open:
            raise AlreadyClosed(_t("This assignment is closed already."))
        unanswered = mine.unanswered()
        if answered_elsewhere:
            unanswered = unanswered.filter(mine._owed_a_word())
        waiting = [candidacy.name for candidacy in unanswered]
        waiting += [application.full_name for application in mine.applications_to_look_at()]
        if waiting:
            raise Unanswered(waiting)
        self.closed_at, self.outcome, self.closing_words = at, outcome, words
        self.save(update_fields=["closed_at", "outcome", "closing_words"])
        # Locked: of one that a worker is sending at this moment the letters are written by then.
        unsent = self.reports.on_their_way().filter(letters_at=None)
        for report in unsent.select_for_update(of=("self",)):
            report.stop(_t("The assignment was closed."), by=by, at=at)
        facts: dict[str, Any] = {"elsewhere": True} if answered_elsewhere else {}
        return record(
            EventKind.ASSIGNMENT_CLOSED,
            by=by,
            at=at,
            assignment=self,
            text=words,
            visible_to_client=True,
            outcome=outcome,
            **facts,
        )
