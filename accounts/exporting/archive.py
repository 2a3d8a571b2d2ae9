"""A ZIP that is written as a stream, however many files go into it.

What Python's own would keep in memory for the list at its end, and what the manifest says of each
file, lies in two temporary files meanwhile.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

LEVEL = 4  # of ten; beyond, it takes longer and hardly gets smaller
PIECE = 256 * 1024  # bytes that are packed at once
KEPT = (
    *("filename", "date_time", "compress_type", "CRC", "compress_size", "file_size"),
    *("header_offset", "flag_bits", "external_attr", "create_version", "extract_version"),
)


class Archive:
    """``entry`` by entry, then ``close``; ``size`` and ``sha256`` are those of the whole then."""

    def __init__(self, file: IO[bytes], *, beat: Callable[[], None] = lambda: None) -> None:
        self.beat = beat  # called after each piece: somebody may want to know that we live
        self._stream = Stream(file)
        self._zip = ZipFile(cast(Any, self._stream), "w", ZIP_DEFLATED, compresslevel=LEVEL)
        self._entries = Entries()
        cast(Any, self._zip).filelist = self._entries
        self._zip.NameToInfo = Forgetful()
        self._manifest = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115

    @contextmanager
    def entry(self, name: str, *, packed: bool = True, noted: bool = True) -> Iterator[Entry]:
        """A file of the archive, to be written to; ``packed``: not where it is small already."""
        about = ZipInfo(name, date_time=time.gmtime()[:6])
        about.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        cast(Any, about)._compresslevel = LEVEL
        about.external_attr = 0o600 << 16
        with self._zip.open(about, "w", force_zip64=True) as inside:
            entry = Entry(inside, self.beat)
            yield entry
            entry.flush()
        if noted:
            said = {"name": name, "bytes": entry.size, "sha256": entry.sha256.hexdigest()}
            self._manifest.write(json.dumps(said | entry.facts, ensure_ascii=False) + "\n")

    def close(self) -> None:
        """The manifest is the last file, for it tells of all others."""
        self._manifest.seek(0)
        with self.entry("manifest.jsonl", noted=False) as entry:
            while piece := self._manifest.read(PIECE):
                entry.write(piece.encode())
        self._zip.close()
        self.let_go()

    def let_go(self) -> None:
        """Of the temporary files, whole or not."""
        cast(Any, self._zip).fp = None  # or it would end a half one as if it were whole
        self._manifest.close()
        self._entries.file.close()

    @property
    def size(self) -> int:
        return self._stream.size

    @property
    def sha256(self) -> str:
        return self._stream.sha256.hexdigest()


class Entry:
    """What is written into one file of the archive, gathered into pieces."""

    def __init__(self, inside: IO[bytes], beat: Callable[[], None]) -> None:
        self._inside, self._beat = inside, beat
        self._piece = bytearray()
        self.size = self.writes = 0
        self.sha256 = hashlib.sha256()
        self.facts: dict[str, Any] = {}  # what else the manifest says of it

    def write(self, content: bytes) -> int:
        self.writes += 1  # PostgreSQL hands over row by row
        self._piece += content
        if len(self._piece) >= PIECE:
            self.flush()
        return len(content)

    def flush(self) -> None:
        self.size += len(self._piece)
        self.sha256.update(self._piece)
        self._inside.write(bytes(self._piece))
        self._piece.clear()
        self._beat()


class Stream:
    """Bytes only ever go on: their number and digest are known at the end."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.size = 0
        self.sha256 = hashlib.sha256()

    def write(self, content: bytes) -> int:
        self.size += len(content)
        self.sha256.update(content)
        return self._file.write(content)

    def flush(self) -> None:
        self._file.flush()


class Entries:
    """The list of a ZIP's entries, on disk; read once, at the end."""

    def __init__(self) -> None:
        self.file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        self.count = 0

    def append(self, about: ZipInfo) -> None:
        self.file.write(json.dumps([getattr(about, name) for name in KEPT]) + "\n")
        self.count += 1

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[ZipInfo]:
        self.file.seek(0)
        for line in self.file:
            about = ZipInfo()
            for name, value in zip(KEPT, json.loads(line), strict=True):
                setattr(about, name, tuple(value) if name == "date_time" else value)
            yield about


class Forgetful(dict[str, ZipInfo]):
    """Names need no memory: each is of a table, or holds the number of its row."""

    def __setitem__(self, name: str, about: ZipInfo) -> None:
        pass
