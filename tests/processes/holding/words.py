"""What the stories about holding messages have in common."""

from __future__ import annotations

from datetime import datetime

from mailings.delivery import deliver
from mailings.models import Letter
from processes.holding.chores import do_prepare
from processes.models import Candidacy, HoldingMessage
from tests.processes.follow_ups.words import owed, stockholm
from tests.remembered import remembered

PREPARED = stockholm(20, 8)  # silence since Monday 16, 09:00, grows too long on Monday 23
READ = stockholm(20, 10)


@remembered
def prepared(candidacy: Candidacy, at: datetime = PREPARED) -> HoldingMessage:
    """The message of the clock that runs."""
    do_prepare(owed("candidate_silence", candidacy=candidacy, settled_at=None).pk, at)
    return HoldingMessage.objects.open().get(candidacy=candidacy)


def goes(letter: Letter, at: datetime) -> Letter:
    """The worker takes it to the mail server, or finds that nobody wants it any more."""
    deliver(letter.pk, at=at)
    letter.refresh_from_db()
    return letter
