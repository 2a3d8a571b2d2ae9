"""What an application becomes: by itself where nobody like that is here, else by a person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _t

from accounts.models import User
from candidates.models import Candidate, Document, NoticeHow
from candidates.models.twin_pair import NotTheSame
from candidates.uploads import looked_at
from mailings.models import Letter
from processes.models import Application, Became, Candidacy, EventKind
from processes.privacy_notice import give_notice
from processes.timeline import record

FIELDS = ("first_name", "last_name", "email", "phone", "language")


class DecidedAlready(Exception):
    """Somebody else has looked at this application in the meantime."""


@transaction.atomic
def is_same(
    application: Application,
    candidate: Candidate,
    *,
    take: Collection[str],
    by: User,
    at: datetime,
) -> Candidacy:
    """It is of this candidate: only the fields that were ticked are taken over.

    Raises ``DecidedAlready``, also where they were closed or made one with somebody meanwhile, and
    ``AlreadyClosed`` where nobody would answer any more.
    """
    # The person first, as whoever takes a step for many does.
    people = Candidate.objects.findable().select_for_update(no_key=True, of=("self",))
    mine = people.filter(pk=candidate.pk).first()
    waiting = locked(application)
    if mine is None:
        raise DecidedAlready(
            _t("%(name)s is not here any more. Look at the page again.")
            % {"name": candidate.full_name}
        )
    taken = [name for name in FIELDS if name in take]
    for name in taken:
        setattr(mine, name, getattr(waiting, name))
    if taken:
        mine.save(update_fields=taken)
    return decide(waiting, mine, Became.SAME, by=by, at=at)


@transaction.atomic
def is_other(application: Application, *, by: User, at: datetime) -> Candidacy:
    """It is of none of them: somebody new, and never asked about again.

    Raises ``DecidedAlready``, and ``AlreadyClosed`` where nobody would answer any more.
    """
    from processes.vacancies.receiving import list_of_twins, new_candidate

    waiting = locked(application)
    twins = list_of_twins(waiting)
    candidate = new_candidate(waiting, at=waiting.at)
    NotTheSame.objects.say(candidate.pk, [twin.candidate.pk for twin in twins], by=by, at=at)
    return decide(waiting, candidate, Became.OTHER, by=by, at=at)


def decide(
    application: Application, candidate: Candidate, became: Became, *, by: User, at: datetime
) -> Candidacy:
    candidacy = become(application, candidate, became, by=by, at=at)
    others = Application.objects.waiting().filter(
        vacancy__assignment=application.vacancy.assignment_id
    )
    facts: dict[str, Any] = {} if others.exists() else {"none_left": True}
    record(
        EventKind.APPLICATION_DECIDED,
        by=by,
        at=at,
        candidacy=candidacy,
        application=application.pk,
        became=str(became),
        **facts,
    )
    return candidacy


def become(
    application: Application,
    candidate: Candidate,
    became: Became,
    *,
    by: User | None,
    at: datetime,
) -> Candidacy:
    """Puts the candidate on the assignment as somebody who applied when they did (K1)."""
    assignment = application.vacancy.assignment
    candidacy: Candidacy = assignment.add(
        candidate,
        by=by,
        at=application.at,
        applied=True,
        receipt=False,
        source=candidate.source,
        words=said(application),
    )
    give_notice(
        candidate,
        NoticeHow.APPLYING,
        by=None,
        at=application.at,
        words=_t("Version %(version)s, %(language)s")
        % {
            "version": application.notice.version,
            "language": application.notice.get_language_display(),
        },
    )
    hand_over_file(application, candidate)
    application.became, application.candidacy = became, candidacy
    application.decided_at, application.decided_by = at, by
    application.save()
    for letter in receipts_sent(application):
        assert letter.sent_at is not None, "that is how they were asked for"
        candidacy.letter_was_sent(letter, at=letter.sent_at)
    return candidacy


def hand_over_file(application: Application, candidate: Candidate) -> None:
    """The CV becomes the candidate's, who from now on decides about it with the rest of theirs."""
    if not application.file:
        return
    storage, name = application.file.storage, application.file.name
    with application.file.open("rb") as content:
        upload = looked_at(File(content, name=application.file_name))
        application.document = Document.objects.take_in(
            candidate, upload, kind=Document.Kind.CV, by=None, at=application.at
        )
    application.file = ""
    transaction.on_commit(lambda: storage.delete(name) if name else None)


def said(application: Application) -> str:
    """The question and its answer, as they stand on the timeline."""
    return "\n".join(filter(None, [application.question, application.answer]))


def receipts_sent(application: Application) -> list[Letter]:
    """Letters about the application itself that went out before it was known whose it is."""
    kind = ContentType.objects.get_for_model(Application)
    sent = Letter.objects.filter(
        occasion_type=kind, occasion_id=application.pk, sent_at__isnull=False
    )
    return list(sent.order_by("sent_at", "pk"))


def locked(application: Application) -> Application:
    """As it is now, in our hands. Raises ``DecidedAlready``."""
    application.vacancy.assignment.locked()
    rows = Application.objects.with_people().select_for_update(of=("self",))
    found = rows.get(pk=application.pk)
    if not found.waits:
        raise DecidedAlready(_t("Somebody has decided about this application already."))
    return found
