"""A marker in every field of every model: a client's contact reads the told ones of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.test import Client as Browser

from accounts.letters import invite, write_to
from accounts.models import TrailEntry
from candidates.models import Candidate
from clients.models import Contact
from mailings.models import Letter
from portal import doors
from portal.wall.crossing import behind_the_wall
from portal.wall.told import TOLD
from processes.models import Candidacy
from processes.models.which_assignments import AssignmentQuerySet
from tests.portal.addresses import portal_addresses
from tests.portal.markers import found_in, unmarked
from tests.portal.whole_database import whole_database
from tests.portal.worlds import Worlds
from tests.processes.reports.story import FRIDAY

pytestmark = pytest.mark.django_db

# All that a client may find in a page, a file or a letter, of their own assignments. A name, a
# recommendation and the like only of people who were presented.
MAY_READ = {
    "accounts.Agency": "name phone email",
    "accounts.User": "email full_name phone",  # the recruiter, the team, and who reads
    "candidates.Candidate": "first_name last_name headline city expects",
    "candidates.Document": "name content_type",  # of those shared
    "clients.Client": "name",
    "clients.Contact": "first_name last_name",
    "mailings.Attachment": "filename sha256",
    "processes.Assignment": "title closing_words offers",
    "processes.BriefVersion": "changes dates_words",
    "processes.Candidacy": "recommendation risk",
    "processes.Fit": "evidence",
    "processes.Meeting": "place link agenda",
    "processes.MeetingGuide": "wants_words show case explore",
    "processes.MustHave": "text",
    "processes.Obstacle": "title evidence effect option_one option_two proposal decision outcome",
    "processes.PlannedActivity": "text texts",
    "processes.Presentation": "introduction",
    "processes.Report": "comments decisions actions",
    "processes.TargetCompany": "name",
}
# And behind the wall beside that, for the machinery of its pages.
MAY_ASK = MAY_READ | {
    "clients.Contact": "first_name last_name title",
    "mailings.Attachment": "filename content_type content sha256",
    "processes.Assignment": "title closing_words place offers",
    "processes.PlannedActivity": "text texts milestone",
    "processes.PresentationEdition": "subject html text",
    "processes.ReportEdition": "subject html text",
    "processes.ScheduleEdition": "subject html text",
    "processes.TargetCompany": "name plain_name",
}
OF_SOMEBODY = {"candidates.Candidate", "processes.Candidacy", "processes.Fit"}
Found = set[tuple[str, str, int]]


@pytest.fixture
def worlds(cast, quick_pdf, at_friday, settings, client) -> Worlds:
    settings.MAIL_GOES_OUT = False
    worlds = Worlds(cast)
    client.force_login(worlds.reader)
    return worlds


def read(browser: Browser, worlds: Worlds) -> Found:
    """Every marker in every answer that a contact can get, its headers included."""
    return {found for answer in answers(browser, worlds) for found in found_in(answer)}


def answers(browser: Browser, worlds: Worlds) -> Iterator[str]:
    for address in portal_addresses(worlds.reader):
        answer = browser.get(address)
        assert answer.status_code == 200 or not address.endswith(".ics")
        content = b"".join(answer) if answer.streaming else answer.content
        text = content.decode(errors="replace").replace("\r\n ", "")  # lines of a calendar fold
        yield f"{answer.headers}{text}"


def refuse(found: Found, worlds: Worlds, may: dict[str, str]) -> None:
    """Nothing that is internal, nothing of the other client, nobody who was not presented."""
    internal = {one for one in found if one[1] not in may.get(one[0], "").split()}
    assert internal == set()
    assert {one for one in found if (one[0], one[2]) in worlds.of_b} == set()
    assert {one for one in found if one[0] in OF_SOMEBODY and not is_presented(*one)} == set()


def is_presented(label: str, _column: str, pk: int) -> bool:
    row = apps.get_model(label)._base_manager.get(pk=pk)
    if isinstance(row, Candidate):
        return row.candidacies.filter(presented_at__isnull=False).exists()
    candidacy: Candidacy = getattr(row, "candidacy", row)
    return candidacy.presented_at is not None


def test_every_page_and_letter_tells_what_is_told_and_reading_writes_nothing(client, worlds):
    assert unmarked() == []
    client.get("/portal/")  # the session of whoever reads
    before, noted = whole_database(), TrailEntry.objects.count()
    found = read(client, worlds)
    assert whole_database() == before
    assert TrailEntry.objects.count() > noted
    refuse(found, worlds, MAY_READ)
    assert {"processes.Obstacle", "processes.Report", "candidates.Candidate"} <= {
        label for label, *_ in found
    }
    invite(worlds.reader, by=worlds.a.cast.nina, at=FRIDAY)
    write_to(worlds.reader, "login_code", at=FRIDAY, code="ABC-123")
    contacts = ContentType.objects.get_for_model(Contact)
    hers = Q(recipient_type=contacts, recipient_id=worlds.a.cast.sara.pk)
    letters = Letter.objects.filter(hers | Q(to=worlds.reader.email), cancelled_at=None)
    kinds = {letter.kind for letter in letters}
    assert {"weekly_report", "presentation", "schedule", "feedback_reminder", "account"} <= kinds
    for letter in letters:
        files = [bytes(file.content).decode() for file in letter.attachments.all()]
        said = "".join([letter.subject, letter.from_name, letter.html, letter.text, *files])
        refuse(set(found_in(said)), worlds, MAY_READ)


def test_without_any_filter_the_wall_shows_nothing_more(client, worlds, monkeypatch):
    with behind_the_wall(worlds.a.cast.sara.pk):
        everything = [
            repr(list(apps.get_model(told.model)._base_manager.values_list())) for told in TOLD
        ]
    refuse({one for rows in everything for one in found_in(rows)}, worlds, MAY_ASK)

    monkeypatch.setattr(AssignmentQuerySet, "visible_to", lambda rows, user: rows)
    refuse(read(client, worlds), worlds, MAY_READ)

    monkeypatch.setattr(doors, "behind_the_wall", lambda *args, **about: nullcontext())
    with pytest.raises(AssertionError):  # or this canary could not sing
        refuse(read(client, worlds), worlds, MAY_READ)
