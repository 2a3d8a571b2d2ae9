"""Who may enter: every address of the product, tried as everybody, with things that are really
there. An address that is listed nowhere fails; a new one is one line in tests/who_may_enter.py.

A refusal says 403 or 404 or leads away, and leaves the database as it was.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from copy import copy, deepcopy
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.access import ClosedUnlessOpened
from accounts.models import User
from accounts.signing_in.backend import KnowsWhoOwesAFactor
from processes import documents
from tests.cast import NOW, Cast
from tests.secret import Secret
from tests.who_may_enter import (
    FOR_ADMINS,
    FOR_CONTACTS,
    FOR_LEADS,
    FOR_SIGNED_IN,
    FOR_STAFF,
    LISTED,
    OPEN_TO_ANYONE,
)

# What an address is about, an attribute of ``Secret``: by what stands before the number in it, or
# by its name where that tells more. HERS is of Nina's confidential assignment, or her own.
HERS = {
    "applications/": "application",
    "touchpoints/": "touchpoint",
    "activities/": "activity",
    "assignments/": "assignment",
    "candidacies/": "candidacy",
    "companies/": "company",
    "declines/": "decline",
    "events/": "event",
    "follow-ups/": "word",
    "hints/": "hint",
    "holding/": "message",
    "leave/": "leave",
    "mailbox/": "letter",
    "attachments/": "attachment",
    "bulk/": "bulk",
    "meetings/": "meeting",
    "obstacles/": "obstacle",
    "offers/": "offer",
    "other-processes/": "other_process",
    "presentations/": "presentation",
    "reports/": "report",
    "schedules/": "schedule",
    "sent-guides/": "sent_guide",
    "candidacy_aftercare": "placed",
    "candidacy_extension": "placed",
    "care": "placed",
    "candidacy_leaving": "placed",
    "extension_agreement": "placed",
    "extension_side": "placed",
    "leaving_refund": "left",
    "leaving_replacement": "left",
    "placement_start": "placed",
    "placement_terms": "placed",
    "saved_search_criteria": "saved_search",
    "saved_search_edit": "saved_search",
    "saved_search_removal": "saved_search",
    "report_compare": "sent_report",
    "report_page": "sent_report",
    "report_pdf": "sent_report",
    "portal_document": "shared",
    "portal_report": "sent_report",
    "portal_report_page": "sent_report",
    "portal_report_pdf": "sent_report",
}
EVERYBODYS = {
    "candidates/": "cast.amira",
    "clients/": "cast.nordvik",
    "contacts/": "cast.hugo",
    "documents/": "document",
    "passkeys/": "factor",
    "exports/": "export",
    "import/": "taken_import",
    "tables/": "import_sheet",
    "merge/": "cast.ewa",
    "merges/": "merge",
    "not-the-same/": "cast.ewa",
    "people/": "lars",
    "pool-members/": "pool_member",
    "pools/": "pool",
    "pool_rule": "pool_by_rule",
    "candidate_reopening": "closed_person",
    "retention_rule_ending": "rule_in_force",
    "report-schedules/": "report_schedule",
    "retention/": "retention_rule",
    "roles/": "job_role",
    "saved-searches/": "saved_search",
    "trial-periods/": "trial_default",
}
# What else stands in addresses, and what has to be sent so that they are understood.
WORDS: dict[str | tuple[str, str], str] = {
    "contract": "permanent",
    "slug": "payroll-manager-000000",
    "figure": "answered",
    "kind": "interim",
    "language": "en",
    "place": "0",
    "side": "client",
    "table": "kinds",
    ("bulk", "kind"): "pool",
    ("bulk_change", "kind"): "pool",
    ("bulk_taking", "kind"): "pool",
    ("policy_edit", "kind"): "next_word",
    ("policy_preview", "kind"): "next_word",
    ("policy_reset", "kind"): "next_word",
    ("text", "kind"): "decline",
    ("text_default", "kind"): "decline",
    ("text_preview", "kind"): "decline",
}
SENT: dict[str, dict[str, str]] = {"report_proposals": {"part": "decisions"}}
# What is written at any visit, refused or not.
APART = ["django_session", "accounts_trailentry", "shared_cache", "usersessions_usersession"]


@dataclass(frozen=True)
class Address:
    """A view by its name, and its path as it is written in the urls."""

    name: str
    route: str

    @property
    def is_hers(self) -> bool:
        """Whether it is about the confidential assignment, or Nina's own."""
        return any(about in HERS for about in (self.name, *self.nouns))

    @property
    def nouns(self) -> list[str]:
        return re.findall(r"([\w-]+/)<int:", self.route)

    def path(self, secret: Secret) -> str:
        def stands_for(part: re.Match[str]) -> str:
            noun, kind, argument = part.groups()
            if kind == "int" and argument != "place":
                return f"{noun}{self.thing(secret, noun).pk}"
            return f"{noun}{WORDS.get((self.name, argument), WORDS[argument])}"

        return "/" + re.sub(r"([\w-]*/?)<(\w+):(\w+)>", stands_for, self.route)

    def thing(self, secret: Secret, noun: str) -> Any:
        both = HERS | EVERYBODYS
        thing: Any = secret
        for part in (both[self.name] if self.name in both else both[noun]).split("."):
            thing = getattr(thing, part)
        return thing


def addresses(patterns: list[URLPattern | URLResolver], begin: str = "") -> Iterator[Address]:
    for pattern in patterns:
        here = begin + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here)
        elif not str(pattern.pattern).startswith("^"):
            yield Address(pattern.name or "", here)


EVERY = list(addresses(get_resolver().url_patterns))


def test_every_address_is_listed_and_every_listed_one_exists() -> None:
    names = {address.name for address in EVERY} | {"account_reset_password_from_key"}
    assert names - LISTED == set(), "say in who_may_enter.py who may"
    assert LISTED - names == set(), "listed, but gone"


@dataclass(frozen=True)
class Visitor:
    """Somebody at a browser: the names that are open to them; ``hers``: her things as well.

    ``busy``: once in, they send an empty form, too; of the others one answer is enough.
    """

    who: str
    user: User | None
    open: frozenset[str]
    hers: bool = True
    busy: bool = False

    def may_enter(self, address: Address) -> bool:
        return address.name in self.open and (self.hers or not address.is_hers)


def visitors(secret: Secret) -> list[Visitor]:
    contacts, staff = frozenset(FOR_CONTACTS | FOR_SIGNED_IN), frozenset(FOR_STAFF | FOR_SIGNED_IN)
    return [
        Visitor("nobody", None, frozenset()),
        Visitor("contact of this client", secret.sara, contacts, busy=True),
        Visitor("contact of another client", secret.peter, contacts, hers=False),
        Visitor("recruiter", secret.nina, staff),
        Visitor("recruiter outside the team", secret.outsider, staff, hers=False),
        Visitor("lead", secret.cast.lea, staff | FOR_LEADS),
        Visitor("admin", secret.cast.ada, staff | FOR_LEADS | FOR_ADMINS, busy=True),
    ]


@pytest.fixture
def secret(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Secret:
    """No page is drawn, no PDF made, no log written: it is asked who gets as far as that."""
    empty = SimpleNamespace(render=lambda *_args, **_kwargs: "")
    drawn = SimpleNamespace(
        render_to_string=lambda *_args, **_kwargs: "", get_template=lambda _name: empty
    )
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setattr(documents, "render_pdf", lambda *_args, **_kwargs: b"%PDF")
    secret = Secret(cast)
    for user in User.objects.all():  # their pages ask for the password once more, so any will do
        RecoveryCodes.activate(user)
        secret.factor = Authenticator.objects.create(user=user, type="totp", data={})
    monkeypatch.setattr("django.shortcuts.loader", drawn)
    monkeypatch.setattr("django.views.defaults.loader", drawn)
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    known = cache(KnowsWhoOwesAFactor().get_user)  # asked once a person, not 2,500 times
    monkeypatch.setattr(KnowsWhoOwesAFactor, "get_user", lambda _self, pk: copy(known(pk)))
    return secret


def test_everybody_enters_what_is_theirs_and_nothing_else(secret: Secret) -> None:
    closed = [address for address in EVERY if address.name in LISTED - OPEN_TO_ANYONE]
    paths = {address: address.path(secret) for address in closed}
    wrong = []
    for visitor in visitors(secret):
        browser = Client()
        if visitor.user is not None:
            browser.force_login(visitor.user)
            browser.get("/")  # the session is written down
        theirs = {one: path for one, path in paths.items() if visitor.may_enter(one)}
        for address, path in theirs.items():
            answers = undone(browser, address, path, both=visitor.busy)
            if not was_let_in(answers):
                wrong.append(f"{visitor.who}: {address.name} {path}: {told(answers)}")
        before = rows_written()
        for address, path in paths.items():
            if address in theirs:
                continue
            answers = [browser.get(path), browser.post(path, SENT.get(address.name))]
            after = rows_written()
            if was_let_in(answers):
                wrong.append(f"{visitor.who}: {address.name} {path}: {told(answers)}")
            elif after > before:
                wrong.append(f"{visitor.who}: {address.name} {path}: something was written")
            before = after
    assert not wrong, "\n".join(wrong)


def undone(browser: Client, address: Address, path: str, *, both: bool) -> list[HttpResponseBase]:
    """GET and POST by whoever may enter, each taken back at once, signing out included."""
    answers: list[HttpResponseBase] = []
    cookies = deepcopy(browser.cookies)
    for send in (browser.get, browser.post):
        if both or not was_let_in(answers):
            with transaction.atomic():
                answers.append(send(path, SENT.get(address.name)))
                transaction.set_rollback(True)
            browser.cookies = deepcopy(cookies)
    return answers


def told(answers: list[HttpResponseBase]) -> str:
    return ", ".join(f"{one.status_code} {location(one)}" for one in answers)


def rows_written() -> int:
    """Rows that this transaction has written so far, taken back or not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_stat_get_xact_tuples_inserted(oid) +"
            " pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid))"
            " FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND relname <> ALL (%s)",
            [APART],
        )
        return int(cursor.fetchone()[0])


def was_let_in(answers: list[HttpResponseBase]) -> bool:
    """By one method at least: neither told so, nor led away to a door of their own."""
    assert all(answer.status_code < 500 for answer in answers), answers
    doors = (reverse(settings.LOGIN_URL), reverse("portal"))
    return any(
        answer.status_code not in (403, 404, 405) and not location(answer).startswith(doors)
        for answer in answers
    )


def location(answer: HttpResponseBase) -> str:
    return str(answer.headers.get("Location", ""))


def test_a_refusal_that_writes_is_seen(cast: Cast) -> None:
    before = rows_written()
    with transaction.atomic():
        cast.nina.save(update_fields=["phone"])
        transaction.set_rollback(True)
    assert rows_written() == before + 1


def test_a_view_that_nobody_opened_is_an_error(rf: RequestFactory) -> None:
    def view() -> None: ...

    with pytest.raises(ImproperlyConfigured, match="open to nobody"):
        ClosedUnlessOpened(HttpResponse).process_view(rf.get("/"), view, (), {})
