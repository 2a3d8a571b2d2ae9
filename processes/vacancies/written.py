"""Plain words as they are typed, with lists and empty lines, made into safe HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

DOTS = re.compile(r"^\s*[-*•–]\s+")
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_html(words: str) -> SafeString:
    """Paragraphs where empty lines stand, a list of the lines that begin with a dash."""
    return format_html_join("", "{}", ((piece,) for piece in _pieces(words)))


def _pieces(words: str) -> Iterator[SafeString]:
    for paragraph in re.split(r"\n\s*\n", clean(words)):
        plain: list[str] = []
        listed: list[str] = []
        for line in filter(str.strip, paragraph.split("\n")):
            if DOTS.match(line):
                yield from _paragraph(plain)
                listed.append(DOTS.sub("", line).strip())
            else:
                yield from _list(listed)
                plain.append(line.strip())
        yield from _paragraph(plain)
        yield from _list(listed)


def _paragraph(lines: list[str]) -> Iterator[SafeString]:
    if lines:
        said = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))
        lines.clear()
        yield format_html("<p>{}</p>", said)


def _list(lines: list[str]) -> Iterator[SafeString]:
    if lines:
        said = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
        lines.clear()
        yield format_html("<ul>{}</ul>", said)


def clean(words: str) -> str:
    """The words with ends of lines as we write them, and nothing that XML cannot hold."""
    return NOT_IN_XML.sub("", words.replace("\r\n", "\n").replace("\r", "\n")).strip()


def sections(words: str) -> list[tuple[str, SafeString]]:
    """A notice in parts: a first line that stands over others is their heading."""
    parts = []
    for paragraph in re.split(r"\n\s*\n", clean(words)):
        heading, _line_end, rest = paragraph.partition("\n")
        parts.append((heading, as_html(rest)) if rest else ("", as_html(heading)))
    return parts
