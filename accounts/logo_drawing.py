"""A program of its own: an uploaded logo on stdin, a small PNG on stdout, or why not on stderr.

Pictures are drawn by native code whose input came from outside, so this runs bounded in time and
memory and apart from everything else (accounts/logos.py starts it). It imports nothing of ours.
"""

from __future__ import annotations

import math
import re
import resource
import sys
from contextlib import suppress
from io import BytesIO
from xml.parsers import expat

REFUSED = 3  # with one of the words below on stderr
SECONDS, MEGABYTES = 5, 400
PNG = b"\x89PNG\r\n\x1a\n"
ZIPPED = b"\x1f\x8b"
MOST_PIXELS = 25_000_000
SMALLEST = 24  # pixels, either way
LONGEST = 12  # times as long as high, or as high as long
WIDEST, HIGHEST = 600, 132  # three times what a letterhead shows
AIR = 3  # around it, or readers of PDF cut off the last letter's edge
HEAVIEST = 48 * 1024  # bytes; it goes into every letter
DRAWN = 1600  # pixels along the longer side, before it is cut to what can be seen
WHITE = 235  # of 255; lighter than that nobody sees on paper
# Other files: resvg would open them, also those of this machine.
POINTS_AT = re.compile(r"url\(\s*['\"]?\s*([^'\")\s]+)", re.IGNORECASE)
INSIDE = re.compile(r"#|data:image/(png|jpeg|webp|gif)[;,]", re.IGNORECASE)
FLOAT = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?", re.IGNORECASE)
NUMBER = re.compile(r"\s*(\d+\.?\d*|\.\d+)")


class Refused(Exception):
    """Says in one word what is wrong: kind, broken, huge, tiny, long, blank or outside."""


class Reading:
    """What must be known of an SVG before it is drawn."""

    def __init__(self, content: bytes) -> None:
        self.root, self.ratio, self.styles, self.encoding = "", 0.0, "", "utf-8-sig"
        self._in_style = False
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.XmlDeclHandler = self._declaration
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise Refused("broken" if self.root == "svg" else "kind") from error
        self._look_at(self.styles)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if not self.root:
            if local != "svg":
                raise Refused("kind")
            self.root = local
            self.ratio = ratio_of(attributes)
        self._in_style = local == "style"
        for attribute, value in attributes.items():
            draws = local in ("image", "feImage", "use")
            if draws and attribute.rpartition(" ")[2] == "href" and not INSIDE.match(value.strip()):
                raise Refused("outside")
            self._look_at(value)

    def _end(self, name: str) -> None:
        self._in_style = False

    def _characters(self, text: str) -> None:
        if self._in_style:
            self.styles += text

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8"):
            self.encoding = encoding

    def _entity(self, name: str, for_dtd: bool, value: str | None, *_: object) -> None:
        """Some programs abbreviate by them; the parser stops those that unpack without end."""
        if for_dtd or value is None:
            raise Refused("outside")

    def _instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            raise Refused("outside")

    def _look_at(self, text: str) -> None:
        if "@import" in text.lower():
            raise Refused("outside")
        for found in POINTS_AT.finditer(text):
            if not INSIDE.match(found[1]):
                raise Refused("outside")


def ratio_of(attributes: dict[str, str]) -> float:
    """Width to height, as it says itself; 0 where it does not."""
    box = [float(part) for part in FLOAT.findall(attributes.get("viewBox", ""))]
    if len(box) == 4:
        width, height = box[2:]
    else:
        sides = [NUMBER.match(attributes.get(side, "")) for side in ("width", "height")]
        width, height = (float(side[1]) if side else 0.0 for side in sides)
    return width / height if width > 0 and height > 0 else 0.0


def drawn(content: bytes) -> bytes:
    if content.startswith(PNG):
        return tidied(content)
    if content.startswith(ZIPPED):
        raise Refused("kind")
    known = Reading(content)
    ratio = known.ratio
    if ratio and not 1 / LONGEST <= ratio <= LONGEST:
        raise Refused("long")
    import resvg_py

    width = DRAWN if ratio >= 1 else math.ceil(DRAWN * (ratio or 1 / LONGEST))
    try:
        svg = content.decode(known.encoding)
        picture = resvg_py.svg_to_bytes(svg_string=svg, width=width, dpi=96)
    except (ValueError, LookupError) as error:
        raise Refused("broken") from error
    return tidied(picture)


def tidied(content: bytes) -> bytes:
    """The picture alone, cut to what can be seen, as small as a letterhead needs it."""
    from PIL import Image, ImageChops, ImageOps  # none is needed to refuse

    Image.MAX_IMAGE_PIXELS = None  # asked below, before anything is unpacked
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused("huge")
            picture = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refused("broken") from error
    on_paper = Image.new("RGBA", picture.size, "white")
    on_paper.alpha_composite(picture)
    grey = on_paper.convert("RGB")
    darkest = min(low for low, _high in grey.getextrema())  # type: ignore[misc]
    if darkest > WHITE:
        raise Refused("blank")
    unlike = ImageChops.difference(grey, Image.new("RGB", grey.size, "white")).convert("L")
    seen = unlike.point([0] * 4 + [255] * 252).getbbox()
    picture = picture.crop(seen)
    if min(picture.size) < SMALLEST:
        raise Refused("tiny")
    if max(picture.size) > LONGEST * min(picture.size):
        raise Refused("long")
    picture.thumbnail((WIDEST - 2 * AIR, HIGHEST - 2 * AIR), Image.Resampling.LANCZOS)
    picture = ImageOps.expand(picture, AIR, (255, 255, 255, 0))
    while True:
        for colours in (0, 256, 64):
            small = BytesIO()
            written = picture.quantize(colours, Image.Quantize.FASTOCTREE) if colours else picture
            written.save(small, "PNG", optimize=True)
            if small.tell() <= HEAVIEST:
                return small.getvalue()
        picture.thumbnail((picture.width * 3 // 4, picture.height * 3 // 4))


def bind() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, ValueError):  # elsewhere than on Linux
        most = MEGABYTES * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def main() -> int:
    bind()
    try:
        picture = drawn(sys.stdin.buffer.read())
    except Refused as refused:
        sys.stderr.write(str(refused))
        return REFUSED
    sys.stdout.buffer.write(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
