from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from clients.models import Contact
from mailings.leases import still_held
from processes.models.candidacy import Candidacy
from processes.models.document import Document, Made, Reader
from processes.models.event import EventKind
from processes.models.presentation_line import PresentationLine
from processes.models.rendered import TRIES
from processes.models.which_presentations import AlreadySent, PresentationQuerySet
from processes.reports.freezing import frozen, thawed
from processes.stages import SHOWN_TO_CLIENT, Stage
from processes.timeline import record

if TYPE_CHECKING:
    from mailings.models import Letter
    from processes.presentations.facts import PresentationFacts


class NothingToSend(Exception):
    """Nobody is chosen, or nobody would get it."""


class Presentation(Document):
    """The shortlist as the client gets it (C9): chosen, in order, argued, then frozen and sent.

    A later one is the next version. Whoever is in it counts as presented once it went out.
    """

    letter_kind = "presentation"

    number = models.PositiveSmallIntegerField()
    introduction = models.TextField(_("introduction"), blank=True)
    feedback_on = models.DateField(null=True, blank=True)
    recipients = models.ManyToManyField(Contact, blank=True, related_name="+")
    made_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField(null=True)

    objects: ClassVar[PresentationQuerySet] = PresentationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-number"]
        indexes = [
            # DocumentQuerySet.due, asked once a second
            models.Index(
                fields=["try_after"],
                condition=Q(letters_at__isnull=True, frozen_at__isnull=False),
                name="presentations_to_take_further",
            ),
        ]
        constraints = [
            models.UniqueConstraint("assignment", "number", name="one_presentation_per_number"),
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(frozen_at__isnull=True),
                name="one_draft_of_a_presentation",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | Q(facts__isnull=False),
                name="a_frozen_presentation_has_facts",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | Q(sent_by__isnull=False),
                name="a_frozen_presentation_says_who_sent_it",
            ),
            models.CheckConstraint(
                condition=Q(letters_at__isnull=True, sent_at__isnull=True)
                | Q(frozen_at__isnull=False),
                name="only_a_frozen_presentation_goes_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment.title} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("assignment_presentation", args=[self.assignment_id])

    @property
    def said(self) -> PresentationFacts:
        """What was frozen."""
        from processes.presentations.facts import PresentationFacts

        assert self.facts is not None, "only a frozen presentation says anything"
        return thawed(PresentationFacts, self.facts)

    def before(self) -> Presentation | None:
        """The last version that the client has, or gets."""
        earlier = Presentation.objects.frozen().filter(
            assignment=self.assignment_id, number__lt=self.number
        )
        return earlier.order_by("-number").first()

    def people(self) -> list[Candidacy]:
        """Who is in it, in order, with what is known of them."""
        rows = Candidacy.objects.filter(presentation_lines__presentation=self).as_shown()
        rows = rows.asking_consent().select_related("candidate").prefetch_related("fits")
        return list(rows.order_by("presentation_lines__position"))

    @transaction.atomic
    def write(
        self,
        chosen: Iterable[Candidacy],
        *,
        introduction: str,
        feedback_on: date | None,
        recipients: Iterable[Contact],
    ) -> None:
        """Who is presented in which order, to whom, and what it begins with."""
        self.introduction, self.feedback_on = introduction, feedback_on
        self.save(update_fields=["introduction", "feedback_on"])
        self.recipients.set(recipients)
        wanted = [candidacy.pk for candidacy in chosen]
        if wanted != list(self.lines.values_list("candidacy_id", flat=True)):
            self.lines.all().delete()
            PresentationLine.objects.bulk_create(
                PresentationLine(presentation=self, candidacy_id=pk, position=position)
                for position, pk in enumerate(wanted, start=1)
            )

    @transaction.atomic
    def send(self, *, by: User, at: datetime) -> None:
        """Frozen as it stands; a worker makes it and writes the letters.

        Raises ``AlreadySent``, ``NothingToSend`` and ``NoConsent``.
        """
        from processes.presentations.facts import facts

        mine = self.locked()
        if mine.frozen_at:
            raise AlreadySent(self.number)
        self._let_nobody_move()
        for candidacy in self.people():
            candidacy.refuse_without_consent()
            if candidacy.number is None:
                candidacy.take_number()
        said = facts(self, at=at)
        if not said.people:
            raise NothingToSend(_t("Choose at least one candidate."))
        if not self.readers():
            raise NothingToSend(_t("Choose somebody who gets it and has an e-mail address."))
        if (last := self.before()) and said.says_the_same_as(last.said) and self.all_have(last):
            told = _t("Nothing has changed since version %(number)d.")
            raise NothingToSend(told % {"number": last.number})
        self.facts, self.frozen_at, self.sent_by = frozen(said), at, by
        self.send_at = self.try_after = self.ring_after = at
        self.save(
            update_fields=["facts", "frozen_at", "sent_by", "send_at", "try_after", "ring_after"]
        )

    def _let_nobody_move(self) -> None:
        """All of them before the first gets a number, which somebody who moves may wait for."""
        theirs = Candidacy.objects.filter(presentation_lines__presentation=self)
        list(theirs.order_by("pk").locked().values_list("pk"))

    def all_have(self, last: Presentation) -> bool:
        """Whether everybody who would get this version got that one."""
        had = set(last.recipients.values_list("pk", flat=True))
        return all(reader.contact.pk in had for reader in self.readers())

    @transaction.atomic
    def render_again(self, *, at: datetime) -> None:
        """Somebody wants it tried again, from the first time on; where it goes on, nothing."""
        mine = self.locked()
        if mine.letters_at is None and mine.last_error:
            again = {"failed_renderings": 0, "try_after": at, "ring_after": at}
            Presentation.objects.filter(pk=self.pk).update(last_error="", **again)
        self.refresh_from_db()

    def readers(self) -> list[Reader]:
        """Those chosen who work at this client still and have an address."""
        there = self.recipients.filter(is_active=True, client=self.assignment.client_id)
        chosen = there.exclude(email="").order_by("pk")
        return [Reader(contact, contact.language) for contact in chosen]

    def freeze(self, *, at: datetime) -> bool:
        """It was frozen when it was sent; behind the closing word it goes out no more.

        Nor with somebody who does not want to be presented any more.
        """
        why = "" if self.assignment.is_open else _t("The assignment was closed.")
        if names := ", ".join(one.name for one in self.unwilling()):
            said = _t("%(names)s took consent back. Send a version without them.")
            why = why or said % {"names": names}
        if why:
            still_held(Presentation.objects.waiting(), self).update(
                failed_renderings=TRIES, last_error=why
            )
        return not why

    def unwilling(self) -> list[Candidacy]:
        """Who in it has not agreed to be presented, or no longer does."""
        rows = Candidacy.objects.filter(presentation_lines__presentation=self)
        unasked = rows.filter(consented_at=None, is_clients_own=False)
        return list(unasked.select_related("candidate").order_by("pk"))

    def still_wants_letter(self, letter: Letter, *, at: datetime) -> bool:
        """Asked directly before it goes: does everybody in it still agree to be shown?"""
        return not self.unwilling() and super().still_wants_letter(letter, at=at)

    def make(self, language: str) -> Made:
        from processes.presentations.rendering import make

        return make(self, language)

    def sender_name(self) -> str:
        return f"{self.assignment.owner.full_name}, {Agency.current().name}"

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """The first of its letters went out: whoever is in it has been presented (C9)."""
        if not Presentation.objects.filter(pk=self.pk, sent_at=None).update(
            sent_at=at, last_error=""
        ):
            return
        self.sent_at = at
        record(
            EventKind.PRESENTATION_SENT,
            by=None,
            at=at,
            assignment=self.assignment,
            contact=letter.recipient,
            reached=True,
            visible_to_client=True,
            presentation=self.pk,
            version=self.number,
            people=len(self.said.people),
        )
        for activity in self.assignment.activities.filter(milestone="presentation", done_at=None):
            activity.tick_off(by=None, at=at)
        self._move_to_presented(at=at)

    def _move_to_presented(self, *, at: datetime) -> None:
        """Those who were not yet; the client now owes its word on each of them."""
        theirs = Candidacy.objects.filter(presentation_lines__presentation=self)
        unseen = theirs.in_play().exclude(stage__in=SHOWN_TO_CLIENT)
        unseen = unseen.select_related("assignment__client", "candidate")
        for candidacy in unseen.order_by("pk").select_for_update(no_key=True, of=("self",)):
            candidacy.move_to(
                Stage.PRESENTED,
                by=self.sent_by,
                at=at,
                feedback_on=self.feedback_on,
                was_shown=True,
            )
