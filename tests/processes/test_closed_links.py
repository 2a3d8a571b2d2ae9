"""Page by page: whom retention closed is named in what was, and no link leads to a closed door."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from accounts.models import User
from candidates.models import Candidate
from processes import documents
from processes.models import (
    Assignment,
    Candidacy,
    Decline,
    FollowUp,
    HoldingMessage,
    Leaving,
    Placement,
)
from tests.cast import NOW, Cast
from tests.secret import Secret
from tests.test_access import EVERY, WORDS

ABOUT_PEOPLE = r'(?:href|action|hx-get)="(/(?:candidates|candidacies|documents)/\d+/[^"#?]*)'
LINK = re.compile(ABOUT_PEOPLE)
AS_IT_IS_THERE = {
    "preview_assignment",
    "preview_presentation",
}  # what the client sees, documents included


@pytest.fixture
def secret(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Secret:
    """One of everything on an assignment that is over; nobody waits, and all were closed."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setattr(documents, "render_pdf", lambda *_args, **_kwargs: b"%PDF")
    story = Secret(cast)
    for waiting in (HoldingMessage, Decline):
        waiting.objects.all().delete()
    FollowUp.objects.waiting().update(dropped_at=NOW)
    Placement.objects.update(ends_on=NOW.date())
    today = NOW.date()
    Leaving.objects.update(kept_at=NOW, refund_amount=1, refund_currency="SEK", refund_on=today)
    still_there = Candidacy.objects.in_play().exclude(stage="placed")
    still_there.update(ended_at=NOW, end="rejected", end_reason="other", said_no="client")
    Assignment.objects.update(closed_at=NOW, outcome="filled")
    Candidate.objects.update(closed_at=NOW)
    return story


def pages(reader: User, story: Secret) -> Iterator[tuple[str, str]]:
    """What every address shows that opens to them as a page."""
    browser = Browser()
    browser.force_login(reader)
    for address in EVERY:
        if address.name in AS_IT_IS_THERE:
            continue
        if set(re.findall(r"<\w+:(\w+)>", address.route)) - set(WORDS) - {"pk", "place"}:
            continue  # behind a secret
        if "<" in address.route and not set(address.nouns) - {"passkeys/"}:
            continue  # not about what Secret has
        answer: Any = browser.get(address.path(story))
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            yield address.name, answer.content.decode()


def test_no_page_leads_recruiters_to_somebody_who_was_closed(secret: Secret) -> None:
    browser = Browser()
    browser.force_login(secret.nina)
    leads_from: dict[str, set[str]] = {}
    for name, page in pages(secret.nina, secret):
        for link in LINK.findall(page):
            leads_from.setdefault(link, set()).add(name)
    dead = {link for link in leads_from if browser.get(link).status_code == 404}
    assert {link: leads_from[link] for link in dead} == {}


def test_leads_still_find_their_way_and_everybody_reads_the_name(secret: Secret) -> None:
    """And doors about one person, which no link leads to any more, are closed as the page is."""
    amira, rolf = secret.candidacy, secret.placed
    person = f"/candidates/{rolf.candidate_id}/"
    there = [
        (f"/assignments/{secret.assignment.pk}/ended/", "Amira", f"/candidacies/{amira.pk}/"),
        (f"/assignments/{secret.assignment.pk}/", "Rolf", f"/candidacies/{rolf.pk}/"),
        (f"/assignments/{secret.assignment.pk}/timeline/", "Rolf", person),
        ("/gestures/", "Rolf", person),
    ]
    browser = Browser()
    for reader in (secret.nina, secret.cast.lea):
        browser.force_login(reader)
        for path, name, link in there:
            page = browser.get(path).content.decode()
            assert name in page, path
            assert (f'href="{link}"' in page) is reader.leads, path
        for door in ("aftercare", "care", "moving-on"):
            opened = browser.get(f"/candidacies/{rolf.pk}/{door}/").status_code
            assert opened == (200 if reader.leads else 404), door
