"""Where the people of a page stand: one query, asked where it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accounts.models import User
from candidates.models import Candidate

FEW = 2  # candidacies of one person in a row of the list


def stages_of(people: Sequence[Candidate], reader: User) -> dict[int, list[str]]:
    """By candidate: "Interviewed · Data engineer", of open assignments that the reader sees."""
    candidacies: Any = Candidate._meta.get_field("candidacies").related_model
    rows = (
        candidacies.objects.visible_to(reader)
        .in_play()
        .filter(candidate__in=[person.pk for person in people], assignment__closed_at=None)
        .order_by("-stage_since", "-pk")
        .values_list("candidate", "stage", "assignment__title")
    )
    labels = dict(candidacies._meta.get_field("stage").choices)
    found: dict[int, list[str]] = {}
    for candidate, stage, title in rows:
        said = found.setdefault(candidate, [])
        if len(said) < FEW:
            said.append(f"{labels[stage]} · {title}")
    return found
