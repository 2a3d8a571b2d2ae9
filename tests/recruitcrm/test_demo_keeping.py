"""The demo shows a rule in force, a day until which people are kept, and one closed record."""

from __future__ import annotations

import pytest

from candidates.models import Candidate
from processes.models import Event, RetentionRule
from recruitcrm.demo.keeping import keep_people
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def test_one_rule_counts_and_one_record_is_closed() -> None:
    cast = Cast()
    cast.payroll().add(cast.ewa, by=cast.nina, at=NOW)
    keep_people(NOW)
    assert [rule.country for rule in RetentionRule.objects.in_force()] == ["SE"]
    assert list(Candidate.objects.exclude(closed_at=None)) == [cast.amira]
    assert Event.objects.get(kind="candidate_closed").by == cast.lea
    kept = Candidate.objects.exclude(kept_until=None)
    assert set(kept) == {cast.jonas}  # Ewa is in Poland, where there is a draft only
