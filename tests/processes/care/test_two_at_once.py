"""A link tapped twice at once, and a call beside it: one answer is kept, the other is told."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from accounts.models import LinkIsOver, SignedLink
from processes.models import AnsweredAlready, CareAnswer
from tests.cast import Cast
from tests.processes.care.story import ASKED, asked, says

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(first: Callable[[], object], second: Callable[[], object]) -> list[Exception]:
    """The second begins while the first has not ended; what it was refused with."""
    refused: list[Exception] = []

    def run() -> None:
        try:
            second()
        except (AnsweredAlready, LinkIsOver) as error:
            refused.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        first()
        other = threading.Thread(target=run)
        other.start()
        other.join(0.3)
        assert other.is_alive()  # it waits for us
    other.join(10)
    assert not other.is_alive()
    return refused


def test_two_that_answer_the_same_leave_one_answer_and_one_use_of_the_link() -> None:
    cast = Cast()
    placement = asked(cast)
    refused = at_once(lambda: says(placement, "client", 4), lambda: says(placement, "client", 1))
    assert [type(one) for one in refused] == [AnsweredAlready]
    assert CareAnswer.objects.get().going_well == 4
    link, _address = SignedLink.objects.issue(
        "care_link", 7, language="en", until=ASKED.replace(year=2030), at=ASKED
    )
    again = SignedLink.objects.get(pk=link.pk)
    refused = at_once(lambda: link.use(at=ASKED), lambda: again.use(at=ASKED))
    assert [type(one) for one in refused] == [LinkIsOver]
