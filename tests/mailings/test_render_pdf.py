"""PDFs: what they carry, what they never open, and where they are never made."""

import io
import time
from base64 import b64encode
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from pypdf import PdfReader

from mailings import pdf
from mailings.apart import RenderingFailed
from mailings.pdf import CannotRender, NotInThisProcess, make_ready, render_pdf

REPORT = """<!DOCTYPE html><html><head><title>Veckorapport 47: Lönechef</title>
<style>body { font-family: Inter Latin, Inter Extended } b { font-weight: 600 }</style></head>
<body><h1>Lönechef</h1><p>Två möten. <b>Łódź, Zażółć gęślą jaźń.</b></p>%s</body></html>"""
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
    "WjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture(autouse=True)
def in_a_worker(monkeypatch):
    monkeypatch.setitem(pdf._here, "allowed", True)


def read(html: str) -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(html, language="sv")))


def fonts_of(reader: PdfReader) -> dict[str, bool]:
    """The name of each font of the document, and whether it is embedded."""
    found: dict[str, bool] = {}
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            for part in font.get_object().get("/DescendantFonts", []):
                about = part.get_object()["/FontDescriptor"]
                found[about["/FontName"]] = any(f"/FontFile{n}" in about for n in ("", "2", "3"))
    return found


def test_a_pdf_says_its_language_and_title_and_is_tagged():
    reader = read(REPORT % "")
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "sv"
    assert reader.metadata
    assert reader.metadata.title == "Veckorapport 47: Lönechef"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_inter_is_embedded_with_every_letter_of_our_languages():
    reader = read(REPORT % "")
    fonts = fonts_of(reader)
    assert fonts
    ours = ("Inter-Latin", "Inter-Extended")  # and not an Inter that the machine has as well
    assert all(name[len("/ABCDEF+") :].startswith(ours) for name in fonts), fonts
    assert all(fonts.values()), fonts
    assert any("Inter-Extended" in name for name in fonts), fonts
    assert "Łódź, Zażółć gęślą jaźń." in reader.pages[0].extract_text()


def test_what_is_in_the_document_is_shown():
    with_picture = read(REPORT % f'<img src="{PIXEL}" alt="dot">')
    assert len(with_picture.pages[0].images) == 1


def test_no_file_of_the_machine_is_opened(tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"not to be seen")
    style = b64encode(f'@import "file://{secret}";'.encode()).decode()
    reader = read(
        REPORT
        % (
            f'<img src="file://{secret}" alt=""><link rel="attachment" href="file://{secret}">'
            f'<link rel="stylesheet" href="data:text/css;base64,{style}">'
            f'<a rel="attachment" href="file://{secret}">see</a>'
        )
    )
    assert not reader.attachments
    assert not reader.pages[0].images


def test_no_other_server_is_asked():
    asked = []

    class Silent(WSGIRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    def remember(environ: dict[str, Any], start: Any) -> list[bytes]:
        asked.append(environ["PATH_INFO"])
        start("200 OK", [("Content-Type", "image/png")])
        return [b""]

    server = make_server("127.0.0.1", 0, remember, handler_class=Silent)
    Thread(target=server.serve_forever, daemon=True).start()
    there = f"http://127.0.0.1:{server.server_port}"
    read(
        REPORT
        % (
            f'<img src="{there}/picture" alt=""><link rel="stylesheet" href="{there}/style">'
            f'<style>@font-face {{ font-family: X; src: url("{there}/font") }}'
            f'p {{ background: url("{there}/background") }}</style>'
        )
    )
    server.shutdown()
    server.server_close()
    assert asked == []


def test_the_web_process_never_renders(monkeypatch):
    monkeypatch.setitem(pdf._here, "allowed", False)
    with pytest.raises(NotInThisProcess):
        render_pdf(REPORT % "", language="sv")


def test_a_pdf_without_a_title_is_refused():
    with pytest.raises(RenderingFailed, match="title"):
        render_pdf("<p>Hej", language="sv")


def test_a_worker_is_ready_when_a_trial_succeeds():
    make_ready()


def test_without_the_font_a_worker_says_so_at_its_start(settings, tmp_path):
    pdf._workshop.cache_clear()
    whole, settings.PDF_FONTS_DIR = settings.PDF_FONTS_DIR, tmp_path
    try:
        with pytest.raises(CannotRender, match="Inter is not in"):
            make_ready()
    finally:
        settings.PDF_FONTS_DIR = whole
        pdf._workshop.cache_clear()


def hang(*_args: object, **_kwargs: object) -> bytes:
    time.sleep(60)
    return b""


def eat(*_args: object, **_kwargs: object) -> bytes:
    eaten: list[bytes] = []
    while True:
        eaten.append(bytes([len(eaten) % 256]) * 1_000_000)


@pytest.mark.parametrize(
    ("poison", "reason"), [(hang, "longer than 1 seconds"), (eat, "more than 32 MB of memory")]
)
def test_a_document_that_poisons_weasyprint_harms_no_other(settings, monkeypatch, poison, reason):
    whole = settings.PDF_SECONDS
    settings.PDF_MEGABYTES = 32
    with monkeypatch.context() as poisoned:
        poisoned.setattr("weasyprint.HTML.write_pdf", poison)
        settings.PDF_SECONDS = 1 if poison is hang else whole
        with pytest.raises(RenderingFailed, match=reason):
            render_pdf(REPORT % "", language="sv")
    settings.PDF_SECONDS, settings.PDF_MEGABYTES = whole, 300
    assert len(read(REPORT % "").pages) == 1
