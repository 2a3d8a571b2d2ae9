from __future__ import annotations

import pytest

from mailings.pdf import allow_rendering
from processes import documents


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stories about time and rows do not wait for WeasyPrint."""
    monkeypatch.setattr(documents, "render_pdf", lambda html, *, language: b"%PDF" + html.encode())


@pytest.fixture
def real_pdf() -> None:
    allow_rendering()
