"""A vacancy is published by somebody, read by anyone, and gone the moment it should be."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import CannotPublish, Closing, EventKind, Vacancy
from tests.cast import MONDAY, NOW, Cast
from tests.processes.vacancies.story import WORDS, Story


def can_be_read(vacancy: Vacancy, at: datetime = NOW) -> bool:
    return Vacancy.objects.published(at).filter(pk=vacancy.pk).exists()


def test_publishing_is_an_event_and_counts_from_then(story: Story, cast: Cast) -> None:
    assert can_be_read(story.vacancy)
    assert not can_be_read(story.vacancy, MONDAY - timedelta(minutes=1))
    event = story.assignment.events.get(kind=EventKind.VACANCY_PUBLISHED)
    assert (event.by, event.at, event.visible_to_client) == (cast.rasmus, MONDAY, False)


def test_twice_is_once(story: Story, cast: Cast) -> None:
    assert story.vacancy.publish(by=cast.nina, at=NOW) is None
    story.vacancy.refresh_from_db()
    assert story.vacancy.published_at == MONDAY
    assert story.vacancy.withdraw(by=cast.nina, at=NOW) is not None
    assert story.vacancy.withdraw(by=cast.nina, at=NOW) is None


def test_a_withdrawn_one_may_come_back_at_the_same_address(story: Story, cast: Cast) -> None:
    slug = story.vacancy.slug
    story.vacancy.withdraw(by=cast.nina, at=NOW)
    assert not can_be_read(story.vacancy)
    story.vacancy.publish(by=cast.nina, at=NOW)
    assert can_be_read(story.vacancy)
    assert story.vacancy.slug == slug


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"about": " "}, "what the role is about"),
        ({"valid_until": None}, "no last day"),
        ({"valid_until": date(2026, 11, 19)}, "is over"),
    ],
)
def test_what_is_missing_is_said(cast: Cast, wrong: dict[str, object], why: str) -> None:
    vacancy = Vacancy(assignment=cast.payroll())
    vacancy.write(at=MONDAY, **(WORDS | wrong))
    with pytest.raises(CannotPublish, match=why):
        vacancy.publish(by=cast.nina, at=NOW)
    assert not can_be_read(vacancy)


def test_a_confidential_assignment_is_published_by_nobody(cast: Cast) -> None:
    vacancy = Vacancy(assignment=cast.payroll(confidential=True))
    vacancy.write(at=MONDAY, **WORDS)
    with pytest.raises(CannotPublish, match="confidential"):
        vacancy.publish(by=cast.nina, at=NOW)


def test_the_last_day_belongs_to_it_in_the_agencys_time(story: Story) -> None:
    evening = datetime(2027, 1, 31, 22, 59, tzinfo=UTC)  # 23:59 in Stockholm
    assert can_be_read(story.vacancy, evening)
    assert not can_be_read(story.vacancy, evening + timedelta(minutes=1))


@pytest.mark.parametrize("how", ["withdrawn", "closed", "being closed", "confidential", "draft"])
def test_what_is_over_or_never_was_is_nowhere(
    client: Browser, story: Story, cast: Cast, how: str
) -> None:
    vacancy, assignment = story.vacancy, story.assignment
    if how == "withdrawn":
        vacancy.withdraw(by=cast.rasmus, at=NOW)
    elif how == "closed":
        assignment.close("lost", words="Lost", by=cast.rasmus, at=NOW)
    elif how == "being closed":
        assignment.add(cast.ewa, by=cast.rasmus, at=MONDAY, applied=True)
        Closing.objects.begin(assignment, "lost", words="Lost", letters={}, by=cast.rasmus, at=NOW)
    elif how == "confidential":
        type(assignment).objects.update(confidential=True)
    else:
        Vacancy.objects.update(published_at=None)
    gone = 404 if how in {"confidential", "draft"} else 410
    page = vacancy.get_absolute_url()
    for address in (page, f"{page}application/", f"{page}thanks/"):
        answer = client.get(address)
        assert answer.status_code == gone
        assert (b"Data engineer" in answer.content) is (gone == 410)
        assert b'href="/jobs/"' in answer.content  # whoever followed an old link reads on there
    for address in ("/jobs/", "/jobs/feed.xml", "/jobs/sitemap.xml"):
        assert vacancy.slug not in client.get(address).content.decode()


def test_what_closing_took_away_comes_back_only_if_somebody_publishes_it(
    story: Story, cast: Cast
) -> None:
    story.assignment.close("lost", words="Lost", by=cast.rasmus, at=NOW)
    later = NOW + timedelta(days=1)
    type(story.assignment).objects.update(closed_at=None, outcome="")
    assert not can_be_read(story.vacancy, later)
    story.vacancy.refresh_from_db()
    assert story.vacancy.publish(by=cast.rasmus, at=later) is not None
    assert can_be_read(story.vacancy, later)


def test_nor_does_it_come_back_when_the_assignment_is_confidential_no_more(
    story: Story, cast: Cast
) -> None:
    for confidential in (True, False):
        story.assignment.edit(
            by=cast.rasmus, at=NOW, contacts=[], must_haves=[], confidential=confidential
        )
    assert not can_be_read(story.vacancy)


def test_a_closing_that_is_called_off_says_that_it_can_be_read_again(
    client: Browser, story: Story, cast: Cast
) -> None:
    story.assignment.add(cast.ewa, by=cast.rasmus, at=MONDAY, applied=True)
    Closing.objects.begin(
        story.assignment, "lost", words="Lost", letters={}, by=cast.rasmus, at=NOW
    )
    assert not can_be_read(story.vacancy)
    client.force_login(cast.rasmus)
    address = reverse("closing_calling_off", args=[story.assignment.pk])
    answer = client.post(address, follow=True)
    assert "Its vacancy can be read again" in answer.content.decode()


def test_nobody_guesses_an_address(cast: Cast) -> None:
    vacancy = Vacancy(assignment=cast.payroll())
    vacancy.write(at=MONDAY, **(WORDS | {"title": "Lönechef / HR"}))
    stem, _dash, rest = vacancy.slug.rpartition("-")
    assert stem == "lonechef-hr"
    assert len(rest) == 6
