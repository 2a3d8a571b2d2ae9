from __future__ import annotations

import pytest

from processes import documents
from tests.cast import Cast
from tests.processes.presentations.shortlist import Shortlist


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """What WeasyPrint makes of it is asked in the test of the PDF; here its HTML is the file."""
    monkeypatch.setattr(documents, "render_pdf", lambda html, *, language: b"%PDF" + html.encode())


@pytest.fixture
def shortlist(cast: Cast, quick_pdf: None) -> Shortlist:
    return Shortlist(cast)
