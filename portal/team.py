"""Who works on an assignment at the agency, with phone and mail."""

from __future__ import annotations

from dataclasses import dataclass

from processes.models import Assignment


@dataclass(frozen=True)
class Colleague:
    name: str
    phone: str
    email: str
    leads: bool = False

    @property
    def dial(self) -> str:
        """The number as a telephone dials it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign in "+*#")


def team_of(assignment: Assignment) -> list[Colleague]:
    """Whoever leads it first."""
    owner = assignment.owner
    others = assignment.team_rows  # type: ignore[attr-defined]
    return [
        Colleague(owner.full_name, owner.phone, owner.email, leads=True),
        *(
            Colleague(row["full_name"], row["phone"], row["email"])
            for row in others
            if row["pk"] != owner.pk
        ),
    ]
