"""What stands above the rows of Today: letters and reports in trouble, messages to be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import (
    BigIntegerField,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Min,
    Q,
    Value,
)
from django.db.models.functions import Cast, Extract

from accounts.models import User
from mailings.models import Heartbeat, Letter, MailHold
from mailings.models.heartbeat import SILENT, TICKER
from processes.attention import on_assignments
from processes.letters_seen import letters_seen_by
from processes.models import (
    Candidacy,
    HoldingMessage,
    Leaving,
    Presentation,
    Promise,
    Report,
    ScheduleVersion,
    SentGuide,
)


@dataclass(frozen=True)
class Notices:
    """`silent_minutes`: for how long nothing has happened by itself; 0 while all is well.

    `schedule_not_made`: key of the first assignment whose schedule could not be made or sent;
    `presentation_not_sent`: of the first whose presentation could not be made or sent;
    `guide_not_sent`: of the first meeting whose guide could not be;
    `search_not_opened` and `refund_not_noted`: of the candidacy of the first who left within the
    guarantee, where what was promised has not begun (A2).
    """

    letters_in_trouble: int = 0
    holding: int = 0
    reports_stuck: int = 0
    schedule_not_made: int = 0
    presentation_not_sent: int = 0
    guide_not_sent: int = 0
    search_not_opened: int = 0
    refund_not_noted: int = 0
    mail_held: int = 0
    silent_minutes: int = 0

    @property
    def why_held(self) -> str:
        """The reason of the hold that is on; asked for only then."""
        hold = MailHold.objects.current() if self.mail_held else None
        return hold.why if hold else ""


def notices(owners: Q, leaders: Q, reader: User, at: datetime) -> Notices:
    """How many of each there are, in one query; two more where letters are in trouble."""
    kinds = {
        "letters_in_trouble": Letter.objects.in_trouble(),
        "holding": HoldingMessage.objects.to_be_read(owners),
        "mail_held": MailHold.objects.filter(ended_at=None),
        "reports_stuck": Report.objects.stuck().filter(on_assignments(leaders)),
    }
    rows = (
        kind.order_by().annotate(what=Value(name)).values("what").annotate(number=Count("pk"))
        for name, kind in kinds.items()
    )
    silent = (
        Heartbeat.objects.filter(name=TICKER, at__lt=at - SILENT)
        .annotate(what=Value("silent_minutes"), number=minutes_since("at", at))
        .values("what", "number")
    )
    documents = {
        "schedule_not_made": ScheduleVersion.objects.stuck(),
        "presentation_not_sent": Presentation.objects.in_trouble(at),
        "guide_not_sent": SentGuide.objects.in_trouble(at),
    }
    stuck = (
        rows_of.filter(on_assignments(leaders))
        .order_by()
        .annotate(what=Value(name))
        .values("what")
        .annotate(number=Min("meeting" if name == "guide_not_sent" else "assignment"))
        for name, rows_of in documents.items()
    )
    promises = {
        "search_not_opened": Leaving.objects.owed(Promise.REPLACEMENT),
        "refund_not_noted": Leaving.objects.owed(Promise.REFUND),
    }
    theirs = Candidacy.objects.filter(on_assignments(leaders))
    promised = (
        owed.filter(placement__candidacy__in=theirs)
        .order_by()
        .annotate(what=Value(name))
        .values("what")
        .annotate(number=Min("placement__candidacy"))
        for name, owed in promises.items()
    )
    first, *others = rows
    found = first.union(*others, *stuck, *promised, silent, all=True)
    told = Notices(**{row["what"]: row["number"] for row in found})
    if not told.letters_in_trouble or reader.leads:
        return told
    seen = letters_seen_by(reader).in_trouble().count()  # none of what is hidden from them
    return replace(told, letters_in_trouble=seen)


def minutes_since(field: str, at: datetime) -> Cast:
    passed = ExpressionWrapper(Value(at) - F(field), output_field=DurationField())
    return Cast(Extract(passed, "epoch") / 60, BigIntegerField())
