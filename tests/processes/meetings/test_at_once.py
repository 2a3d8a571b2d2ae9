"""Two people change and tell at the same moment: everybody hears once, and what is true."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from mailings.models import Letter
from processes.meetings.inviting import tell
from processes.models import Meeting
from tests.cast import NOW, Cast
from tests.processes.meetings.arranged import STARTS, arranged, entry_of, to

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_waits_tells_what_the_other_has_changed() -> None:
    cast = Cast()
    meeting = arranged(cast)
    stale = Meeting.objects.get(pk=meeting.pk)
    wrong: list[Exception] = []

    def tell_too() -> None:
        try:
            tell(stale, by=cast.rasmus, at=NOW)
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        meeting.move_to(STARTS + timedelta(hours=2), by=cast.nina, at=NOW)
        tell(meeting, by=cast.nina, at=NOW)
        other = threading.Thread(target=tell_too)
        other.start()
        other.join(0.3)
        assert other.is_alive()  # it waits for us
    other.join(10)
    assert wrong == []
    assert Letter.objects.filter(kind="meeting_invitation").count() == 2
    entry = entry_of(to(cast.sara))
    assert (entry["SEQUENCE"], entry.start) == (1, STARTS + timedelta(hours=2))
