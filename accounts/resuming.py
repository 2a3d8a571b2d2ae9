"""Files fetched in parts: who lost the line goes on where it broke off (RFC 9110, 14)."""

from __future__ import annotations

import re
from typing import IO, Any

from django.core.files.base import File
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

ONE_PART = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII | re.IGNORECASE)


class NoSuchPart(Exception):
    """The file ends before what is asked for."""


def resumable(
    request: HttpRequest, file: File[bytes], *, digest: str, name: str, content_type: str
) -> HttpResponseBase:
    """The file as an attachment, or the part of it that ``Range`` asks for; kept in no cache.

    ``digest``: of its bytes. Who has begun with others gets all of it anew (``If-Range``).
    """
    etag, size = f'"{digest}"', file.size
    always = {"Accept-Ranges": "bytes", "Cache-Control": "no-store", "ETag": etag}
    if refused := get_conditional_response(request, etag=etag):
        file.close()
        return refused
    try:
        part = _wanted(request, etag, size)
    except NoSuchPart:
        file.close()
        return HttpResponse(status=416, headers={**always, "Content-Range": f"bytes */{size}"})
    content: Any = file if part is None else Part(file, part)
    answer = FileResponse(content, as_attachment=True, filename=name, content_type=content_type)
    for header, value in always.items():
        answer.headers[header] = value
    if part is not None:
        answer.status_code = 206
        answer.headers["Content-Length"] = str(len(part))
        answer.headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return answer


def _wanted(request: HttpRequest, etag: str, size: int) -> range | None:
    same = request.headers.get("If-Range", etag) == etag
    if request.method != "GET" or not same:
        return None
    return wanted_part(request.headers.get("Range", ""), size)


def wanted_part(said: str, size: int) -> range | None:
    """Which bytes of so many a ``Range`` asks for; None for all of them.

    What makes no sense, or asks for several parts at once, gets everything, as the standard lets
    us. Raises ``NoSuchPart``.
    """
    match = ONE_PART.fullmatch(said.strip())
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if first and last and int(last) < int(first):
        return None
    start = int(first) if first else max(0, size - int(last))
    stop = min(int(last) + 1, size) if first and last else size
    if start >= size:
        raise NoSuchPart
    return range(start, stop)


class Part:
    """Reads a part of a file as if there were no more of it."""

    def __init__(self, file: IO[bytes] | File[bytes], part: range) -> None:
        self._file, self._left = file, len(part)
        file.seek(part.start)

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        self._file.close()
