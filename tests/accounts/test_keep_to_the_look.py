"""What the policy would block, or the sprite leave blank, is found before a browser does."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ICON = re.compile(r"""{%\s*icon\s+"([a-z0-9-]+)"|(?:icon|with icon)="([a-z0-9-]+)\"""")
INLINE = re.compile(r"""\s(style|on[a-z]+)=["']""")
# Letters and PDFs are read without our policy, and mail programs know only inline styles.
WITHOUT_POLICY = ("emails", "pdf")


def pages() -> list[Path]:
    found = [
        page
        for page in (ROOT / "templates").rglob("*.html")
        if page.relative_to(ROOT / "templates").parts[0] not in WITHOUT_POLICY
    ]
    assert len(found) > 50
    return found


def test_every_icon_of_a_page_is_in_the_sprite():
    known = set(json.loads((ROOT / "static/src/icons.json").read_text()))
    named = {
        name
        for page in pages()
        for match in ICON.findall(page.read_text())
        for name in match
        if name
    }
    assert len(named) > 20
    assert named - known == set()


def test_the_sprite_carries_no_icon_that_nobody_shows():
    known = json.loads((ROOT / "static/src/icons.json").read_text())
    places = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static/src/js").glob("*.js")]
    for app in ("accounts", "candidates", "clients", "mailings", "portal", "processes"):
        places += (ROOT / app).rglob("*.py")
    shown = "".join(place.read_text() for place in places)
    assert [name for name in known if not re.search(rf"[\"'#]{name}[\"']", shown)] == []


def test_no_page_has_a_style_or_a_handler_inline():
    assert {page.name: INLINE.findall(page.read_text()) for page in pages()} == {
        page.name: [] for page in pages()
    }
