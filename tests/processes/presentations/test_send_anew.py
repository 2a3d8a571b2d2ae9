"""A version that says what the one before said is not sent to those who have that one."""

from __future__ import annotations

import pytest

from processes.models import NothingToSend, Presentation
from tests.processes.presentations.shortlist import Shortlist

pytestmark = pytest.mark.django_db


def test_the_same_again_is_refused(shortlist: Shortlist) -> None:
    shortlist.sent(shortlist.amira, shortlist.jonas)
    with pytest.raises(NothingToSend, match="Nothing has changed since version 1"):
        shortlist.sent(shortlist.amira, shortlist.jonas)
    assert Presentation.objects.frozen().count() == 1


def test_another_order_is_another_version(shortlist: Shortlist) -> None:
    shortlist.sent(shortlist.amira, shortlist.jonas)
    assert shortlist.sent(shortlist.jonas, shortlist.amira).number == 2


def test_new_evidence_is_another_version(shortlist: Shortlist) -> None:
    shortlist.sent(shortlist.amira, shortlist.jonas)
    shortlist.jonas.candidate.expects = "82 000 SEK"
    shortlist.jonas.candidate.save()
    assert shortlist.sent(shortlist.amira, shortlist.jonas).number == 2


def test_somebody_who_has_it_not_gets_it_as_it_stands(shortlist: Shortlist) -> None:
    sara, hugo = shortlist.cast.sara, shortlist.cast.hugo
    shortlist.sent(shortlist.amira, shortlist.jonas, recipients=[sara])
    assert shortlist.sent(shortlist.amira, shortlist.jonas, recipients=[sara, hugo]).number == 2
