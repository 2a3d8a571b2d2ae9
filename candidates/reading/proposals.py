from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Proposal:
    """A value for a field of the record, and the characters of the text that it was read from."""

    field: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """What was found in a text, of each field the likeliest first; never two of one value."""

    text: str
    proposals: list[Proposal] = field(default_factory=list)

    def of(self, name: str) -> list[Proposal]:
        """Proposals for one field: first_name, last_name, email, phone, profile_link, languages
        (ISO 639) or skills."""
        return [proposal for proposal in self.proposals if proposal.field == name]

    def first(self, name: str) -> str:
        """The likeliest value of a field; empty where the text says none."""
        return next((proposal.value for proposal in self.of(name)), "")
