"""The text of Word (.docx) and OpenDocument (.odt) files: XML in a ZIP, both from outside."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from candidates.apart.findings import Found, Stopped, read

LARGEST_PART = 30 * 1024 * 1024  # bytes of XML, unpacked
MOST_HEADERS = 10
STORED, DEFLATED = 0, 8
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
HREF = "{http://www.w3.org/1999/xlink}href"
WEB = ("http://", "https://", "mailto:", "tel:")


class Packed:
    """The parts of a packed file, each unpacked no further than it may be."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Stopped("damaged") from error
        self.names = self._archive.namelist()

    def part(self, name: str) -> bytes:
        """What the file really holds there, whatever it says of its size. Raises ``Stopped``."""
        try:
            info = self._archive.getinfo(name)
            at = info.header_offset
            named, more = struct.unpack("<HH", self._content[at + 26 : at + 30])
            start = at + 30 + named + more
            if info.compress_type == STORED:
                content = self._content[start : start + info.file_size]
            elif info.compress_type == DEFLATED:
                unpacking = zlib.decompressobj(-15)
                content = unpacking.decompress(self._content[start:], LARGEST_PART + 1)
            else:
                raise Stopped("damaged")
        except (KeyError, struct.error, zlib.error) as error:
            raise Stopped("damaged") from error
        if len(content) > max(info.file_size, 0) or len(content) > LARGEST_PART:
            raise Stopped("refused", finding="bomb")
        if len(content) < info.file_size:
            raise Stopped("damaged")
        return content

    def xml(self, name: str) -> Element:
        """Raises ``Stopped``: no document needs to declare entities or to load others."""
        try:
            root: Element = fromstring(self.part(name), forbid_dtd=True)
        except DefusedXmlException as error:
            raise Stopped("refused", finding="outside") from error
        except (ParseError, ValueError, LookupError) as error:
            raise Stopped("damaged") from error
        return root


def docx(content: bytes) -> Found:
    packed = Packed(content)
    kinds = packed.part("[Content_Types].xml").lower()
    if b"vbaproject" in kinds or b"macroenabled" in kinds:
        raise Stopped("refused", finding="macro")
    headers = sorted(name for name in packed.names if name.startswith("word/header"))
    parts = [*headers[:MOST_HEADERS], "word/document.xml"]
    texts = ["".join(_word_pieces(packed.xml(name))) for name in parts]
    return read("\n".join(texts), links=list(_word_links(packed)))


def _word_pieces(root: Element) -> Iterator[str]:
    waiting: list[Element | str] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif one.tag == W + "t":
            yield one.text or ""
        elif one.tag in (W + "tab", W + "ptab"):
            yield "\t"
        elif one.tag in (W + "br", W + "cr"):
            yield "\n"
        elif one.tag != FALLBACK:  # what older programs would show instead, once more
            if one.tag == W + "p":
                waiting.append("\n")
            waiting.extend(reversed(one))


def _word_links(packed: Packed) -> Iterator[str]:
    name = "word/_rels/document.xml.rels"
    if name in packed.names:
        for one in packed.xml(name):
            kind, target = one.get("Type", ""), one.get("Target", "")
            if kind.endswith("/hyperlink") and target.startswith(WEB):
                yield target


def odt(content: bytes) -> Found:
    packed = Packed(content)
    if b"encryption-data" in packed.part("META-INF/manifest.xml"):
        raise Stopped("encrypted")
    roots = [packed.xml("content.xml").find(f"{OFFICE}body")]
    if "styles.xml" in packed.names:
        roots = [*packed.xml("styles.xml").iter(STYLE + "header"), *roots]
    found = [root for root in roots if root is not None]
    links = [one.get(HREF, "") for root in found for one in root.iter(TEXT + "a")]
    text = "\n".join("".join(_office_pieces(root)) for root in found)
    return read(text, links=[link for link in links if link.startswith(WEB)])


def _office_pieces(root: Element) -> Iterator[str]:
    """Texts stand in and after elements; an end of line after each paragraph."""
    waiting: list[Element | str] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        yield one.text or ""
        if one.tag == TEXT + "tab":
            yield "\t"
        elif one.tag == TEXT + "line-break":
            yield "\n"
        elif one.tag == TEXT + "s":
            yield " "
        elif one.tag in (TEXT + "p", TEXT + "h"):
            waiting.append("\n")
        if one.tag == TEXT + "tracked-changes":  # what was deleted
            continue
        for part in reversed(one):
            if part.tail:
                waiting.append(part.tail)
            waiting.append(part)
