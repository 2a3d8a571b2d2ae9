"""ClamAV, asked over its own protocol (INSTREAM); only where the operator has one."""

from __future__ import annotations

import socket
import struct
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings

SECONDS = 30  # for each step of the talk
PIECE = 64 * 1024
LONGEST_ANSWER = 4096
PORT = 3310


class ScannerAway(Exception):
    """The scanner does not answer, or not with a verdict; the text is for the log."""


def is_configured() -> bool:
    return bool(settings.CLAMAV_URL)


def virus_in(file: BinaryIO) -> str:
    """The name of the virus that the scanner finds; empty for none. Raises ``ScannerAway``."""
    try:
        with _connected() as scanner:
            scanner.sendall(b"zINSTREAM\0")
            file.seek(0)
            while piece := file.read(PIECE):
                scanner.sendall(struct.pack(">I", len(piece)) + piece)
            scanner.sendall(struct.pack(">I", 0))
            answer = _answer(scanner)
    except (OSError, ValueError) as error:
        raise ScannerAway(f"{type(error).__name__}: {error}") from error
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")[:120] or "unknown"
    raise ScannerAway(f"It answered: {answer[:200]}")


def _connected() -> socket.socket:
    address = urlsplit(settings.CLAMAV_URL)
    if address.scheme == "unix":
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(SECONDS)
        try:
            scanner.connect(address.path)
        except OSError:
            scanner.close()
            raise
        return scanner
    if address.scheme != "tcp" or not address.hostname:
        raise ValueError("CLAMAV_URL is tcp://host:3310 or unix:///path/to/socket")
    return socket.create_connection((address.hostname, address.port or PORT), timeout=SECONDS)


def _answer(scanner: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        piece = scanner.recv(LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode(errors="replace").strip()
