"""Reads files from outside in a program apart, bounded in time, memory and output."""

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from candidates import apart
from candidates.models.document_preview import MOST_PICTURES
from candidates.models.document_state import UNSAFE, State

PROGRAM = Path(apart.__file__).parent / "__main__.py"
SECONDS = 25  # by the clock; the program itself ends after 20 of the processor
MOST_OUTPUT = 40 * 1024 * 1024  # bytes
LARGEST_PICTURE = 5 * 1024 * 1024
LONGEST_TEXT = 230_000
NOT_ITS_DOING = (0, 1)  # how it ends by itself: well, or with an error of Python


@dataclass(frozen=True)
class FileText:
    """What was found in a file."""

    state: str
    text: str = ""
    pages: int | None = None
    finding: str = ""


def read_file(file: BinaryIO, suffix: str, *, seconds: float = SECONDS) -> FileText:
    """The text of a .pdf, .docx, .odt or .txt file, or why there is none."""
    output, ended = _apart("text", suffix, file, seconds)
    if ended not in NOT_ITS_DOING:  # killed, out of memory, or crashed
        return FileText(State.TOO_MUCH)
    try:
        said = json.loads(output)
        found = FileText(
            state=str(said["state"]),
            text=str(said["text"])[:LONGEST_TEXT].replace("\0", ""),
            pages=None if said["pages"] is None else int(said["pages"]),
            finding=str(said["finding"]),
        )
    except (ValueError, KeyError, TypeError):
        return FileText(State.DAMAGED)
    told = found.state in State.values and (found.state != State.REFUSED or found.finding in UNSAFE)
    return found if told else FileText(State.DAMAGED)


def draw_pages(file: BinaryIO, *, seconds: float = SECONDS) -> list[bytes]:
    """WebP pictures of the first pages of a PDF; none where it cannot be drawn."""
    output, _ended = _apart("pictures", ".pdf", file, seconds)
    return list(_pictures(output))


def _pictures(output: bytes) -> Iterator[bytes]:
    at = 0
    for _number in range(MOST_PICTURES):
        start = at + 4
        if len(output) < start:
            return
        (length,) = struct.unpack(">I", output[at:start])
        at = start + length
        picture = output[start:at]
        if length > LARGEST_PICTURE or len(picture) < length or picture[8:12] != b"WEBP":
            return
        yield picture


def _apart(what: str, suffix: str, file: BinaryIO, seconds: float) -> tuple[bytes, int | None]:
    """What the program wrote and how it ended; None when it was stopped, with all it started."""
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as output:
        file.seek(0)
        while piece := file.read(1024 * 1024):
            source.write(piece)
        source.seek(0)
        # -I: it sees no folder of ours but the one it names itself, and nothing of the environment.
        program = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", str(PROGRAM), what, suffix, str(os.getpid())],
            stdin=source,
            stdout=output,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )
        ended = None
        try:
            ended = program.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            pass
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()
        output.seek(0)
        return output.read(MOST_OUTPUT), ended
