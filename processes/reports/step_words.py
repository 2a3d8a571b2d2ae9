"""What a planned step says to its reader."""

from __future__ import annotations

from django.utils.translation import get_language

from processes.reports.report_facts import Translated


def step(line: Translated) -> str:
    """In the active language where it comes from a template, else as it was typed."""
    return line.said_in(get_language() or "")
