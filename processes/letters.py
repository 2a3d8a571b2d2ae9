"""Letters about the process: composed here, written into the outbox of mailings."""

from __future__ import annotations

from mailings.composing import compose as letter_parts

__all__ = ["letter_parts"]
