"""Candidates of the demo agree to be presented, in words of their own (DESIGN 9)."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from candidates.models import NoticeHow
from processes.models import Candidacy, ConsentHow
from processes.privacy_notice import give_notice

SAID = (
    "Yes, show them my CV. I would like to know how the team works before I meet them.",
    "Gladly. Please do not mention my employer by name yet.",
    "Yes, to them and to nobody else for now.",
)


def agrees(candidacy: Candidacy, *, by: User, at: datetime) -> None:
    """On the phone, before they are presented; whoever was found by us hears what we keep."""
    if candidacy.lacks_privacy_notice():
        give_notice(candidacy.candidate, NoticeHow.MAIL, by=by, at=at)
    if candidacy.lacks_consent():
        words = SAID[len(candidacy.name) % len(SAID)]
        candidacy.give_consent(ConsentHow.PHONE, by=by, at=at, words=words)
