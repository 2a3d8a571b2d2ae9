"""A candidacy ends, and is taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _t

from accounts.models import User
from processes.models.event import Event, EventKind
from processes.models.must_have import Fit
from processes.models.rooms import OfCandidacy
from processes.models.wrong_stage import WrongStage
from processes.stages import ON_SHORTLIST, End, Reason, SaidNo
from processes.timeline import record


class Ends(OfCandidacy):
    """Turned down or withdrawn: why, and who said no."""

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
        row = self.itself
        mine = row.locked()
        if not mine.is_in_play:
            raise WrongStage(_t("%(name)s is out of this process already.") % {"name": row.name})
        mine.refuse_too_senior(reason)
        row.ended_at, row.end, row.end_reason = at, end, reason
        row.said_no, row.end_words, row.reserve = said_no, words, None
        row.save(update_fields=["ended_at", "end", "end_reason", "said_no", "end_words", "reserve"])
        for must_have, verdict in (verdicts or {}).items():
            Fit.objects.update_or_create(
                candidacy=row, must_have_id=must_have, defaults={"verdict": verdict}
            )
        ended = record(
            EventKind.CANDIDACY_ENDED,
            by=by,
            at=at,
            candidacy=row,
            text=words,
            end=end,
            reason=reason,
            said_no=said_no,
            stage=mine.stage,
        )
        if mine.stage in ON_SHORTLIST:
            row.fall_short(by=by, at=at)
        return ended

    @transaction.atomic
    def take_up_again(self, *, by: User, at: datetime) -> Event:
        """Brings an ended candidacy back to the stage where it stood; nobody has left the job."""
        from processes.models.leaving import Leaving

        row = self.itself
        mine = row.locked(type(row).objects.with_selection())
        if mine.is_in_play:
            raise WrongStage(_t("%(name)s is in play already.") % {"name": row.name})
        row.ended_at, row.end, row.end_reason = None, "", ""
        row.said_no, row.end_words = "", ""
        row.save(update_fields=["ended_at", "end", "end_reason", "said_no", "end_words"])
        Leaving.objects.filter(placement__candidacy=row).delete()
        back = mine.stage in ON_SHORTLIST and mine.makes_selection()
        facts: dict[str, Any] = {"enough": True} if back else {}
        return record(
            EventKind.CANDIDACY_REOPENED, by=by, at=at, candidacy=row, stage=row.stage, **facts
        )


AN_END_SAYS_WHY = models.CheckConstraint(
    condition=models.Q(ended_at__isnull=True, end="", end_reason="", said_no="")
    | models.Q(
        ended_at__isnull=False,
        end__in=End.values,
        end_reason__in=Reason.values,
        said_no__in=SaidNo.values,
    ),
    name="an_ended_candidacy_says_why_and_who_said_no",
)
