"""Work in a child process, bounded in time and memory: what goes wrong there stays there.

The child inherits whatever its parent has read and built, so it starts warm.
"""

from __future__ import annotations

import gc
import math
import os
import resource
import select
import signal
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
PIECE = 64 * 1024
LONGEST_REASON = 500  # characters of what went wrong
# How a child ends; with another number or by a signal it was not its own doing.
DONE, RAISED, OUT_OF_MEMORY, UNSAID = 0, 3, 4, 5


class RenderingFailed(Exception):
    """The child did not come back with a document; the text says why, in the active language."""


@dataclass(frozen=True)
class Bounds:
    """`megabytes` are those that the child may need beyond what it inherits."""

    seconds: float
    megabytes: int


def made_apart(make: Callable[[], bytes], bounds: Bounds) -> bytes:
    """What `make` returns, made in a child of this process. Raises RenderingFailed.

    The child is killed at the deadline, and when this call is left by an exception. To be called
    where no other thread is at work: a child has only the one that called.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _make(make, writing, bounds)
    os.close(writing)
    deadline = time.monotonic() + bounds.seconds
    came_back = None
    try:
        content = _read(reading, deadline)
        if content is not None:
            came_back = _ended(child, deadline)
    finally:
        os.close(reading)
        if came_back is None:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    if came_back != DONE or content is None:
        raise RenderingFailed(_why(came_back, content or b"", bounds))
    return content


def _read(pipe: int, deadline: float) -> bytes | None:
    """All that comes until the other end closes; None when it has not by the deadline."""
    pieces: list[bytes] = []
    while select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))[0]:
        piece = os.read(pipe, PIECE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
    return None


def _ended(child: int, deadline: float) -> int | None:
    """With which number, or by which signal (below zero); None when it is at it still."""
    while True:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= deadline:
            return None
        time.sleep(0.001)


def _why(came_back: int | None, said: bytes, bounds: Bounds) -> str:
    if came_back in (None, -signal.SIGALRM, -signal.SIGXCPU):
        return _("Rendering took longer than %(seconds)g seconds.") % {"seconds": bounds.seconds}
    if came_back == OUT_OF_MEMORY:
        return _("Rendering needed more than %(megabytes)d MB of memory.") % {
            "megabytes": bounds.megabytes
        }
    if came_back == RAISED:
        return said.decode(errors="replace")
    return _("Rendering ended without a result (%(number)s).") % {"number": came_back}


def _make(make: Callable[[], bytes], pipe: int, bounds: Bounds) -> NoReturn:
    """The child's whole life. It says good-bye to nobody: what it inherited is its parent's."""
    ending = RAISED
    try:
        _bind(bounds)
        _close_sockets()
        gc.disable()  # it ends soon, and to look for garbage takes a tenth of its time
        content = make()
        ending = DONE
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # there may be none left to say more
    except BaseException as error:
        content = f"{type(error).__name__}: {error}"[:LONGEST_REASON].encode(errors="replace")
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(pipe, left) :]
        os._exit(ending)
    finally:
        os._exit(UNSAID)


def _bind(bounds: Bounds) -> None:
    """Limits that hold even when the parent is gone."""
    for number in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, bounds.seconds + 1)
    seconds = math.ceil(bounds.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, ValueError, IndexError):  # elsewhere than on Linux
        inherited = int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
        most = inherited + bounds.megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        # Should the machine itself run out of memory, this process is the first to go.
        Path("/proc/self/oom_score_adj").write_text("1000")


def _close_sockets() -> None:
    """Without a word on them: a session of PostgreSQL must not outlive its owner in a child."""
    for name in os.listdir("/dev/fd"):
        with suppress(OSError):
            if stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                os.close(int(name))
