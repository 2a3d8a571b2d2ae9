"""The agency's logo: whatever was uploaded becomes a small PNG, or a clear word on why not."""

from __future__ import annotations

import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from accounts import logo_drawing

LARGEST = 2 * 1024 * 1024  # bytes
SECONDS = 20  # of which the drawing itself may take half
# What comes instead of a logo most often, by how it begins.
OTHER_KINDS = {
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"%PDF": "PDF",
    b"RIFF": "WebP",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"%!PS": "EPS",
}


class BadLogo(Exception):
    """It cannot be the logo; the text says why and what to do, in the active language."""


@dataclass(frozen=True)
class DrawnLogo:
    """A PNG that stands on letters, reports and portal pages."""

    content: bytes
    width: int
    height: int


def drawn(content: bytes) -> DrawnLogo:
    """The logo as PNG. What an SVG would run, load or hide is gone. Raises ``BadLogo``."""
    if not content.strip():
        raise BadLogo(_("This file is empty."))
    for start, kind in OTHER_KINDS.items():
        if content.startswith(start):
            raise BadLogo(
                _("This is a %(kind)s picture. A logo comes as SVG or PNG.") % {"kind": kind}
            )
    try:
        # Native code draws it, so it is drawn apart from us; -I: it sees no folder of ours.
        made = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(Path(logo_drawing.__file__))],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BadLogo(too_much()) from error
    if made.returncode == logo_drawing.REFUSED:
        raise BadLogo(why(made.stderr.decode()))
    if made.returncode or not made.stdout.startswith(logo_drawing.PNG):
        raise BadLogo(too_much())
    width, height = struct.unpack(">II", made.stdout[16:24])
    return DrawnLogo(made.stdout, width, height)


def too_much() -> str:
    return _(
        "This picture takes too long or too much memory to draw. Save it anew from the program "
        "it was made with, simpler or smaller."
    )


def why(word: str) -> str:
    reasons = {
        "kind": _("This is neither an SVG nor a PNG, whatever its name says."),
        "broken": _("This file is damaged and cannot be drawn. Save it anew and try again."),
        "huge": _(
            "This picture has more than 25 million pixels. A logo needs a few hundred across."
        ),
        "tiny": _("This picture is too small to be sharp. It needs at least 24 pixels each way."),
        "long": _("This picture is more than twelve times as long as it is high, or the reverse."),
        "blank": _(
            "Nothing of this logo would be seen on white paper. Take the version that is made "
            "for a light background."
        ),
        "outside": _(
            "This SVG loads something from elsewhere. Embed its pictures, turn its text into "
            "paths and save it anew."
        ),
    }
    return reasons[word]
