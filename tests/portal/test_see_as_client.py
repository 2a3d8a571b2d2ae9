"""See it as the client sees it: the portal's own page, as one of its people, and nothing noted."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import TrailEntry
from portal.previews import LeadsNowhere, Preview
from processes.models import Assignment, Presentation, Report, SharedDocument
from processes.seen import seen
from recruitcrm.chores import do_all
from tests.cast import Cast
from tests.processes.reports.story import FRIDAY, Story, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Cast, client: Browser, quick_pdf, at_friday) -> Story:
    """Nina looks at what her client sees; Sara has an account, Hugo none."""
    story = Story(cast)
    cast.sits_in_portal(cast.sara)
    client.force_login(cast.nina)
    return story


@pytest.fixture
def payroll(cast: Cast, client: Browser, at_friday) -> Assignment:
    """The same, with nothing on it yet."""
    client.force_login(cast.nina)
    return cast.payroll(at=on(2))


def page_of(answer) -> str:
    page: str = answer.content.decode()
    return page[page.index("portal-page") :]


def url(assignment: Assignment, contact=None) -> str:
    asked = f"?contact={contact.pk}" if contact else ""
    return reverse("preview_assignment", args=[assignment.pk]) + asked


def send_all(story: Story) -> Report:
    """A report and a presentation went out, and a document is shared."""
    report = Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
    draft = Presentation.objects.draft(story.assignment, number=1, at=FRIDAY)
    sara = story.cast.sara
    draft.write([story.amira], introduction="", feedback_on=None, recipients=[sara])
    draft.send(by=story.cast.nina, at=FRIDAY)
    cv = {"kind": "cv", "name": "CV.pdf", "size": 1, "added_at": FRIDAY}
    document = story.cast.amira.documents.create(**cv, by=story.cast.nina)
    SharedDocument.share(document, story.amira, by=story.cast.nina, at=FRIDAY)
    do_all(FRIDAY)
    do_all(FRIDAY + timedelta(minutes=5))
    report.refresh_from_db()
    assert report.sent_at
    return report


def without_links(page: str) -> str:
    """What is to be read of a page, from its heading on."""
    text = re.sub(r"<header.*?</header>|href=\"[^\"]*\"|nonce=\"[^\"]*\"", "", page, flags=re.S)
    return " ".join(text[: text.index("</body>")].split())


def test_it_is_the_very_page_that_the_contact_reads(client, cast, story) -> None:
    send_all(story)
    mine = page_of(client.get(url(story.assignment)))
    client.force_login(cast.sara.user)
    theirs = page_of(client.get(reverse("portal_assignment", args=[story.assignment.pk])))
    assert without_links(mine) == without_links(theirs)
    assert "CANARY" not in mine


def test_its_links_lead_where_staff_may_go_and_nothing_is_noted(
    client, cast, story, django_assert_max_num_queries
) -> None:
    report = send_all(story)
    with django_assert_max_num_queries(18):
        page = page_of(client.get(url(story.assignment)))
    assert "/portal/" not in page
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]+)"', page)}
    [presentation] = Presentation.objects.all()
    for expected in (
        reverse("report", args=[report.pk]),
        reverse("report_pdf", args=[report.pk]) + "?language=en",
        reverse("presentation_pdf", args=[presentation.pk, "en"]),
        reverse("document", args=[cast.amira.documents.get().pk]),
        reverse("preview_presentation", args=[presentation.pk]) + f"?contact={cast.sara.pk}",
    ):
        assert expected in links
    followed = [link for link in links if not link.startswith(("/static/", "/documents/"))]
    assert len(followed) >= 5
    for link in followed:
        answer = client.get(link)
        assert answer.status_code == 200, link
        if "as-the-client" in link:
            assert "/portal/" not in page_of(answer)
    assert not TrailEntry.objects.filter(action="read", by=cast.sara.user).exists()
    assert [one.last_at for one in seen(story.assignment, [report]).readers] == [None, None]


def test_the_decider_comes_first_and_others_who_may_see_it_can_be_chosen(
    client, cast, payroll
) -> None:
    page = client.get(url(payroll)).content.decode()
    assert "This is what Sara Berg sees" in page
    assert f'href="{url(payroll, cast.hugo)}"' in page
    cast.hugo.language = "sv"
    cast.hugo.save()
    page = client.get(url(payroll, cast.hugo)).content.decode()
    assert "This is what Hugo Falk sees" in page, "the banner is for us, in our language"
    assert "Hugo has no access to the portal yet" in page
    assert '<html lang="sv">' in page and "Vecka 3 av 5" in page


@pytest.mark.parametrize("who", ["peter", "nobody", "0"])
def test_nobody_who_may_not_see_it_can_be_chosen(client, cast, payroll, who: str) -> None:
    asked = cast.peter.pk if who == "peter" else who
    assert client.get(f"{url(payroll)}?contact={asked}").status_code == 404


def test_a_client_without_anybody_to_see_it_is_told_so(client, cast, payroll) -> None:
    Assignment.contacts.through.objects.all().delete()
    Assignment.objects.update(ordered_by=None, decider=None)
    answer = client.get(url(payroll))
    assert "Nobody at the client sees this assignment yet" in answer.content.decode()


def test_what_is_hidden_from_somebody_is_no_page_for_them(client, cast, payroll) -> None:
    payroll.confidential = True
    payroll.save()
    assert client.get(url(payroll)).status_code == 200
    client.force_login(cast.rasmus)
    assert client.get(url(payroll)).status_code == 404


def test_what_has_not_gone_out_is_not_shown(client, payroll) -> None:
    draft = Presentation.objects.draft(payroll, number=1, at=FRIDAY)
    assert client.get(reverse("preview_presentation", args=[draft.pk])).status_code == 404


def test_a_link_that_nobody_thought_of_is_an_error_and_no_dead_end(cast, payroll) -> None:
    preview = Preview(payroll, cast.sara)
    with pytest.raises(LeadsNowhere):
        preview.turned(f'<a href="{reverse("portal_report_page", args=[1])}">')
