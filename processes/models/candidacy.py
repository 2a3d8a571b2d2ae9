from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from candidates.models import Candidate
from clients.models import Contact
from processes import shown
from processes.models.candidacy_ending import AN_END_SAYS_WHY, Ends
from processes.models.candidacy_fit import FITS_MAKE_SENSE, FitsRole
from processes.models.candidacy_interest import Warms
from processes.models.candidacy_moving import Moves
from processes.models.clients_own import CONTACT_WAS_AGREED_WITH_SOMEBODY, MayBeClientsOwn
from processes.models.consent import AsksConsent
from processes.models.event import Event, EventKind
from processes.models.shortlist import SHORTLISTS_MAKE_SENSE, OnShortlist
from processes.models.which_candidacies import CandidacyQuerySet
from processes.numbering import ONE_EACH
from processes.stages import TALKED_WITH, End, Reason, SaidNo, Stage
from processes.timeline import record

if TYPE_CHECKING:
    from mailings.models import Letter


class Candidacy(Moves, Ends, Warms, FitsRole, AsksConsent, OnShortlist, MayBeClientsOwn):
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
                condition=models.Q(stage__in=Stage.values[:4])
                | models.Q(presented_at__isnull=False),
                name="whoever_stands_behind_presented_was_presented",
            ),
            models.CheckConstraint(
                condition=models.Q(presented_at__isnull=True) | models.Q(number__isnull=False),
                name="whoever_was_presented_has_a_number",
            ),
            AN_END_SAYS_WHY,
            *SHORTLISTS_MAKE_SENSE,
            *FITS_MAKE_SENSE,
            CONTACT_WAS_AGREED_WITH_SOMEBODY,
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
        """This row as it is now; whoever changes it at this moment is waited for."""
        rows = Candidacy.objects.all() if rows is None else rows
        return rows.locked().get(pk=self.pk)

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
