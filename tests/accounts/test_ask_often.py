from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Value

from accounts.asked_often import asked_often
from accounts.models import User
from tests.cast import Cast


def test_a_question_is_composed_once_and_asked_of_anybody(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    composed = []

    @asked_often
    def active(pk: int) -> QuerySet[User]:
        composed.append(pk)
        return User.objects.filter(pk=pk, is_active=True).annotate(seen=Value("yes"))

    with django_assert_num_queries(3):
        found: Any = active(cast.nina.pk)
        other = active(cast.lea.pk)
        nobody = active(0)
    assert (found, other, nobody) == (cast.nina, cast.lea, None)
    assert found.seen == "yes"
    assert len(composed) == 1


def test_what_has_changed_meanwhile_is_seen(cast: Cast) -> None:
    @asked_often
    def active(pk: int) -> QuerySet[User]:
        return User.objects.filter(pk=pk, is_active=True)

    assert active(cast.nina.pk) == cast.nina
    User.objects.filter(pk=cast.nina.pk).update(is_active=False)
    assert active(cast.nina.pk) is None
