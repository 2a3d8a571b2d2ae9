"""Two admins who save the same text at the same moment: one is kept, the other is told."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from processes.models import EditedMeanwhile, LetterText
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("there_already", [False, True])
def test_the_first_is_kept_and_the_second_is_told(there_already: bool) -> None:
    cast = Cast()
    seen = ""

    def save(body: str) -> LetterText:
        return LetterText.objects.keep(
            "word", "en", subject="Hello", body=body, by=cast.ada, at=NOW, seen=seen
        )

    if there_already:
        text = save("Before")
        LetterText.objects.update(changed_at=NOW.replace(year=2025))
        text.refresh_from_db()
        seen = text.version
    told: list[EditedMeanwhile] = []

    def second() -> None:
        try:
            save("Second")
        except EditedMeanwhile as refusal:
            told.append(refusal)
        finally:
            connection.close()

    with transaction.atomic():
        save("First")
        other = threading.Thread(target=second)
        other.start()
        other.join(0.3)
        assert other.is_alive()  # it waits for us
    other.join(10)
    assert [str(one) for one in told] == [
        "Somebody else has changed this text in the meantime. Nothing was saved."
    ]
    assert LetterText.objects.get().body == "First"
