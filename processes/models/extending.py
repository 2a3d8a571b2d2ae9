from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.utils.translation import gettext as _t

from accounts.models import User
from processes.models.event import Event, EventKind
from processes.models.extension import Extension, ExtensionAnswer, day_both_named, question
from processes.models.placement_terms import PlacementTerms
from processes.sides import Side
from processes.timeline import record

if TYPE_CHECKING:
    from processes.models.candidacy import Candidacy


class NotRunning(Exception):
    """There is nothing to change or ask about: no end is agreed, or the candidate has left."""


class Extends(PlacementTerms):
    """Whether a contract goes on after its end: asked of both sides, each for itself (A5)."""

    extension = models.CharField(max_length=12, choices=Extension, blank=True, db_default="")
    extension_asked_at = models.DateTimeField(null=True, blank=True)
    extension_answered_at = models.DateTimeField(null=True, blank=True)

    if TYPE_CHECKING:
        candidacy: Candidacy

    class Meta:
        abstract = True

    @transaction.atomic
    def ask_extension(self, *, by: User, at: datetime, side: str = Side.CLIENT) -> Event | None:
        """One side was asked whether it goes on; asked already changes nothing.

        Raises ``NotRunning``.
        """
        mine = self._running()
        assert mine.ends_on is not None, "a placement that runs has an end"
        _question, is_new = question(mine.pk, side, ends_on=mine.ends_on, at=at)
        return self._asked(mine, side, by=by, at=at) if is_new else None

    @transaction.atomic
    def keep_answer(
        self,
        side: str,
        *,
        goes_on: bool,
        by: User,
        at: datetime,
        until: date | None = None,
        words: str = "",
    ) -> bool:
        """What one side says, sealed until the other has answered, too; then both are opened.

        Where both agree, that is agreed: ``until`` the same day it goes on, and one who ends it
        ends it. Whether they were opened is returned. Raises ``NotRunning``, and ``ValueError``
        for a day that is not after the end.
        """
        mine = self._running()
        assert mine.ends_on is not None, "a placement that runs has an end"
        if until and until <= mine.ends_on:
            raise ValueError(_t("That is not after the end agreed so far."))
        asked, is_new = question(mine.pk, side, ends_on=mine.ends_on, at=at)
        if is_new:
            self._asked(mine, side, by=by, at=at)
        asked.seal(until, words, by=by, at=at, goes_on=goes_on)
        self._record(EventKind.EXTENSION_ANSWERED, by=by, at=at, side=side)
        sealed = list(
            ExtensionAnswer.objects.filter(
                placement=self.pk, opened_at=None, answered_at__isnull=False
            )
        )
        if {row.side for row in sealed} != set(Side.values):
            return False
        for row in sealed:
            row.open(at=at)
        if any(row.answer == Extension.ENDS for row in sealed):
            self.answer_extension(None, by=by, at=at)
        elif day := day_both_named(sealed):
            self.answer_extension(day, by=by, at=at)
        return True

    @transaction.atomic
    def answer_extension(self, until: date | None, *, by: User, at: datetime) -> Event:
        """What was agreed: it goes on ``until`` this day, or ends as it was to (None).

        Raises ``NotRunning``, and ``ValueError`` for a day that is not after the end.
        """
        mine = self._running()
        assert mine.ends_on is not None, "a placement that runs has an end"
        if until and until <= mine.ends_on:
            raise ValueError(_t("That is not after the end agreed so far."))
        self.extension = Extension.EXTENDED if until else Extension.ENDS
        self.ends_on = until or mine.ends_on
        self.extension_asked_at = mine.extension_asked_at or at
        self.extension_answered_at = at
        self.save(
            update_fields=["ends_on", "extension", "extension_asked_at", "extension_answered_at"]
        )
        self.forget_unopened()
        days = {"was": mine.ends_on.isoformat(), "ends_on": self.ends_on.isoformat()}
        return self._record(
            EventKind.EXTENSION_ANSWERED, by=by, at=at, seen=True, answer=self.extension, **days
        )

    def forget_unopened(self) -> None:
        """Questions about an end that no longer is one: nobody will read what was sealed."""
        ExtensionAnswer.objects.filter(placement=self.pk, opened_at=None).delete()

    def _asked(self, mine: Self, side: str, *, by: User, at: datetime) -> Event:
        """On the client's side the report and the portal say it, too."""
        if side == Side.CLIENT:
            self.extension, self.extension_asked_at, self.extension_answered_at = "", at, None
            self.save(update_fields=["extension", "extension_asked_at", "extension_answered_at"])
        assert mine.ends_on is not None, "a placement that runs has an end"
        return self._record(
            EventKind.EXTENSION_ASKED,
            by=by,
            at=at,
            seen=side == Side.CLIENT,
            side=side,
            ends_on=mine.ends_on.isoformat(),
        )

    def _running(self) -> Self:
        in_play = self.candidacy.locked().is_in_play  # first, as whoever agrees it anew does
        rows = type(self)._default_manager.select_for_update(no_key=True, of=("self",))
        mine: Self = rows.get(pk=self.pk)
        if mine.ends_on is None or not in_play:
            raise NotRunning(_t("No end is agreed that anybody could be asked about."))
        return mine

    def _record(
        self, kind: EventKind, *, by: User, at: datetime, seen: bool = False, **facts: Any
    ) -> Event:
        return record(kind, by=by, at=at, candidacy=self.candidacy, visible_to_client=seen, **facts)
