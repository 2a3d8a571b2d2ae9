from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser

from tests.cast import MONDAY, Cast

pytestmark = pytest.mark.django_db

LIST = "/assignments/"


def test_a_recruiter_begins_with_their_own_open_ones(client: Browser) -> None:
    cast = Cast()
    cast.payroll()
    cast.data_engineer()
    client.force_login(cast.nina)
    page = client.get(LIST).content.decode()
    assert "Interim payroll manager" in page
    assert "Data engineer" not in page
    assert "Data engineer" in client.get(LIST, {"whose": "all"}).content.decode()


def test_a_row_says_where_people_stand_and_what_is_late(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll(at=MONDAY - timedelta(weeks=2))
    cast.presented(cast.jonas, payroll)
    payroll.add(cast.amira, by=cast.nina, at=MONDAY).move_to("contacted", by=cast.nina, at=MONDAY)
    ended = payroll.add(cast.ewa, by=cast.nina, at=MONDAY)
    ended.finish("withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=MONDAY)
    client.force_login(cast.nina)
    row = client.get(LIST).context["rows"][0]
    assert [(str(stage["label"]), stage["count"]) for stage in row["stages"]] == [
        ("contacted", 1),
        ("presented", 1),
    ]
    assert row["late"] >= 4  # both first calls, the schedule, the weekly call


def test_closed_ones_come_behind_open_ones(client: Browser) -> None:
    cast = Cast()
    closed = cast.payroll()
    closed.close("lost", words="Another agency was quicker.", by=cast.nina, at=MONDAY)
    cast.data_engineer(at=MONDAY - timedelta(days=90))
    client.force_login(cast.lea)
    assert titles(client) == ["Data engineer"]
    assert titles(client, state="closed") == ["Interim payroll manager"]
    assert titles(client, state="any") == ["Data engineer", "Interim payroll manager"]


def test_the_list_is_narrowed_by_kind_and_by_part_of_title_or_client(client: Browser) -> None:
    cast = Cast()
    cast.payroll()
    cast.data_engineer()
    client.force_login(cast.lea)
    assert titles(client, kind="interim") == ["Interim payroll manager"]
    assert titles(client, q="PAYROLL") == ["Interim payroll manager"]
    assert titles(client, q="lumen") == ["Data engineer"]
    assert titles(client, q="nobody has this") == []


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999", "2"])
def test_a_page_that_nobody_wrote_is_no_error(client: Browser, page: str) -> None:
    client.force_login(Cast().nina)
    assert client.get(LIST, {"page": page, "kind": "x", "state": "x"}).status_code == 200


def test_the_next_page_begins_where_this_one_ends(client: Browser) -> None:
    cast = Cast()
    for number in range(51):
        cast.payroll(at=MONDAY + timedelta(minutes=number))
    client.force_login(cast.nina)
    first, second = client.get(LIST), client.get(LIST, {"page": "2"})
    assert len(first.context["rows"]) == 50
    assert len(second.context["rows"]) == 1
    assert "page=2" in first.content.decode()


def test_twenty_assignments_cost_as_many_queries_as_one(
    client: Browser, django_assert_max_num_queries
) -> None:
    cast = Cast()
    for _number in range(20):
        cast.presented(cast.jonas, cast.payroll())
    client.force_login(cast.nina)
    with django_assert_max_num_queries(8):
        client.get(LIST)


def titles(client: Browser, **asked: str) -> list[str]:
    rows = client.get(LIST, asked).context["rows"]
    return [row["assignment"].title for row in rows]
