from __future__ import annotations


class WrongStage(Exception):
    """The candidacy does not stand where this step starts."""
