from __future__ import annotations

import pytest

from processes import documents


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """What WeasyPrint makes of it is asked in the test of the PDF; here its HTML is the file."""
    monkeypatch.setattr(documents, "render_pdf", lambda html, *, language: b"%PDF" + html.encode())
