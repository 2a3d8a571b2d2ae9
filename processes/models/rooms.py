"""A subject of a candidacy, an assignment or a follow-up with its verbs, in its own file."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from processes.models.assignment import Assignment
    from processes.models.candidacy import Candidacy
    from processes.models.follow_up import FollowUp


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


class OfFollowUp:
    """A room of ``FollowUp``: nothing else has it."""

    @property
    def itself(self) -> FollowUp:
        return cast("FollowUp", self)
