"""Consent that is taken back stops a presentation until its letters have gone (DESIGN 9)."""

from __future__ import annotations

from datetime import timedelta

from mailings.models import Letter
from processes.models import Candidacy, Presentation
from recruitcrm.chores import do_all
from tests.cast import NOW
from tests.processes.presentations.shortlist import Shortlist

LATER = NOW + timedelta(minutes=5)


def presented() -> list[Candidacy]:
    return list(Candidacy.objects.filter(stage="presented"))


def test_before_the_worker_has_it_nothing_is_made(shortlist: Shortlist) -> None:
    sent = shortlist.sent(shortlist.amira, shortlist.jonas)
    shortlist.jonas.give_consent("phone", by=shortlist.cast.nina, at=NOW)
    shortlist.jonas.take_consent_back(by=shortlist.cast.nina, at=NOW)
    do_all(LATER)
    sent.refresh_from_db()
    assert "Jonas Krantz took consent back" in sent.last_error
    assert not Letter.objects.filter(kind="presentation").exists()
    assert presented() == []


def test_the_letters_look_once_more_before_they_go(shortlist: Shortlist) -> None:
    shortlist.jonas.give_consent("phone", by=shortlist.cast.nina, at=NOW)
    sent = shortlist.sent(shortlist.amira, shortlist.jonas)
    letter = Letter(kind="presentation")
    assert sent.still_wants_letter(letter, at=LATER)
    shortlist.jonas.take_consent_back(by=shortlist.cast.nina, at=NOW)
    assert not sent.still_wants_letter(letter, at=LATER)


def test_once_it_has_gone_they_were_shown(shortlist: Shortlist) -> None:
    shortlist.jonas.give_consent("phone", by=shortlist.cast.nina, at=NOW)
    shortlist.sent(shortlist.amira, shortlist.jonas)
    do_all(LATER)
    shortlist.jonas.refresh_from_db()
    shortlist.jonas.take_consent_back(by=shortlist.cast.nina, at=LATER)
    assert len(presented()) == 2
    assert Presentation.objects.get().sent_at


def test_nobody_reads_of_them_who_works_elsewhere_by_now(shortlist: Shortlist) -> None:
    sent, sara = shortlist.sent(shortlist.amira, shortlist.jonas), shortlist.cast.sara
    letter = Letter(kind="presentation", recipient=sara)
    assert sent.still_wants_letter(letter, at=LATER)
    sara.client = shortlist.cast.lumen
    assert not sent.still_wants_letter(letter, at=LATER)
