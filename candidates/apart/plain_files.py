"""Plain text in the encodings that come."""

from __future__ import annotations

from candidates.apart.findings import Found, read

# Where bytes are not UTF-8: letters of Polish in its own encoding, and of the north in theirs.
POLISH = b"\xb9\x9c\x9f\xbf\xe6\xea\xb3\xf1\xa5\x8c\x8f\xaf\xa3"
NORDIC = b"\xe5\xe4\xf6\xe9\xeb\xc5\xc4\xd6\xf8"


def txt(content: bytes) -> Found:
    return read(_decoded(content))


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace").lstrip("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        polish = sum(content.count(letter) for letter in POLISH)
        nordic = sum(content.count(letter) for letter in NORDIC)
        return content.decode("cp1250" if polish > nordic else "cp1252", errors="replace")
