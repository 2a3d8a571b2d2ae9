"""The demo has somebody who is here twice, and somebody who was."""

from __future__ import annotations

from candidates.models import Candidate, Merge, PerhapsTheSame
from recruitcrm.demo.twins import people_who_are_here_twice
from tests.cast import NOW, Cast


def test_one_pair_waits_and_one_is_united(cast: Cast) -> None:
    for number, one in enumerate((cast.amira, cast.ewa)):
        Candidate.objects.filter(pk=one.pk).update(phone=f"+46 70 123 45 6{number}")
    people_who_are_here_twice(by=cast.nina, at=NOW)
    merge, pair = Merge.objects.get(), PerhapsTheSame.objects.open().get()
    assert (merge.kept, merge.gone.last_name) == (cast.amira, "Lundqvis")
    assert (pair.first, pair.second.last_name) == (cast.ewa, "Malinowsk")
    assert "phone" in pair.reasons
