"""Texts of files from outside, read in a program apart; each kind of trouble has its state."""

from __future__ import annotations

import io
import os
import struct
import sys
import time
from pathlib import Path

import pytest

from candidates import file_texts
from candidates.file_texts import FileText, draw_pages, read_file
from tests.candidates import files, hostile_files


def read(content: bytes, suffix: str) -> FileText:
    return read_file(io.BytesIO(content), suffix)


def test_a_pdf_says_its_text_and_the_addresses_behind_its_words() -> None:
    content = files.pdf_saying("Pia Borg", "Lönechef, Örebro", link="https://example.com/in/pia")
    found = read(content, ".pdf")
    assert (found.state, found.pages) == ("read", 1)
    assert found.text == "Pia Borg\nLönechef, Örebro\n\nhttps://example.com/in/pia"


def test_a_word_file_says_its_header_text_tables_and_links() -> None:
    from docx import Document

    document = Document()
    document.sections[0].header.paragraphs[0].text = "Pia Borg, pia@example.com"
    document.add_paragraph("Payroll\tmanager")
    document.add_table(1, 2).rows[0].cells[1].text = "SAP"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    document.part.relate_to("https://example.com/in/pia", kind, is_external=True)
    content = io.BytesIO()
    document.save(content)
    lines = read(content.getvalue(), ".docx").text.splitlines()
    assert lines[0] == "Pia Borg, pia@example.com"
    assert "Payroll\tmanager" in lines
    assert "SAP" in lines
    assert lines[-1] == "https://example.com/in/pia"


def test_an_open_document_says_its_text() -> None:
    text = (
        "<text:h>Pia Borg</text:h><text:p>SAP<text:tab/>twelve <text:span>years</text:span>, all "
        '<text:a xlink:href="mailto:pia@example.com">mail</text:a><text:line-break/>Lund</text:p>'
    )
    found = read(files.odt(text=text), ".odt")
    assert found.text == "Pia Borg\nSAP\ttwelve years, all mail\nLund\n\npia@example.com"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_comes_in_many_encodings(encoding: str) -> None:
    assert read("Åsa Öberg, lönechef".encode(encoding), ".txt").text == "Åsa Öberg, lönechef"


def test_polish_text_of_old_programs_is_understood() -> None:
    assert read("Zażółć gęślą jaźń".encode("cp1250"), ".txt").text == "Zażółć gęślą jaźń"


@pytest.mark.parametrize(
    ("content", "suffix", "state", "finding"),
    [
        (hostile_files.blank_pdf(2), ".pdf", "no_text", ""),
        (hostile_files.blank_pdf(500), ".pdf", "too_long", ""),
        (hostile_files.encrypted_pdf(), ".pdf", "encrypted", ""),
        (files.pdf_saying("Pia Borg")[:200], ".pdf", "damaged", ""),
        (files.pdf(), ".pdf", "damaged", ""),
        (files.docx()[:-400], ".docx", "damaged", ""),
        (hostile_files.word(b"<w:document>"), ".docx", "damaged", ""),
        (hostile_files.word(hostile_files.says("")), ".docx", "no_text", ""),
        (hostile_files.word(hostile_files.EVIL), ".docx", "refused", "outside"),
        (hostile_files.word(hostile_files.LAUGHS), ".docx", "refused", "outside"),
        (hostile_files.forged_sizes(), ".docx", "refused", "bomb"),
        (
            files.packed(
                {
                    "[Content_Types].xml": b"<Types>application/vnd.ms-office.vbaProject</Types>",
                    "word/document.xml": hostile_files.says("Pia Borg"),
                    "word/harmless.bin": b"macro",
                }
            ),
            ".docx",
            "refused",
            "macro",
        ),
        (b"\x00\x01\x02 -- ", ".txt", "no_text", ""),
    ],
    ids=[
        *("scanned", "500 pages", "encrypted", "cut off", "no pages", "cut docx", "bad xml"),
        *("empty docx", "xxe", "laughs", "forged sizes", "hidden macro", "no letters"),
    ],
)
def test_each_trouble_has_its_state(content: bytes, suffix: str, state: str, finding: str) -> None:
    found = read(content, suffix)
    assert (found.state, found.finding, found.text) == (state, finding, "")


def test_a_pdf_bomb_ends_its_reader_and_nothing_else() -> None:
    began = time.monotonic()
    assert read(hostile_files.pdf_bomb(), ".pdf").state == "too_much"
    assert time.monotonic() - began < file_texts.SECONDS + 5


def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: str) -> None:
    """Another program in the place of ours: what it might do once somebody has taken it over."""
    path = tmp_path / "program.py"
    path.write_text(source)
    monkeypatch.setattr(file_texts, "PROGRAM", path)


def test_what_hangs_is_stopped_with_all_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = "import os, time\nif pid := os.fork(): open({!r}, 'w').write(str(pid))\ntime.sleep(60)"
    program(monkeypatch, tmp_path, source.format(str(tmp_path / "child")))
    assert read_file(io.BytesIO(b"x"), ".txt", seconds=1).state == "too_much"
    child = (tmp_path / "child").read_text()
    assert not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text()


@pytest.mark.parametrize(
    "said", ["", "no json", "[]", '{"state": "owned", "text": "", "pages": 1, "finding": ""}']
)
def test_what_it_says_is_not_trusted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str
) -> None:
    program(monkeypatch, tmp_path, f"print({said!r}, end='')")
    assert read(b"x", ".txt") == FileText("damaged")


def test_it_gets_neither_our_environment_nor_our_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", "very-secret")
    source = (
        "import json, os\nsaid = {'state': 'read', 'pages': 1, 'finding': ''}\n"
        "said['text'] = str(dict(os.environ)) + os.getcwd()\nprint(json.dumps(said))"
    )
    program(monkeypatch, tmp_path, source)
    text = read(b"x", ".txt").text
    assert "very-secret" not in text
    assert text.endswith("/")


def test_pages_are_drawn_as_pictures() -> None:
    pictures = draw_pages(io.BytesIO(hostile_files.blank_pdf(12)))
    assert len(pictures) == 8, "the first ones"
    assert all(picture[8:12] == b"WEBP" for picture in pictures)
    assert draw_pages(io.BytesIO(b"%PDF-1.7 damaged")) == []


def test_pictures_that_are_none_are_not_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = struct.pack(">I", 30) + b"<script>alert(1)</script>     "
    program(monkeypatch, tmp_path, f"import sys; sys.stdout.buffer.write({script!r})")
    assert draw_pages(io.BytesIO(b"x")) == []


def test_the_program_imports_neither_django_nor_anything_that_could_reach_the_database() -> None:
    source = (
        "import sys; sys.path.insert(0, '.'); import candidates.apart.pdf_files, "
        "candidates.apart.packed_files, candidates.apart.plain_files; "
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'psycopg2')])"
    )
    assert os.popen(f'{sys.executable} -c "{source}"').read().strip() == "[]"  # noqa: S605
