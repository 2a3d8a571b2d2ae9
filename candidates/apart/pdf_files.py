"""The text of PDF files, and pictures of their first pages, by PDFium."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from candidates.apart.findings import LONGEST_TEXT, Found, Stopped, read

MOST_PAGES = 100  # that are read as somebody's papers
MOST_PICTURES = 8
WIDEST, HIGHEST = 1000, 1500  # pixels
PICTURES_WITHIN = 15  # seconds; then there are fewer
LONGEST_LINK = 2_000  # bytes


def opened(content: bytes) -> Any:
    """Raises ``Stopped`` where it is damaged or behind a password."""
    try:
        document = pypdfium2.PdfDocument(content)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise Stopped("encrypted" if locked else "damaged") from error
    if not pages:
        raise Stopped("damaged")
    return document


def pdf(content: bytes) -> Found:
    document = opened(content)
    pages = len(document)
    if pages > MOST_PAGES:
        raise Stopped("too_long", pages=pages)
    texts: list[str] = []
    links: list[str] = []
    length = 0
    for number in range(pages):
        try:
            page = document[number]
            text = page.get_textpage().get_text_range(errors="replace")
        except pypdfium2.PdfiumError as error:
            raise Stopped("damaged", pages=pages) from error
        texts.append(text.replace("\r\n", "\n"))
        links += _links(document, page)
        length += len(text)
        if length > LONGEST_TEXT:
            break
    return read("\n\n".join(texts), links=links, pages=pages)


def _links(document: Any, page: Any) -> Iterator[str]:
    """The addresses behind words and signs of a page: a profile, a mail address."""
    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, ctypes.byref(place), ctypes.byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        size = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
        if 1 < size <= LONGEST_LINK:
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, size)
            address = buffer.value.decode(errors="replace")
            if address.startswith(("http://", "https://", "mailto:", "tel:")):
                yield address


def pictures(content: bytes) -> Iterator[bytes]:
    """WebP pictures of the first pages, as many as can be drawn in good time."""
    document = opened(content)
    began = time.monotonic()
    for number in range(min(len(document), MOST_PICTURES)):
        if time.monotonic() - began > PICTURES_WITHIN:
            return
        page = document[number]
        width, height = page.get_size()
        scale = min(WIDEST / max(width, 1), HIGHEST / max(height, 1))
        drawn = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        kept = BytesIO()
        drawn.save(kept, "WEBP", quality=72, method=2)
        yield kept.getvalue()
