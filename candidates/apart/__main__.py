"""A file on stdin; on stdout what was found as JSON, or pictures, each after its length.

python -I candidates/apart/__main__.py text .pdf 4711 < file
python -I candidates/apart/__main__.py pictures .pdf 4711 < file

The number is that of the process that waits for the answer: without it there is nobody to tell.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import struct
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

MEGABYTE = 1024 * 1024
SECONDS, MEGABYTES, WRITES = 20, 700, 40  # of the processor, of memory, megabytes written
OUT_OF_MEMORY, NOBODY_WAITS = 4, 5
PR_SET_PDEATHSIG = 1


def end_with(parent: int) -> None:
    """Where that process is killed, or was before this line, so is this one."""
    with suppress(OSError, AttributeError):  # elsewhere than on Linux
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(NOBODY_WAITS)


def bind() -> None:
    """Limits that hold whatever becomes of the process that started this one."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITES * MEGABYTE, WRITES * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    with suppress(OSError, ValueError):  # elsewhere than on Linux
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * MEGABYTE, MEGABYTES * MEGABYTE))
        # Should the machine itself run out of memory, this process is the first to go.
        Path("/proc/self/oom_score_adj").write_text("1000")


def forbid_children() -> None:
    """Said after everything is loaded: from here on it starts no process and no thread."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def text(suffix: str, content: bytes) -> None:
    from candidates.apart.findings import Stopped

    try:
        if suffix == ".pdf":
            from candidates.apart.pdf_files import pdf as reader
        elif suffix == ".docx":
            from candidates.apart.packed_files import docx as reader
        elif suffix == ".odt":
            from candidates.apart.packed_files import odt as reader
        else:
            from candidates.apart.plain_files import txt as reader
        forbid_children()
        found = reader(content)
    except Stopped as stopped:
        found = stopped.found
    json.dump(asdict(found), sys.stdout, ensure_ascii=True)


def pictures(content: bytes) -> None:
    from candidates.apart.findings import Stopped
    from candidates.apart.pdf_files import pictures as drawn

    forbid_children()
    with suppress(Stopped):
        for picture in drawn(content):
            sys.stdout.buffer.write(struct.pack(">I", len(picture)) + picture)


def main(what: str, suffix: str, parent: str) -> None:
    end_with(int(parent))
    bind()
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    content = sys.stdin.buffer.read()
    if what == "text":
        text(suffix, content)
    else:
        pictures(content)
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:4])
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
