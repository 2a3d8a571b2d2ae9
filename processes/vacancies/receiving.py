"""An application arrives: who is new here stands on the board at once, who may be known waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from candidates.found_through import sign
from candidates.models import Candidate
from candidates.twins import Twin, twins_of
from candidates.uploads import Upload
from processes.deputies import owner_at
from processes.models import (
    Application,
    Assignment,
    Became,
    EventKind,
    PrivacyText,
    Vacancy,
)
from processes.models.held_file import SECOND_PRESS
from processes.timeline import record
from processes.vacancies.deciding import become
from processes.vacancies.receipt import write_again, write_receipt


class NotPublished(Exception):
    """The vacancy is over, or was never published."""


@dataclass(frozen=True)
class Sent:
    """What somebody sent, as it was checked."""

    first_name: str
    last_name: str
    email: str
    upload: Upload
    phone: str = ""
    answer: str = ""
    source: str = ""
    notice: int | None = None  # the version of the privacy notice that was shown


@transaction.atomic
def receive(vacancy: Vacancy, sent: Sent, *, at: datetime) -> Application:
    """Keeps an application and writes its receipt (K1); the first one of an address counts.

    Nobody's record is changed by it. Raises ``NotPublished``.
    """
    # Whoever closes or withdraws it at this moment waits, as does the same person's second press.
    Assignment.objects.locked().get(pk=vacancy.assignment_id)
    vacancy = published_one(vacancy, at)
    earlier = vacancy.applications.filter(email__iexact=sent.email).first()
    if earlier is not None:
        if not is_second_press(earlier, sent, at=at):
            write_again(earlier, at=at)
        return earlier
    application = keep(vacancy, sent, at=at)
    if list_of_twins(application):
        record(
            EventKind.APPLICATION_RECEIVED,
            by=None,
            at=at,
            assignment=vacancy.assignment,
            application=application.pk,
            waits=True,
        )
        write_receipt(application, about=application, to=application, at=at)
        return application
    candidate = new_candidate(application, at=at)
    candidacy = become(application, candidate, Became.NEW, by=None, at=at)
    write_receipt(application, about=candidacy, to=candidate, at=at)
    return application


def is_second_press(earlier: Application, sent: Sent, *, at: datetime) -> bool:
    """Whether the very same was sent a moment ago: then there is nothing to say about it."""
    said = (sent.first_name, sent.last_name, sent.phone, sent.answer, sent.upload.name)
    known = (earlier.first_name, earlier.last_name, earlier.phone, earlier.answer)
    same = (*known, earlier.file_name, earlier.file_size) == (*said, sent.upload.size)
    return same and at - earlier.at < SECOND_PRESS


def published_one(vacancy: Vacancy, at: datetime) -> Vacancy:
    found = Vacancy.objects.published(at).with_people().filter(pk=vacancy.pk).first()
    if found is None:
        raise NotPublished
    return found


def keep(vacancy: Vacancy, sent: Sent, *, at: datetime) -> Application:
    """The row, as it was sent, with the question and the notice as they stood."""
    return Application.objects.create(
        vacancy=vacancy,
        at=at,
        first_name=sent.first_name,
        last_name=sent.last_name,
        email=sent.email,
        phone=sent.phone,
        language=vacancy.language,
        question=vacancy.question if sent.answer else "",
        answer=sent.answer,
        source=sent.source,
        notice=PrivacyText.objects.shown(vacancy.language, sent.notice, at=at),
        file=sent.upload.file,
        file_name=sent.upload.name,
        content_type=sent.upload.kind.content_type,
        file_size=sent.upload.size,
    )


def list_of_twins(application: Application, besides: Iterable[int] = ()) -> list[Twin]:
    """Who here may be the one that applies; of a place only that of the role is known."""
    found = twins_of(
        first_name=application.first_name,
        last_name=application.last_name,
        email=application.email,
        phone=application.phone,
        country=application.vacancy.country,
        city=application.vacancy.place,
    )
    left_out = set(besides)
    return [twin for twin in found if twin.candidate.pk not in left_out]


def new_candidate(application: Application, *, at: datetime) -> Candidate:
    """Somebody who was not here before, looked after by whoever leads the assignment."""
    vacancy = application.vacancy
    candidate: Candidate = Candidate.objects.create(
        first_name=application.first_name,
        last_name=application.last_name,
        email=application.email,
        phone=application.phone,
        country=vacancy.country,
        language=application.language,
        source=sign(application.source),
        owner=owner_at(vacancy.assignment.owner, at),
        created_at=at,
    )
    return candidate
