"""Friday in five minutes: through all drafts, the next to go out first, with how many are left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Leave
from processes.models import Report
from processes.reports.review import Review
from tests.processes.reports.story import FRIDAY, on
from tests.processes.reports.typed import comment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
HOUR = timedelta(hours=1)


@pytest.fixture
def drafts(cast, client) -> list[Report]:
    """Three of Nina's, the second an hour before the others, and one of Rasmus'."""
    client.force_login(cast.nina)
    drafted = [cast.payroll(), cast.payroll(), cast.payroll(), cast.data_engineer()]
    slots = [FRIDAY, FRIDAY - HOUR, FRIDAY, FRIDAY + HOUR]
    return [
        Report.objects.draft(assignment, slot, at=on(19, 15))
        for assignment, slot in zip(drafted, slots, strict=True)
    ]


def of(page) -> tuple[int, int | None, int | None]:
    report = page.context["report"]
    return report.drafts_left, report.draft_before, report.draft_behind


def test_the_way_leads_through_ones_own_by_when_they_go_out(client, drafts):
    first, early, last, _theirs = (draft.pk for draft in drafts)
    start = client.get("/reports/review/")
    assert start.url == f"/reports/{early}/?whose=mine"
    assert of(client.get(start.url)) == (3, None, first)
    assert of(client.get(f"/reports/{first}/?whose=mine")) == (3, early, last)
    assert of(client.get(f"/reports/{last}/?whose=mine")) == (3, first, None)


def test_a_lead_goes_through_everybodys(client, cast, drafts):
    client.force_login(cast.lea)
    last, theirs = drafts[2].pk, drafts[3].pk
    assert client.get("/reports/review/").url == f"/reports/{drafts[1].pk}/?whose=all"
    assert of(client.get(f"/reports/{theirs}/")) == (4, last, None)
    assert of(client.get(f"/reports/{theirs}/?whose=mine"))[0] == 0


def test_approving_goes_on_to_the_next_with_how_many_are_left(client, drafts):
    first, early, last, _theirs = (draft.pk for draft in drafts)
    order = [(early, first, "2 are left"), (first, last, "1 is left")]
    for here, following, said in order:
        answer = client.post(f"/reports/{here}/approval/?whose=mine", comment("Hello"), follow=True)
        assert answer.redirect_chain == [(f"/reports/{following}/?whose=mine", 302)]
        assert said in answer.content.decode()
    answer = client.post(f"/reports/{last}/sending/?whose=mine", follow=True)
    assert answer.redirect_chain == [("/reports/?whose=mine", 302)]
    page = answer.content.decode()
    assert "That was the last one" in page and "Nothing to review" in page
    assert {draft.state for draft in Report.objects.all()} == {"approved", "draft"}
    assert Report.objects.to_review().get() == drafts[3]


def test_behind_the_last_comes_what_was_left_out_on_the_way(client, drafts):
    first, early, last, _theirs = (draft.pk for draft in drafts)
    answer = client.post(f"/reports/{last}/skip/?whose=mine", {"reason": "The fair"})
    assert answer.url == f"/reports/{early}/?whose=mine"
    assert of(client.get(answer.url)) == (2, None, first)


def test_without_a_review_one_stays_at_the_report(client, drafts):
    answer = client.post(f"/reports/{drafts[0].pk}/approval/")
    assert answer.url == f"/reports/{drafts[0].pk}/"


def test_where_nothing_is_left_the_list_says_so(client, cast, drafts):
    client.force_login(cast.ada)
    assert client.get("/reports/review/?whose=mine").url == "/reports/?whose=mine"


def test_what_a_colleague_approves_meanwhile_is_not_met_again(client, cast, drafts):
    page = client.get(f"/reports/{drafts[1].pk}/?whose=mine")
    assert of(page)[2] == drafts[0].pk
    drafts[0].approve(by=cast.lea, at=on(20))
    answer = client.post(f"/reports/{drafts[1].pk}/approval/?whose=mine")
    assert answer.url == f"/reports/{drafts[2].pk}/?whose=mine"


def test_the_page_asks_no_more_where_a_hundred_wait(
    client, cast, drafts, django_assert_num_queries
):
    address = f"/reports/{drafts[0].pk}/?whose=mine"
    client.get(address)
    with django_assert_num_queries(2):
        review = Review.read("mine", cast.nina)
        list(review.placed(Report.objects.filter(pk=drafts[0].pk)))
        review.next(drafts[0])


def test_a_deputy_reviews_for_whoever_is_away(client, cast, drafts):
    today = timezone.localdate()
    leave = {"starts_on": today, "ends_on": today + timedelta(days=2), "deputy": cast.nina}
    Leave.objects.create(user=cast.rasmus, begun_at=timezone.now(), **leave)
    assert of(client.get(f"/reports/{drafts[2].pk}/?whose=mine")) == (4, drafts[0].pk, drafts[3].pk)
    assert "Data engineer" in client.get("/reports/?whose=mine").content.decode()


def test_today_leads_into_the_review(client, cast, drafts):
    page = client.get("/").content.decode()
    assert 'href="/reports/review/?whose=mine"' in page
    assert f'href="/reports/{drafts[1].pk}/?whose=mine"' in page
