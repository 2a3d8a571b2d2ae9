"""A letter's subject, HTML and plain text, from the three templates of its folder."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import css_inline
from django.template.loader import render_to_string
from django.utils import timezone, translation


class Parts(NamedTuple):
    subject: str
    html: str
    text: str


def compose(
    letter: str, *, language: str, context: dict[str, Any], zone: ZoneInfo | None = None
) -> Parts:
    """Renders a letter's three templates of ``emails/`` in the reader's language and time zone.

    The HTML carries its styles at its elements, as mail programs want them.
    """
    with translation.override(language), timezone.override(zone) if zone else nullcontext():
        subject = " ".join(render_to_string(f"emails/{letter}/subject.txt", context).split())
        html = render_to_string(f"emails/{letter}/body.html", {**context, "subject": subject})
        text = render_to_string(f"emails/{letter}/body.txt", {**context, "subject": subject})
    return Parts(subject, css_inline.inline(html), text.strip() + "\n")
