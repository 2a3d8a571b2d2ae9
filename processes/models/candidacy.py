from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Coalesce, Concat, JSONObject
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from candidates.models import Candidate
from clients.models import Contact
from processes import shown
from processes.confidential import seen_by
from processes.cooling import fallen_from
from processes.follow_ups.due_times import before_offer
from processes.models.consent import AsksConsent
from processes.models.event import Event, EventKind
from processes.models.follow_up import FollowUp
from processes.models.must_have import Fit
from processes.models.shortlist import ENOUGH, OnShortlist, Seniority, WantsJob, Wish
from processes.models.wrong_stage import WrongStage
from processes.numbering import ONE_EACH, until_free
from processes.stages import (
    ON_SHORTLIST,
    SHOWN_TO_CLIENT,
    TALKED_WITH,
    End,
    Reason,
    SaidNo,
    Stage,
)
from processes.timeline import record

if TYPE_CHECKING:
    from mailings.models import Letter


SHOWN_IN = 5  # presentations that a row names


class CandidacyQuerySet(models.QuerySet["Candidacy"]):
    def visible_to(self, user: User) -> CandidacyQuerySet:
        """Those of assignments that this person of the agency sees."""
        return self.filter(seen_by(user))

    def opened_by(self, user: User) -> CandidacyQuerySet:
        """Whose page this person of the agency may open: of closed people only leads."""
        return self if user.leads else self.filter(candidate__closed_at__isnull=True)

    def in_play(self) -> CandidacyQuerySet:
        return self.filter(ended_at__isnull=True)

    def ended(self) -> CandidacyQuerySet:
        return self.filter(ended_at__isnull=False)

    def in_talks(self) -> CandidacyQuerySet:
        """Whoever has applied, said yes to talking, was reached in a talk, or has answered us."""
        talks = models.Q(kind=EventKind.CALLED, reached=True, contact=None)
        talks |= models.Q(kind=EventKind.MET, reached=True)
        talks |= models.Q(kind=EventKind.MAILED, facts__rang="them")
        heard = Event.objects.standing().filter(talks, candidacy=models.OuterRef("pk"))
        return self.filter(
            models.Q(applied_at__isnull=False)
            | models.Q(stage__in=[*TALKED_WITH, Stage.PLACED])
            | models.Exists(heard.order_by())
        )

    def with_waiting(self, clocks_until: datetime) -> CandidacyQuerySet:
        """Each with its assignment, and with the open follow-ups on it as ``waiting``."""
        shown = FollowUp.objects.waiting().without_clocks_after(clocks_until)
        waiting = models.Prefetch("follow_ups", shown, to_attr="waiting")
        own = [field.attname for field in self.model._meta.concrete_fields]
        named = self.select_related("assignment__client").only(
            *own, "assignment__title", "assignment__client__name"
        )
        return named.prefetch_related(waiting)

    def shown_to_client(self) -> CandidacyQuerySet:
        """People the client may see: from "presented" on, wherever they stand now."""
        return self.filter(presented_at__isnull=False)

    def as_shown(self) -> CandidacyQuerySet:
        """Each with what says how a client sees them; the candidate is needed beside it."""
        return shown.with_showing(self)

    def ours_to_tell(self) -> CandidacyQuerySet:
        """All but the client's own candidates, with whom only the client speaks (C8)."""
        return self.exclude(is_clients_own=True, contact_agreed_at=None)

    def asking_consent(self) -> CandidacyQuerySet:
        """Each with whether they have ever applied to us, as ``has_applied``: see consent.py."""
        applied = Candidacy.objects.filter(
            candidate=models.OuterRef("candidate"), applied_at__isnull=False
        )
        return self.annotate(has_applied=models.Exists(applied))

    def with_shown(self) -> CandidacyQuerySet:
        """Each with the presentations in which the client got them: ``shown_in``, newest first.

        The version, the moment, and who at the client was to read it.
        """
        from processes.models.presentation import PresentationLine

        readers = Contact.objects.filter(pk__in=models.OuterRef("presentation__recipients"))
        lines = PresentationLine.objects.filter(
            candidacy=models.OuterRef("pk"), presentation__sent_at__isnull=False
        )
        said = JSONObject(
            version="presentation__number",
            at="presentation__sent_at",
            to=ArraySubquery(
                readers.order_by("pk").values(name=Concat("first_name", Value(" "), "last_name"))
            ),
        )
        newest = lines.order_by("-presentation__number").values(said=said)
        return self.annotate(shown_in=ArraySubquery(newest[:SHOWN_IN]))

    def on_shortlist(self) -> CandidacyQuerySet:
        """Those whom the client may still choose."""
        return self.in_play().filter(stage__in=ON_SHORTLIST)

    def reserves(self) -> CandidacyQuerySet:
        """Who stands behind them, in order."""
        return self.in_play().filter(reserve__isnull=False).order_by("reserve")

    def with_selection(self) -> CandidacyQuerySet:
        """Each with how many others the client may choose from, and how many there should be."""
        same = Candidacy.objects.on_shortlist().filter(assignment=models.OuterRef("assignment"))
        others = same.exclude(pk=models.OuterRef("pk")).order_by().values("assignment")
        counted = others.annotate(count=models.Count("pk")).values("count")
        wanted = Agency.objects.values("shortlist_minimum")[:1]
        return self.annotate(
            others_presented=Coalesce(models.Subquery(counted), 0),
            minimum=Coalesce(models.Subquery(wanted), ENOUGH),
        )

    def with_next_number(self) -> CandidacyQuerySet:
        """Each with the next number on its assignment as ``next_number``: see ``until_free``."""
        same = Candidacy.objects.filter(assignment=models.OuterRef("assignment"))
        last = same.filter(number__isnull=False).order_by("-number").values("number")[:1]
        return self.annotate(next_number=Coalesce(models.Subquery(last), 0) + 1)


class Candidacy(AsksConsent, OnShortlist):
    """A candidate on an assignment: the stage, the interest, and how it ended."""

    assignment = models.ForeignKey(
        "processes.Assignment", on_delete=models.PROTECT, related_name="candidacies"
    )
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="candidacies")
    stage = models.CharField(_("stage"), max_length=16, choices=Stage, default=Stage.IDENTIFIED)
    stage_since = models.DateTimeField()
    added_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    presented_at = models.DateTimeField(null=True, blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    interest = models.PositiveSmallIntegerField(_("interest"), null=True, blank=True)
    # From where interest has fallen so far that somebody must ring, and has not recovered (K5).
    cooled_from = models.PositiveSmallIntegerField(null=True, editable=False)
    client_interest = models.PositiveSmallIntegerField(null=True, editable=False)
    client_cooled_from = models.PositiveSmallIntegerField(null=True, editable=False)
    # Of the other processes the one that presses most: see OtherProcess.
    other_offer = models.CharField(_("other processes"), max_length=160, blank=True)
    other_offer_answers_on = models.DateField(_("answers them on"), null=True, blank=True)
    recommended = models.BooleanField(_("we recommend"), default=False)
    recommendation = models.TextField(_("why"), blank=True)
    risk = models.TextField(_("risk"), blank=True)
    is_clients_own = models.BooleanField(_("the client's own candidate"), default=False)
    source = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=12, choices=End, blank=True)
    end_reason = models.CharField(max_length=16, choices=Reason, blank=True)
    said_no = models.CharField(max_length=12, choices=SaidNo, blank=True)
    end_words = models.TextField(blank=True)

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "candidacies"
        ordering = ["-stage_since", "pk"]
        indexes = [
            models.Index(
                fields=["assignment", "stage", "-stage_since"], name="board_of_an_assignment"
            ),
            models.Index(fields=["candidate", "-added_at"], name="candidacies_of_a_candidate"),
            # candidates.finding.criteria.stands_at
            models.Index(
                fields=["stage", "candidate"],
                condition=models.Q(ended_at__isnull=True),
                name="candidates_at_a_stage",
            ),
            # attention.cooling, on Today
            models.Index(
                fields=["other_offer_answers_on"],
                condition=models.Q(ended_at__isnull=True, other_offer_answers_on__isnull=False),
                name="other_offers_to_be_answered",
            ),
            # attention.cooling, on Today
            models.Index(
                fields=["assignment"],
                condition=models.Q(ended_at__isnull=True)
                & (
                    models.Q(cooled_from__isnull=False) | models.Q(client_cooled_from__isnull=False)
                ),
                name="whoever_has_cooled",
            ),
            # insights, where people leave
            models.Index(
                fields=["ended_at"],
                condition=models.Q(ended_at__isnull=False),
                include=["assignment", "stage", "end_reason", "said_no"],
                name="whoever_left_in_a_period",
            ),
        ]
        constraints = [
            models.UniqueConstraint("assignment", "candidate", name="one_candidacy_per_assignment"),
            models.UniqueConstraint("assignment", "number", name=ONE_EACH),
            models.CheckConstraint(
                condition=models.Q(stage__in=Stage.values), name="a_candidacy_has_a_known_stage"
            ),
            models.CheckConstraint(
                condition=models.Q(interest__isnull=True) | models.Q(interest__range=(1, 5)),
                name="interest_is_one_to_five",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, end="", end_reason="", said_no="")
                | models.Q(
                    ended_at__isnull=False,
                    end__in=End.values,
                    end_reason__in=Reason.values,
                    said_no__in=SaidNo.values,
                ),
                name="an_ended_candidacy_says_why_and_who_said_no",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=Stage.values[:4])
                | models.Q(presented_at__isnull=False),
                name="whoever_stands_behind_presented_was_presented",
            ),
            models.CheckConstraint(
                condition=models.Q(presented_at__isnull=True) | models.Q(number__isnull=False),
                name="whoever_was_presented_has_a_number",
            ),
            models.UniqueConstraint(
                fields=["assignment", "reserve"],
                name="one_place_each_in_reserve",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=models.Q(reserve__isnull=True)
                | models.Q(ended_at__isnull=True, stage__in=Stage.values[:4]),
                name="nobody_presented_or_out_stands_in_reserve",
            ),
            models.CheckConstraint(
                condition=models.Q(seniority__in=["", *Seniority.values])
                & models.Q(wish__in=["", *Wish.values]),
                name="seniority_and_wish_are_known_or_not_said",
            ),
            models.CheckConstraint(
                condition=models.Q(wants_job="", wants_job_asked_at__isnull=True)
                | models.Q(wants_job__in=WantsJob.values, wants_job_asked_at__isnull=False),
                name="whether_they_want_the_job_was_asked_some_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(end_reason=Reason.TOO_SENIOR)
                | models.Q(wants_job_asked_at__isnull=False),
                name="nobody_is_too_senior_unasked",
            ),
            models.CheckConstraint(
                condition=models.Q(contact_agreed_at__isnull=True)
                | models.Q(contact_agreed_with__isnull=False),
                name="contact_was_agreed_with_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_stage_display()}"

    @property
    def name(self) -> str:
        return self.candidate.full_name

    @property
    def showing(self) -> shown.Showing:
        """How the client sees them: the strictest of agency, client and candidate."""
        return shown.showing(self)

    @property
    def shown_mark(self) -> str:
        """What stands for them in facts; ``shown.spoken`` says it."""
        return shown.mark(self)

    @property
    def shown_name(self) -> str:
        """What the client reads instead of the name, in the active language."""
        return shown.spoken(shown.mark(self))

    @property
    def is_in_play(self) -> bool:
        return self.ended_at is None

    @property
    def is_in_talks(self) -> bool:
        """Whether they wait for news of us, or were only found and written to (K3)."""
        if self.applied_at or self.stage in TALKED_WITH:
            return True
        return Candidacy.objects.in_talks().filter(pk=self.pk).exists()

    def locked(self, rows: CandidacyQuerySet | None = None) -> Candidacy:
        # no_key: who hands over or puts off a word on it meanwhile writes an event about it while
        # holding the follow-up that we settle next.
        rows = Candidacy.objects.all() if rows is None else rows
        return rows.select_for_update(no_key=True, of=("self",)).get(pk=self.pk)

    @until_free
    def take_number(self) -> None:
        """The next number on the assignment, once and for good: a client may be told it."""
        mine = self.locked(Candidacy.objects.with_next_number())
        self.number = mine.number or mine.next_number  # type: ignore[attr-defined]
        self.save(update_fields=["number"])

    @until_free
    def move_to(
        self,
        stage: str,
        *,
        by: User | None,
        at: datetime,
        seen: str = "",
        feedback_on: date | None = None,
        was_shown: bool = False,
    ) -> Event | None:
        """Moves the candidate on the board, either way; to where they stand already does nothing.

        ``feedback_on`` is the day that was agreed with the client for its word on them.
        ``was_shown``: a presentation of them has reached the client, whatever they say since.
        Raises ``WrongStage`` for an ended candidacy, for an unknown stage, and when somebody has
        moved them meanwhile from the stage where they were ``seen``; ``NoConsent``.
        """
        if stage not in Stage.values:
            raise WrongStage(_t("There is no such stage."))
        mine = self.locked(Candidacy.objects.with_next_number().with_selection())
        if not mine.is_in_play:
            raise WrongStage(
                _t("%(name)s is no longer in play. Take the candidacy up again first.")
                % {"name": self.name}
            )
        if mine.stage == stage:
            return None
        if seen and mine.stage != seen:
            said = {"name": self.name, "stage": mine.get_stage_display()}
            raise WrongStage(
                _t("Somebody has moved %(name)s to “%(stage)s” meanwhile. Nothing was changed.")
                % said
            )
        changed = ["stage", "stage_since"]
        if stage in SHOWN_TO_CLIENT:
            if not was_shown:
                mine.refuse_without_consent()
            self.reserve = None
            changed.append("reserve")
        if stage in SHOWN_TO_CLIENT and mine.presented_at is None:
            self.presented_at = at
            changed.append("presented_at")
            if mine.number is None:
                self.number = mine.next_number  # type: ignore[attr-defined]
                changed.append("number")
        self.stage, self.stage_since = stage, at
        self.save(update_fields=changed)
        facts: dict[str, Any] = {"from": mine.stage, "to": stage}
        if feedback_on:
            facts["feedback_on"] = feedback_on.isoformat()
        if stage in ON_SHORTLIST and mine.makes_selection():
            facts["enough"] = True
        return record(
            EventKind.STAGE_MOVED,
            by=by,
            at=at,
            candidacy=self,
            visible_to_client=stage in SHOWN_TO_CLIENT,
            **facts,
        )

    @transaction.atomic
    def finish(
        self,
        end: str,
        *,
        reason: str,
        said_no: str,
        by: User | None,
        at: datetime,
        words: str = "",
        verdicts: Mapping[int, str] | None = None,
    ) -> Event:
        """Ends the candidacy: turned down or withdrawn, why, and who said no.

        ``verdicts``: for the id of a must-have what the client said of it (``Fit.Verdict``).
        Raises ``WrongStage`` when it has ended already, and ``NotAsked``.
        """
        mine = self.locked()
        if not mine.is_in_play:
            raise WrongStage(_t("%(name)s is out of this process already.") % {"name": self.name})
        mine.refuse_too_senior(reason)
        self.ended_at, self.end, self.end_reason = at, end, reason
        self.said_no, self.end_words, self.reserve = said_no, words, None
        self.save(
            update_fields=["ended_at", "end", "end_reason", "said_no", "end_words", "reserve"]
        )
        for must_have, verdict in (verdicts or {}).items():
            Fit.objects.update_or_create(
                candidacy=self, must_have_id=must_have, defaults={"verdict": verdict}
            )
        ended = record(
            EventKind.CANDIDACY_ENDED,
            by=by,
            at=at,
            candidacy=self,
            text=words,
            end=end,
            reason=reason,
            said_no=said_no,
            stage=mine.stage,
        )
        if mine.stage in ON_SHORTLIST:
            self.fall_short(by=by, at=at)
        return ended

    @transaction.atomic
    def take_up_again(self, *, by: User, at: datetime) -> Event:
        """Brings an ended candidacy back to the stage where it stood; nobody has left the job."""
        from processes.models.leaving import Leaving

        mine = self.locked(Candidacy.objects.with_selection())
        if mine.is_in_play:
            raise WrongStage(_t("%(name)s is in play already.") % {"name": self.name})
        self.ended_at, self.end, self.end_reason = None, "", ""
        self.said_no, self.end_words = "", ""
        self.save(update_fields=["ended_at", "end", "end_reason", "said_no", "end_words"])
        Leaving.objects.filter(placement__candidacy=self).delete()
        back = mine.stage in ON_SHORTLIST and mine.makes_selection()
        facts: dict[str, Any] = {"enough": True} if back else {}
        return record(
            EventKind.CANDIDACY_REOPENED, by=by, at=at, candidacy=self, stage=self.stage, **facts
        )

    def makes_selection(self) -> bool:
        """Whether with them on the shortlist the client has enough to choose from (C8).

        Of a candidacy ``with_selection``.
        """
        known = vars(self)
        enough: bool = known["others_presented"] + 1 >= known["minimum"]
        return enough

    @transaction.atomic
    def note_interest(
        self,
        interest: int | None,
        *,
        by: User,
        at: datetime,
        other_offer: str = "",
        answers_on: date | None = None,
    ) -> Event | None:
        """Interest 1 to 5, and what else is going on for this person (K5, K6).

        Said in a line, it is about the other process that presses most; none ends them all.
        """
        from processes.models.other_process import OtherProcess

        before = self.locked()
        was = (before.interest, before.other_offer, before.other_offer_answers_on)
        if was == (interest, other_offer, answers_on):
            return None
        self.interest, self.other_offer, self.other_offer_answers_on = (
            interest,
            other_offer,
            answers_on,
        )
        self.cooled_from = fallen_from(before.interest, interest, before.cooled_from)
        self.save(
            update_fields=["interest", "cooled_from", "other_offer", "other_offer_answers_on"]
        )
        if was[1:] != (other_offer, answers_on):
            OtherProcess.objects.follow(self, by=by, at=at)
        noted = record(
            EventKind.INTEREST_NOTED,
            by=by,
            at=at,
            candidacy=self,
            text=other_offer,
            was=was[0],
            now=interest,
            answers_on=answers_on.isoformat() if answers_on else None,
        )
        self.want_answers_before_other_offer(by=by, at=at)
        return noted

    def want_answers_before_other_offer(self, *, by: User, at: datetime) -> None:
        """What the client owes on this person is wanted before they answer somebody else (K6)."""
        deadline, hours = self.other_offer_answers_on, self.assignment.client.working_hours()
        if deadline is None or deadline < hours.local_day(at):
            return
        until = before_offer(deadline, at, hours)
        waiting = FollowUp.objects.waiting().clients_owe().filter(candidacy=self)
        # Locked before they are read: what the client has answered a moment ago is not here.
        for word in waiting.order_by("pk").select_for_update(of=("self",)):
            if word.due_at > until:
                word.pull_forward(until, by=by, at=at, answers_on=deadline.isoformat())

    @transaction.atomic
    def note_fit(
        self,
        answers: dict[int, tuple[str, str]],
        *,
        recommended: bool,
        recommendation: str,
        risk: str,
        is_clients_own: bool,
        by: User,
        at: datetime,
    ) -> Event:
        """Evidence for each must-have, our recommendation with its reasons, the risk (C8, C9).

        ``answers`` gives for the id of a must-have the answer and its evidence.
        """
        for must_have_id, (answer, evidence) in answers.items():
            Fit.objects.update_or_create(
                candidacy=self,
                must_have_id=must_have_id,
                defaults={"answer": answer, "evidence": evidence},
            )
        self.recommended, self.recommendation, self.risk = recommended, recommendation, risk
        self.is_clients_own = is_clients_own
        self.save(update_fields=["recommended", "recommendation", "risk", "is_clients_own"])
        noted = record(EventKind.FIT_NOTED, by=by, at=at, candidacy=self, recommended=recommended)
        if not self.may_be_contacted:
            self.drop_words_owed(noted)
        return noted

    def client_answers(
        self,
        words: str,
        *,
        by: User | None,
        at: datetime,
        contact: Contact | None = None,
        heard_in: Event | None = None,
    ) -> Event:
        """The client's word on a candidate, who is now owed personal feedback (K2).

        ``heard_in`` is the call or meeting it was said in; undone, it takes the answer along.
        """
        facts: dict[str, Any] = {"heard_in": heard_in.pk} if heard_in else {}
        return record(
            EventKind.CLIENT_ANSWERED,
            by=by,
            at=at,
            candidacy=self,
            contact=contact,
            text=words,
            **facts,
        )

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """A letter to the candidate about this candidacy went out: it counts from now."""
        record(
            EventKind.LETTER_SENT,
            by=None,
            at=at,
            candidacy=self,
            reached=True,
            letter=letter.kind,
            subject=letter.subject,
        )
