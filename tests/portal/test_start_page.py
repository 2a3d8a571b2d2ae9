"""The page that the portal begins with: this contact's assignments, open and closed."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client as Browser

from portal import start
from processes.models import Assignment, Meeting
from tests.cast import Cast
from tests.processes.reports.story import Story, on

pytestmark = pytest.mark.django_db


def cards(browser: Browser) -> dict[str, tuple[bool, str, str]]:
    found = browser.get("/portal/").context["cards"]
    return {one.title: (one.is_open, one.next_step, one.next_when) for one in found}


def test_the_next_date_is_a_meeting_or_what_was_agreed(
    client: Browser, cast: Cast, story: Story
) -> None:
    title = story.assignment.title
    assert cards(client)[title] == (True, "You meet a candidate", "Tue 24 Nov 09:00")
    Meeting.objects.get().cancel(by=cast.nina, at=on(20))
    assert cards(client)[title] == (True, "Your meetings with candidates", "Tue 24 Nov")
    Assignment.objects.update(meetings_on=date(2026, 11, 19))
    assert cards(client)[title] == (True, "Your decision", "Mon 30 Nov")
    Assignment.objects.update(decision_on=None)
    assert cards(client)[title] == (True, "", "")


def test_open_ones_come_first_and_closed_ones_stay(
    client: Browser, cast: Cast, story: Story
) -> None:
    page = client.get("/portal/").content.decode()
    assert "Closed" not in page  # nor a heading over what is all there is
    other = cast.payroll(at=on(3), decision_on=date(2026, 12, 24))
    Assignment.objects.filter(pk=other.pk).update(
        title="HR partner", closed_at=on(10), outcome="cancelled"
    )
    page = client.get("/portal/").content.decode()
    assert page.index("Open <") < page.index("Interim payroll") < page.index("Closed <")
    assert page.index("Closed <") < page.index("HR partner")
    assert cards(client)["HR partner"] == (False, "", "")
    assert f'href="/portal/assignments/{other.pk}/"' in page


def test_one_meets_only_whom_one_knows_and_who_is_still_there(
    client: Browser, cast: Cast, story: Story
) -> None:
    Meeting.objects.all().delete()
    Meeting.objects.book(story.unseen[0], starts_at=on(21), by=cast.nina, at=on(20))
    gone = story.jonas
    Meeting.objects.book(gone, starts_at=on(21), by=cast.nina, at=on(20))
    gone.finish("withdrawn", reason="salary", said_no="candidate", by=cast.nina, at=on(20))
    assert cards(client)[story.assignment.title][1] == "Your meetings with candidates"


def test_many_stand_on_several_pages(
    client: Browser, cast: Cast, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.payroll(at=on(3))
    monkeypatch.setattr(start, "AT_MOST", 1)
    first, second, odd = (client.get("/portal/", {"page": page}) for page in ("1", "2", "-1"))
    assert [len(one.context["cards"]) for one in (first, second)] == [1, 1]
    assert first.context["cards"] != second.context["cards"]
    assert 'href="?page=2"' in first.content.decode()
    assert 'href="?page=1"' in second.content.decode() and "page=3" not in second.content.decode()
    assert odd.context["cards"] == first.context["cards"]
