"""The text of a CV in pieces, so that a page can mark what was read from it."""

from __future__ import annotations

from dataclasses import dataclass

from candidates.reading.proposals import Proposal, Reading


@dataclass(frozen=True)
class Piece:
    """Some of the text; ``number`` is that of its mark, 0 where it is not marked."""

    text: str
    number: int = 0


@dataclass(frozen=True)
class Marked:
    pieces: list[Piece]
    numbers: dict[tuple[str, str], int]

    def number(self, proposal: Proposal) -> int:
        """The mark from which a value was read; two that overlap share the one before."""
        return self.numbers[proposal.field, proposal.value]


def marked(reading: Reading) -> Marked:
    """Every character of the text once, in order."""
    pieces: list[Piece] = []
    numbers: dict[tuple[str, str], int] = {}
    at = number = 0
    for proposal in sorted(reading.proposals, key=lambda one: (one.start, -one.end)):
        if proposal.start >= at:
            number += 1
            if proposal.start > at:
                pieces.append(Piece(reading.text[at : proposal.start]))
            pieces.append(Piece(reading.text[proposal.start : proposal.end], number))
            at = proposal.end
        numbers[proposal.field, proposal.value] = number
    if at < len(reading.text):
        pieces.append(Piece(reading.text[at:]))
    return Marked(pieces, numbers)
