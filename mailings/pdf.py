"""PDF from HTML, by WeasyPrint tuned as measured; only ever outside the web process.

The first use builds what all documents share: the fonts, parsed once, and one FontConfiguration,
without which memory grows with every document. Each is then written in a child process, which
inherits them and is bounded in time and memory.
"""

from __future__ import annotations

import atexit
import re
from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from mailings.apart import Bounds, RenderingFailed, made_apart

FONT_FILE = re.compile(r"inter-(?P<script>[a-z-]+)-(?P<weight>\d{3})-normal\.woff2")
# One family per file, and none called just Inter, which the machine may have as well: two of the
# same name and weight are drawn with each other's glyphs.
FAMILIES = {"latin": "Inter Latin", "latin-ext": "Inter Extended"}
FONT_FACE = (
    '@font-face {{ font-family: "{family}"; font-weight: {weight};'
    ' src: url("data:font/woff2;base64,{content}") format("woff2") }}'
)
TRIAL = (
    "<title>Trial</title><p style='font-family: Inter Latin, Inter Extended'>"
    "Att få besked i tid: Łódź"
)

_here = {"allowed": False}


class NotInThisProcess(RuntimeError):
    """Rendering takes long and may kill its process, so only a worker does it."""


class CannotRender(RuntimeError):
    """Something that WeasyPrint needs is missing; the text says what and how to get it."""


class Workshop(NamedTuple):
    html: Any  # weasyprint.HTML
    fetcher: Any  # weasyprint.urls.URLFetcher
    font_config: Any  # weasyprint.text.fonts.FontConfiguration
    font_css: Any  # weasyprint.CSS


def allow_rendering() -> None:
    """Said by a worker at its start, and by commands that do a worker's jobs."""
    _here["allowed"] = True


def render_pdf(html: str, *, language: str) -> bytes:
    """A tagged PDF/UA-1 of a whole HTML document that has a `title`.

    Its fonts are `"Inter Latin", "Inter Extended"`. Opens nothing but `data:` URLs: pictures and
    styles are in the document or they are not. Raises RenderingFailed for a document that takes
    too long, needs too much memory or is none, and NotInThisProcess in a web process.
    """
    if not _here["allowed"]:
        raise NotInThisProcess("Ask the worker for it: write a row that a chore finds.")
    _workshop()
    bounds = Bounds(seconds=settings.PDF_SECONDS, megabytes=settings.PDF_MEGABYTES)
    return made_apart(lambda: written(html, language), bounds)


def written(html: str, language: str) -> bytes:
    """Written in this process, unbounded: for a child of ``render_pdf``, and to measure by."""
    shop = _workshop()
    document = shop.html(string=html, url_fetcher=shop.fetcher)
    if not (document.etree_element.findtext(".//title") or "").strip():
        raise ValueError("A PDF needs a title.")
    document.etree_element.set("lang", language)
    pdf: bytes = document.write_pdf(
        stylesheets=[shop.font_css],
        font_config=shop.font_config,
        pdf_variant="pdf/ua-1",
    )
    return pdf


def make_ready() -> None:
    """Allow rendering, load what all documents share, and try it, first in a child process.

    Raises CannotRender. To be called before a worker forks: its jobs then start warm.
    """
    allow_rendering()
    try:
        _workshop()
    except OSError as error:
        raise CannotRender(
            f"WeasyPrint misses a system library ({error}). On Debian or Ubuntu: "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from error
    # Without any font on the machine the process would end by a segmentation fault.
    try:
        render_pdf(TRIAL, language="en")
    except RenderingFailed as error:
        raise CannotRender(
            f"WeasyPrint cannot render a line of text: {error} It may be that this machine has no "
            "font: apt-get install fonts-dejavu-core"
        ) from error
    written(TRIAL, "en")  # and here: what it builds on the way is inherited, too


@lru_cache(maxsize=1)
def _workshop() -> Workshop:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    # Left to the end of the process, WeasyPrint's clearing up finds its own modules gone.
    atexit.register(_workshop.cache_clear)

    class OnlyWhatIsInTheDocument(URLFetcher):  # type: ignore[misc]
        """A plain function that raises would crash WeasyPrint 70, so it is a subclass."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=["data"], allow_redirects=False)

    fetcher, font_config = OnlyWhatIsInTheDocument(), FontConfiguration()
    css = CSS(string=_font_faces(), font_config=font_config, url_fetcher=fetcher)
    return Workshop(HTML, fetcher, font_config, css)


def _font_faces() -> str:
    folder = Path(settings.PDF_FONTS_DIR)
    faces = [
        FONT_FACE.format(
            family=FAMILIES[name["script"]],
            weight=name["weight"],
            content=b64encode(file.read_bytes()).decode(),
        )
        for file in sorted(folder.glob("*.woff2"))
        if (name := FONT_FILE.fullmatch(file.name))
    ]
    if not faces:
        raise CannotRender(f"Inter is not in {folder}. Build the front end: npm run build")
    return "\n".join(faces)
