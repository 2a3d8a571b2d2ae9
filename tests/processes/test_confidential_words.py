"""Whoever is outside the team of a confidential assignment finds no word of it on any page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mailings.models import Letter
from processes import documents
from processes.letters_seen import letters_seen_by
from tests.cast import NOW, Cast
from tests.secret import WORD, Secret
from tests.test_access import EVERY
from tests.who_may_enter import FOR_STAFF

TITLE = "Successor"
# Ways to look at a page that show more of it than its bare address does.
WAYS = {
    "today": ["whose=all"],
    "assignments": ["whose=all&state=any", f"whose=all&state=any&q={TITLE}"],
    "reports": [f"whose=all&state={state}" for state in ("review", "approved", "sent", "stopped")],
    "reports_review": ["whose=all"],
    "holding": ["whose=all"],
    "mailbox": [f"q={TITLE}", "q=Amira", "q=Sara"],
    "search": [f"q={TITLE}", "q=Nordvik", "q=Amira"],
    "insights": ["months=12"],
    "insights_returning": ["years=10", "came_by=not_known"],
    "gone_quiet": ["whose=everybody"],
    "people_to_log": [f"q={TITLE}", "q=Nordvik"],
    "log_call": ["assignment={assignment}", "candidacy={candidacy}", "follow_up={word}"],
    "candidate_new": ["assignment={assignment}"],
}


@pytest.fixture
def secret(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Secret:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setattr(documents, "render_pdf", lambda html, *, language: b"%PDF" + html.encode())
    return Secret(cast)


def pages(secret: Secret) -> Iterator[tuple[str, str]]:
    """Every page of the agency's people that is not about the assignment, in all its ways.

    That the others are not there for an outsider is asked in tests/test_access.py.
    """
    numbers = {name: getattr(secret, name).pk for name in ("assignment", "candidacy", "word")}
    for address in EVERY:
        if address.name in FOR_STAFF and not address.is_hers:
            for way in ("", *WAYS.get(address.name, [])):
                yield address.name, f"{address.path(secret)}?{way.format(**numbers)}"


def telling(browser: Client, secret: Secret) -> dict[str, str]:
    """The pages on which its word stands, or a way to it, with what stands around it."""
    tells = re.compile(
        f".{{60}}({WORD}|/assignments/{secret.assignment.pk}/|/candidacies/\\d)", re.S
    )
    found = {}
    for name, path in pages(secret):
        answer = browser.get(path, follow=True)
        if one := tells.search(b"".join(answer).decode(errors="replace")):
            found[name] = f"{path}: {one[0]}"
    return found


def test_an_outsider_finds_no_word_of_it_on_any_page(secret: Secret, client: Client) -> None:
    client.force_login(secret.outsider)
    assert telling(client, secret) == {}


def test_the_same_walk_by_one_of_the_team_finds_it_everywhere(
    secret: Secret, client: Client
) -> None:
    client.force_login(secret.lars)
    assert set(telling(client, secret)) >= {
        *("today", "assignments", "candidate", "client", "reports", "reports_review", "holding"),
        *("mailbox", "search", "log_call", "client_closing"),
    }


def test_nor_is_anything_of_it_counted(secret: Secret, client: Client) -> None:
    Letter.objects.update(gave_up_at=NOW, sent_at=None)
    closing = reverse("client_closing", args=[secret.cast.nordvik.pk])
    said: dict[str, tuple[bool, bool]] = {}
    for name, reader in (("outside", secret.outsider), ("lead", secret.cast.lea)):
        client.force_login(reader)
        letters = letters_seen_by(reader).in_trouble().count()
        page = client.get(reverse("today"))
        assert page.context["notices"].letters_in_trouble == letters
        refused = client.post(closing)
        assert refused.status_code == 422
        said[name] = (letters < Letter.objects.count(), b"1 assignment is open" in refused.content)
    assert said == {"outside": (True, False), "lead": (False, True)}
