"""A candidacy on the board: how it moves, and the number by which the client knows the person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _t

from accounts.models import User
from processes.models.event import Event, EventKind
from processes.models.rooms import OfCandidacy
from processes.models.wrong_stage import WrongStage
from processes.numbering import until_free
from processes.stages import ON_SHORTLIST, SHOWN_TO_CLIENT, Stage
from processes.timeline import record


class Moves(OfCandidacy):
    """From stage to stage, either way."""

    @until_free
    def take_number(self) -> None:
        """The next number on the assignment, once and for good: a client may be told it."""
        row = self.itself
        mine = row.locked(type(row).objects.with_next_number())
        row.number = mine.number or mine.next_number  # type: ignore[attr-defined]
        row.save(update_fields=["number"])

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
        row = self.itself
        mine = row.locked(type(row).objects.with_next_number().with_selection())
        row.number = mine.number  # a presentation may have given it meanwhile
        if not mine.is_in_play:
            raise WrongStage(
                _t("%(name)s is no longer in play. Take the candidacy up again first.")
                % {"name": row.name}
            )
        if mine.stage == stage:
            return None
        if seen and mine.stage != seen:
            said = {"name": row.name, "stage": mine.get_stage_display()}
            raise WrongStage(
                _t("Somebody has moved %(name)s to “%(stage)s” meanwhile. Nothing was changed.")
                % said
            )
        changed = ["stage", "stage_since"]
        if stage in SHOWN_TO_CLIENT:
            if not was_shown:
                mine.refuse_without_consent()
            row.reserve = None
            changed.append("reserve")
        if stage in SHOWN_TO_CLIENT and mine.presented_at is None:
            row.presented_at = at
            changed.append("presented_at")
            if mine.number is None:
                row.number = mine.next_number  # type: ignore[attr-defined]
                changed.append("number")
        row.stage, row.stage_since = stage, at
        row.save(update_fields=changed)
        facts: dict[str, Any] = {"from": mine.stage, "to": stage}
        if feedback_on:
            facts["feedback_on"] = feedback_on.isoformat()
        if stage in ON_SHORTLIST and mine.makes_selection():
            facts["enough"] = True
        return record(
            EventKind.STAGE_MOVED,
            by=by,
            at=at,
            candidacy=row,
            visible_to_client=stage in SHOWN_TO_CLIENT,
            **facts,
        )
