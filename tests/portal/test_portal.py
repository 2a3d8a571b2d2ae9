"""The portal: a client's contact reads where their assignments stand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from processes.models import Report
from recruitcrm.chores import do_all
from tests.portal.asking import statements
from tests.processes.reports.story import FRIDAY, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(story) -> Report:
    report = Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
    do_all(FRIDAY)
    report.refresh_from_db()
    return report


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_start_page_shows_this_contacts_assignments_and_no_others(client, cast, story):
    cast.data_engineer()
    page = text(client.get("/portal/"))
    assert "Interim payroll manager" in page and "Week 3 of 5" in page
    assert "2 candidates presented" in page and "2 candidates wait for your word" in page
    assert "Data engineer" not in page


def test_a_contact_without_assignments_reads_what_will_appear(client, cast, story):
    client.force_login(cast.sits_in_portal(cast.peter))
    assert "When you are named on an assignment" in text(client.get("/portal/"))


def test_a_closed_assignment_says_why(client, cast, story):
    for candidacy in story.assignment.candidacies.in_play():
        candidacy.finish("rejected", reason="closed", said_no="client", by=cast.nina, at=on(20, 12))
        story.ring(candidacy, at=on(20, 13), reached=True)
    story.assignment.close("cancelled", words="You reorganise.", by=cast.nina, at=on(20, 14))
    page = text(client.get(f"/portal/assignments/{story.assignment.pk}/"))
    assert "Cancelled by the client" in page and "You reorganise." in page
    assert "Waiting for you" not in page


def test_our_record_counts_what_we_kept_moved_and_gave_late_from_the_first_day(client, story):
    def record() -> tuple[int, int, int]:
        found = client.get(f"/portal/assignments/{story.assignment.pk}/").context["page"].record
        return found.kept, found.moved, found.late

    kept, moved, late = record()
    rows = story.assignment.follow_ups.filter(settled_at__lt=on(13)).order_by("pk")
    first, second = [row for row in rows if row.rule.owes == "us" and not row.rule.clock][:2]
    rows.filter(pk=first.pk).update(due_at=first.settled_at - timedelta(minutes=1))
    rows.filter(pk=second.pk).update(first_due_at=second.due_at - timedelta(days=1))
    assert record() == (kept - 2, moved + 1, late + 1)


def test_a_report_is_shown_as_it_was_sent_and_downloaded(client, report):
    page = text(client.get(f"/portal/reports/{report.pk}/"))
    assert f'src="/portal/reports/{report.pk}/page/"' in page
    assert (
        client.get(f"/portal/reports/{report.pk}/page/").content.decode()
        == report.editions.get().html
    )
    pdf = client.get(f"/portal/reports/{report.pk}/pdf/")
    assert pdf.content == bytes(report.editions.get().pdf.content)
    assert pdf["Content-Disposition"].startswith("attachment; filename=")
    assert pdf["X-Content-Type-Options"] == "nosniff"


def test_a_report_of_the_week_before_is_called_by_the_week_it_tells_of(client, cast, story):
    """Approved on Friday for Monday morning: its first line and the list name the same week."""
    monday = on(23)
    report = Report.objects.draft(story.assignment, monday, at=on(20))
    report.approve(by=cast.nina, at=on(20, 16))
    do_all(monday)
    page = client.get(f"/portal/assignments/{story.assignment.pk}/").context["page"]
    weeks = {row.pk: row.week for row in page.reports}
    assert weeks[report.pk] == report.known(monday).week == 3
    sent = story.assignment.events.get(kind="report_sent", facts__report=report.pk)
    assert sent.facts["week"] == 3


@pytest.mark.parametrize("state", ["draft", "approved", "stopped"])
def test_only_sent_reports_exist_here(client, cast, story, state):
    report = Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
    if state == "approved":
        report.approve(by=cast.nina, at=on(20, 9))
        do_all(on(20, 9))  # rendered, and waiting for its slot
    if state == "stopped":
        report.stop("On holiday", by=cast.nina, at=on(20, 9))
    for part in ("", "page/", "pdf/"):
        assert client.get(f"/portal/reports/{report.pk}/{part}").status_code == 404
    page = text(client.get(f"/portal/assignments/{story.assignment.pk}/"))
    assert "The first report appears here" in page


def test_a_contact_of_another_client_finds_nothing_here(client, cast, story, report):
    client.force_login(cast.sits_in_portal(cast.peter))
    for address in addresses(story, report):
        assert client.get(address).status_code == 404


def test_a_colleague_who_is_not_named_on_it_finds_nothing_either(client, cast, story, report):
    cast.hugo.pk = None
    cast.hugo.email, cast.hugo.first_name = "other@nordvik.example", "Olle"
    cast.hugo.save()
    client.force_login(cast.sits_in_portal(cast.hugo))
    for address in addresses(story, report):
        assert client.get(address).status_code == 404


def test_the_door_closes_when_the_contact_leaves(client, cast, story, report):
    cast.sara.is_active = False
    cast.sara.save()
    for address in addresses(story, report):
        assert client.get(address).status_code == 404
    assert "Interim payroll manager" not in text(client.get("/portal/"))


def test_staff_have_pages_of_their_own(client, cast, story, report):
    client.force_login(cast.ada)
    for address in [*addresses(story, report), "/portal/"]:
        assert client.get(address).status_code == 403


def test_it_is_read_only(client, story, report):
    for address in [*addresses(story, report), "/portal/"]:
        for ask in (client.post, client.put, client.delete, client.patch):
            assert ask(address).status_code == 405


def test_it_speaks_the_readers_language(client, cast, story):
    cast.sara.user.language = "sv"
    cast.sara.user.save()
    answer = client.get(f"/portal/assignments/{story.assignment.pk}/")
    assert answer["Content-Language"] == "sv"
    assert "tis 24 nov 09:00" in text(answer).lower()


def test_pages_take_few_queries(client, story, report):
    assert len(statements(client, "/portal/")) <= 6
    assert len(statements(client, f"/portal/assignments/{story.assignment.pk}/")) <= 10
    assert len(statements(client, f"/portal/reports/{report.pk}/")) <= 6


def addresses(story, report) -> list[str]:
    return [
        f"/portal/assignments/{story.assignment.pk}/",
        *(f"/portal/reports/{report.pk}/{part}" for part in ("", "page/", "pdf/")),
    ]
