"""The tick: what is due is rung for once, early nothing, late everything; nothing is ever lost."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models

from mailings.chores import due_letters
from mailings.models import Letter, LetterState
from recruitcrm import chores
from recruitcrm.chores import CHORES, Chore, do_all, tick
from tests.cast import NOW

LATER = NOW + timedelta(seconds=30)


def write(key: str, at: datetime = NOW) -> Letter:
    letter: Letter = Letter.objects.write(
        kind="digest",
        to="nina@askvik.example",
        to_name="Nina",
        language="en",
        subject="Today",
        html="<p>Three calls.",
        text="Three calls.",
        key=key,
        at=at,
    )
    return letter


class Bell:
    """Remembers what it rang for."""

    def __init__(self) -> None:
        self.rang: list[tuple[str, int]] = []

    def __call__(self, chore: Chore, pk: int) -> None:
        self.rang.append((chore.name, pk))


@pytest.fixture
def only_letters(monkeypatch):
    letters = next(chore for chore in CHORES if chore.name == "letters")
    monkeypatch.setattr(chores, "CHORES", [letters])
    return letters


@pytest.fixture(autouse=True)
def no_mail_server(settings):
    settings.MAIL_GOES_OUT = False


def test_every_chore_can_be_looked_for(db):
    bell = Bell()
    assert tick(NOW, ring=bell) == {chore.name: 0 for chore in CHORES}
    assert bell.rang == []


def test_early_nothing_rings(db, only_letters):
    write("a", at=NOW)
    assert tick(NOW - timedelta(seconds=1), ring=Bell()) == {"letters": 0}


def test_on_time_it_rings_once(db, only_letters):
    letter, bell = write("a"), Bell()
    tick(NOW, ring=bell)
    tick(NOW, ring=bell)
    tick(NOW + timedelta(seconds=29), ring=bell)
    assert bell.rang == [("letters", letter.pk)]


def test_late_it_rings_all_the_same(db, only_letters):
    write("a")
    assert tick(NOW + timedelta(days=21), ring=Bell()) == {"letters": 1}


def test_what_was_rung_for_and_lost_rings_again(db, only_letters):
    write("a")
    tick(NOW, ring=Bell())
    assert tick(LATER, ring=Bell()) == {"letters": 1}


def test_the_longest_waiting_come_first_and_only_so_many(db, only_letters):
    late, later, latest = (write(key, NOW + timedelta(seconds=n)) for n, key in enumerate("abc"))
    bell = Bell()
    tick(LATER, ring=bell, limit=2)
    assert [pk for _name, pk in bell.rang] == [late.pk, later.pk]
    tick(LATER, ring=bell, limit=2)
    assert [pk for _name, pk in bell.rang] == [late.pk, later.pk, latest.pk]


def test_a_silent_bell_loses_nothing(db, only_letters):
    letters, bell = [write(key) for key in "abc"], Bell()

    def ring_once(chore: Chore, pk: int) -> None:
        if bell.rang:
            raise ConnectionError("Redis is away")
        bell(chore, pk)

    with pytest.raises(ConnectionError):
        tick(NOW, ring=ring_once)
    assert [pk for _name, pk in bell.rang] == [letters[0].pk]
    assert tick(NOW, ring=Bell()) == {"letters": 2}


def test_a_chore_that_cannot_be_looked_for_keeps_no_other_from_its_turn(
    db, only_letters, monkeypatch
):
    def broken(at: datetime) -> models.QuerySet[Letter]:
        raise LookupError("no such thing")

    monkeypatch.setattr(
        chores, "CHORES", [Chore("broken", broken, "ring_after", lambda *_: None), only_letters]
    )
    write("a")
    bell = Bell()
    with pytest.raises(ExceptionGroup) as raised:
        tick(NOW, ring=bell)
    assert raised.group_contains(LookupError)
    assert len(bell.rang) == 1


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_ring_once_for_each(only_letters):
    letters, bell, together = [write(str(n)) for n in range(50)], Bell(), Barrier(2)

    def tick_too() -> None:
        together.wait()
        tick(NOW, ring=bell)
        connection.close()

    threads = [Thread(target=tick_too) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(pk for _name, pk in bell.rang) == [letter.pk for letter in letters]


def test_doing_it_here_ends_when_nothing_is_due(db, only_letters):
    write("a")
    write("b", at=LATER)
    assert do_all(NOW) == {"letters": 1}
    assert do_all(NOW) == {}
    assert Letter.objects.in_state(LetterState.KEPT).get().key == "a"


def test_what_a_chore_makes_due_is_done_too(db, only_letters, monkeypatch):
    def answer(pk: int, at: datetime) -> None:
        only_letters.do(pk, at)
        if Letter.objects.count() < 3:
            write(f"answer to {pk}", at)

    monkeypatch.setattr(chores, "CHORES", [Chore("letters", due_letters, "ring_after", answer)])
    write("a")
    assert do_all(NOW) == {"letters": 3}


def test_one_that_fails_keeps_no_other_from_its_turn(db, only_letters, monkeypatch):
    first, second = write("a"), write("b")

    def fail_once(pk: int, at: datetime) -> None:
        if pk == first.pk:
            raise LookupError("poisoned")
        only_letters.do(pk, at)

    monkeypatch.setattr(chores, "CHORES", [Chore("letters", due_letters, "ring_after", fail_once)])
    with pytest.raises(ExceptionGroup) as raised:
        do_all(NOW)
    assert raised.group_contains(LookupError, match="poisoned")
    second.refresh_from_db()
    assert second.state is LetterState.KEPT


def test_the_command_does_it_here_as_if_it_were_then(db, only_letters, capsys):
    write("a")
    call_command("tick", "--here", "--at", "2026-11-20T09:59")  # ten in Stockholm is NOW
    assert capsys.readouterr().out == ""
    call_command("tick", "--here", "--at", "2026-11-20T10:00")
    assert capsys.readouterr().out == "letters: 1\n"


def test_the_command_refuses_to_send_workers_into_another_time(db):
    with pytest.raises(CommandError, match="--here"):
        call_command("tick", "--at", "2026-11-20T10:00")
    with pytest.raises(CommandError):
        call_command("tick", "--here", "--at", "Friday")
