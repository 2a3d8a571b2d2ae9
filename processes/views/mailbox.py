"""The mailbox page: every letter with its state and its rendering."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple
from urllib.parse import urlencode

import structlog
from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from accounts.letters import CONFIDENTIAL
from accounts.models import User
from accounts.trail.readings import noted
from mailings.models import Letter, LetterState, MailHold, TooLate
from mailings.models.outbox import LetterQuerySet
from mailings.pictures import named_in, shown_inside
from processes.letters_seen import letters_seen_by
from processes.views.log import is_id

log = structlog.get_logger(__name__)
LETTERS = 50
# A letter is shown as a mail program would: no scripts, nothing from elsewhere, links in a new tab.
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
RENDERING_POLICY = (
    f"sandbox {SANDBOX}; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


class Page(NamedTuple):
    letters: list[Letter]
    newer: int | None
    older: int | None


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    here: bool
    count: int | None = None


def readable_by(user: User) -> LetterQuerySet:
    """Letters whose content this person may read; one that lets somebody in is for that person.

    An admin reads those that never went out, to hand them over where no mail server is set.
    """
    readable = ~Q(kind=CONFIDENTIAL) | Q(to__iexact=user.email)
    if user.is_admin:
        readable |= Q(sent_at__isnull=False, went_out=False)
    return letters_seen_by(user).filter(readable)


@open_to(STAFF)
@require_GET
def mailbox(request: StaffRequest) -> HttpResponse:
    """Newest first, found by state and by part of subject, name or address."""
    typed, state = request.GET.get("q", "").strip()[:100], request.GET.get("state", "")
    state = state if state in LetterState.values else ""
    seen = letters_seen_by(request.user)
    found = seen.defer("html", "text")
    if state:
        found = found.in_state(state)
    for word in typed.split():
        found = found.filter(
            Q(subject__icontains=word) | Q(to_name__icontains=word) | Q(to__icontains=word)
        )
    page = _page_of(found, before=request.GET.get("before", ""), after=request.GET.get("after", ""))
    kept = {name: value for name, value in (("q", typed), ("state", state)) if value}
    context = {
        "page": page,
        "typed": typed,
        "state": state,
        "tabs": _tabs(seen, typed, state),
        "newer_url": f"?{urlencode({**kept, 'after': page.newer})}" if page.newer else "",
        "older_url": f"?{urlencode({**kept, 'before': page.older})}" if page.older else "",
        "goes_out": settings.MAIL_GOES_OUT,
        "hold": MailHold.objects.current(),
    }
    template = "mailings/mailbox.html#rows" if request.htmx else "mailings/mailbox.html"
    return render(request, template, context)


@open_to(STAFF)
@require_GET
@never_cache
def letter(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(letters_seen_by(request.user), pk=pk)
    files = found.attachments.exclude(pk__in=named_in(found.html).values("pk"))
    context = {
        "letter": found,
        "files": files.defer("content"),
        "readable": readable_by(request.user).filter(pk=pk).exists(),
        "waits": found.state is LetterState.WAITING,
        "sandbox": SANDBOX,
        "goes_out": settings.MAIL_GOES_OUT,
    }
    return render(request, "mailings/letter.html", context)


@open_to(STAFF)
@require_GET
@never_cache
@xframe_options_sameorigin
def letter_rendering(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter's HTML as it was written, for the frame on its page."""
    found = get_object_or_404(readable_by(request.user), pk=pk)
    html = shown_inside(found.html).replace("<head>", '<head><base target="_blank">', 1)
    return HttpResponse(
        html,
        headers={
            "Content-Security-Policy": RENDERING_POLICY,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        },
    )


@open_to(STAFF)
@require_GET
@never_cache
@noted(about=Letter)
def letter_attachment(request: StaffRequest, pk: int, attachment: int) -> FileResponse:
    found = get_object_or_404(readable_by(request.user), pk=pk)
    file = get_object_or_404(found.attachments, pk=attachment)
    return FileResponse(
        BytesIO(bytes(file.content)),
        as_attachment=True,
        filename=file.filename,
        content_type=file.content_type,
        headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"},
    )


@open_to(STAFF)
@require_POST
def letter_sending(request: StaffRequest, pk: int) -> HttpResponse:
    """Send it again: now, and as a copy if it has gone before."""
    found = get_object_or_404(letters_seen_by(request.user), pk=pk)
    try:
        sent = found.send_again(at=request.at)
    except TooLate:
        messages.error(request, _("It is being handed to the mail server at this moment."))
        return redirect("letter", pk)
    log.info("letter_sent_again", letter=sent.pk, by=request.user.pk)
    messages.success(request, _("It goes out within a few seconds."))
    return redirect("letter", sent.pk)


@open_to(STAFF)
@require_POST
def letter_cancellation(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(letters_seen_by(request.user), pk=pk)
    try:
        found.cancel(at=request.at)
    except TooLate:
        messages.error(request, _("Too late: it has gone, or is going at this moment."))
    else:
        log.info("letter_cancelled", letter=pk, by=request.user.pk)
        messages.success(request, _("It will not be sent."))
    return redirect("letter", pk)


def _page_of(found: LetterQuerySet, *, before: str, after: str) -> Page:
    """One page by key: letters older than `before`, or newer than `after`, or the newest."""
    if is_id(after):
        rows = list(found.filter(pk__gt=int(after)).order_by("pk")[: LETTERS + 1])
        letters, further = rows[:LETTERS][::-1], len(rows) > LETTERS
        newer, older = further, bool(letters)
    else:
        older_than = Q(pk__lt=int(before)) if is_id(before) else Q()
        rows = list(found.filter(older_than).order_by("-pk")[: LETTERS + 1])
        letters, further = rows[:LETTERS], len(rows) > LETTERS
        newer, older = before.isdecimal() and bool(letters), further
    return Page(
        letters,
        newer=letters[0].pk if newer else None,
        older=letters[-1].pk if older else None,
    )


def _tabs(seen: LetterQuerySet, typed: str, state: str) -> list[Tab]:
    def url(value: str) -> str:
        chosen = {"q": typed, "state": value}
        return f"?{urlencode({name: text for name, text in chosen.items() if text})}"

    counts = {LetterState.GAVE_UP.value: seen.in_state(LetterState.GAVE_UP).count()}
    return [Tab(_("All"), url(""), not state)] + [
        Tab(str(label), url(value), value == state, counts.get(value))
        for value, label in LetterState.choices
    ]
