"""Work in a child process: what it hangs, eats or breaks is its own, and its parent goes on."""

import fcntl
import os
import signal
import socket
import stat
import time

import pytest

from mailings.apart import Bounds, RenderingFailed, made_apart

QUICKLY = Bounds(seconds=0.5, megabytes=64)
AT_LEISURE = Bounds(seconds=30, megabytes=64)
PIPES_BEFORE: set[int] = set()


def children() -> list[int]:
    """Of this process, dead ones that nobody has asked about included."""
    with open(f"/proc/self/task/{os.getpid()}/children") as file:
        return [int(pid) for pid in file.read().split()]


@pytest.fixture(autouse=True)
def nobody_is_left():
    before = children()
    PIPES_BEFORE.clear()
    PIPES_BEFORE.update(pipes_to_write_to())
    yield
    assert children() == before


def hang() -> bytes:
    time.sleep(60)
    return b""


def hang_busily() -> bytes:
    while True:
        pass


def hang_though_told_to_end() -> bytes:
    for number in (signal.SIGALRM, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    return hang()


def hang_with_half_a_document() -> bytes:
    """The pipe to its parent is the one to write to that was not there before."""
    (pipe,) = pipes_to_write_to() - PIPES_BEFORE
    os.write(pipe, b"%PDF-")
    return hang()


def pipes_to_write_to() -> set[int]:
    return {number for number in map(int, os.listdir("/dev/fd")) if takes_bytes(number)}


def takes_bytes(number: int) -> bool:
    try:
        is_pipe = stat.S_ISFIFO(os.fstat(number).st_mode)
        return is_pipe and fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE == os.O_WRONLY
    except OSError:
        return False


def eat() -> bytes:
    eaten: list[bytes] = []
    while True:
        eaten.append(bytes([len(eaten) % 256]) * 1_000_000)


def break_down() -> bytes:
    raise ZeroDivisionError("a column of no width")


def test_what_it_makes_comes_back_whole():
    content = os.urandom(3_000_000)
    assert made_apart(lambda: content, AT_LEISURE) == content
    assert made_apart(lambda: b"", AT_LEISURE) == b""


@pytest.mark.parametrize(
    "work", [hang, hang_busily, hang_though_told_to_end, hang_with_half_a_document]
)
def test_what_hangs_is_killed_at_the_deadline(work):
    began = time.monotonic()
    with pytest.raises(RenderingFailed, match=r"longer than 0\.5 seconds"):
        made_apart(work, QUICKLY)
    assert 0.5 <= time.monotonic() - began < 10


def test_what_eats_memory_ends_when_it_has_had_its_share():
    with pytest.raises(RenderingFailed, match="more than 64 MB of memory"):
        made_apart(eat, AT_LEISURE)


def test_what_was_inherited_does_not_count_as_eaten():
    inherited = os.urandom(100 * 1024 * 1024)
    assert made_apart(lambda: inherited[-4:], AT_LEISURE) == inherited[-4:]


def test_what_raises_says_what():
    with pytest.raises(RenderingFailed, match=r"^ZeroDivisionError: a column of no width$"):
        made_apart(break_down, AT_LEISURE)


@pytest.mark.parametrize("number", [signal.SIGTRAP, signal.SIGKILL])
def test_what_dies_takes_nobody_along(number):
    def die() -> bytes:
        os.kill(os.getpid(), number)
        return b""

    with pytest.raises(RenderingFailed, match=f"without a result \\({-number}\\)"):
        made_apart(die, AT_LEISURE)


def test_what_would_end_the_process_ends_the_child_only():
    with pytest.raises(RenderingFailed, match="SystemExit"):
        made_apart(lambda: exit("enough"), AT_LEISURE)


def test_it_holds_no_line_of_its_parent_and_says_nothing_on_it():
    here, there = socket.socketpair()
    with here, there:
        number = here.fileno()

        def speak() -> bytes:
            os.write(number, b"good-bye")
            return b""

        with pytest.raises(RenderingFailed, match="Bad file descriptor"):
            made_apart(speak, AT_LEISURE)
        here.send(b"I am still here")
        assert there.recv(100) == b"I am still here"


def test_a_parent_that_is_told_to_stop_waiting_leaves_no_child():
    def stop(number: int, frame: object) -> None:
        raise TimeoutError("the time of the job is over")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with pytest.raises(TimeoutError):
            made_apart(hang, AT_LEISURE)
    finally:
        signal.signal(signal.SIGALRM, before)


def test_a_child_whose_parent_was_killed_ends_by_itself():
    reading, writing = os.pipe()
    parent = os.fork()
    if parent == 0:
        made_apart(hang, QUICKLY)  # the child holds `writing` open as long as it lives
        os._exit(0)
    os.close(writing)
    time.sleep(0.2)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    began = time.monotonic()
    assert os.read(reading, 1) == b""
    os.close(reading)
    assert time.monotonic() - began < 10
