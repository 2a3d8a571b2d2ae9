"""A subject of a candidacy or an assignment with its verbs, in a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from processes.models.assignment import Assignment
    from processes.models.candidacy import Candidacy


class OfCandidacy:
    """A room of ``Candidacy``: nothing else has it."""

    @property
    def itself(self) -> Candidacy:
        return cast("Candidacy", self)


class OfAssignment:
    """A room of ``Assignment``: nothing else has it."""

    @property
    def itself(self) -> Assignment:
        return cast("Assignment", self)
