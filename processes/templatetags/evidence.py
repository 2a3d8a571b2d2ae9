"""What was counted, said in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from processes.evidence import Evidence
from processes.models import ObstacleHint

register = template.Library()


@register.filter
def counted(facts: Mapping[str, Any]) -> str:
    """Of an event that proposes or dismisses an obstacle: "3 of 5 who said no named: Salary."."""
    if "cause" not in facts:
        return ""
    return Evidence(facts["cause"], facts["counted"], facts["reason"]).sentence


@register.filter
def speaks(hint: ObstacleHint) -> Evidence:
    """What speaks for a proposed obstacle: its ``title`` and its ``sentence``."""
    return Evidence(hint.cause, hint.facts, hint.reason)
