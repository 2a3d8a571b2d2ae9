"""Receipt at once (K1): what arrived, by when there is an answer, and how it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from candidates.models import Candidate
from mailings.models import Letter
from processes import words
from processes.deputies import owner_at
from processes.follow_ups.due_times import later
from processes.follow_ups.policies import Policies, in_force
from processes.models import Application, Assignment
from processes.words.drafting import Draft

KIND = "acknowledgement"


def answer_by(assignment: Assignment, at: datetime) -> datetime:
    """When somebody who applies at this moment is owed an answer; a decision, not a receipt."""
    due = in_force(["application"], assignment.client_id)["application"].due
    return later(at, due, owner_at(assignment.owner, at).working_hours())


def answered_by(applications: Sequence[Application]) -> list[tuple[Application, datetime]]:
    """Each with when an answer is owed, in their recruiter's working time; one query for all."""
    policies = Policies.of(
        ["application"], (one.vacancy.assignment.client_id for one in applications)
    )
    found = []
    for one in applications:
        assignment = one.vacancy.assignment
        due = policies.in_force("application", assignment.client_id).due
        found.append((one, later(one.at, due, assignment.owner.working_hours())))
    return found


def write_receipt(
    application: Application, *, about: models.Model, to: Application | Candidate, at: datetime
) -> Letter | None:
    """Says that it has arrived, and by when there is an answer; the same words to everybody.

    ``about``: the candidacy where there is one already, else the application itself. Nothing
    where the agency sends no receipts.
    """
    if not Agency.current().acknowledges:
        return None
    signs = owner_at(application.vacancy.assignment.owner, at)
    draft = words.draft(KIND, application.language, facts_of(application, signs, at))
    return _write(
        draft,
        application,
        about=about,
        to=to,
        signs=signs,
        at=at,
        key=f"{KIND}:application:{application.pk}",
    )


def write_again(application: Application, *, at: datetime) -> Letter | None:
    """Says to whoever applied once more that the first application stands; once a day at most.

    It goes to the address alone: the page tells nobody whether somebody has applied.
    """
    if not Agency.current().acknowledges:
        return None
    assignment = application.vacancy.assignment
    signs = owner_at(assignment.owner, at)
    with translation.override(application.language):
        title = {"title": application.vacancy.title}
        said = [
            _("Hello %(first_name)s,") % {"first_name": application.first_name},
            _(
                "Somebody has just applied with this address for the role of %(title)s. We have "
                "your application for it already, and it stands as it is: nothing was changed."
            )
            % title,
            _("Is something to be added, a newer CV for instance? Just reply to this mail."),
        ]
        subject = _("%(title)s: we have your application already") % title
    zone = application.working_hours().zone
    draft = Draft(" ".join(subject.split())[:250], "\n\n".join(said))
    return _write(
        draft,
        application,
        about=application.candidacy or application,
        to=application,
        signs=signs,
        at=at,
        key=f"{KIND}:again:{application.pk}:{at.astimezone(zone):%Y-%m-%d}",
    )


def facts_of(application: Application, signs: User, at: datetime) -> dict[str, str]:
    """What a receipt may say: of the client only what the vacancy's page says, too."""
    vacancy = application.vacancy
    known = words.facts_about(
        assignment=vacancy.assignment,
        by=signs,
        language=application.language,
        at=at,
        first_name=application.first_name,
        full_name=application.full_name,
        answer_by=answer_by(vacancy.assignment, application.at),
    )
    known["assignment"] = vacancy.title
    if not vacancy.names_client:
        known.pop("client", None)
    return known


def _write(
    draft: Draft,
    application: Application,
    *,
    about: models.Model,
    to: Application | Candidate,
    signs: User,
    at: datetime,
    key: str,
) -> Letter:
    language = application.language
    with translation.override(language), timezone.override(application.working_hours().zone):
        where = {"address": settings.BASE_URL + reverse("jobs_privacy", args=[language])}
        privacy = _("How we keep what you have sent us: %(address)s") % where
        parts = words.as_mail(
            Draft(draft.subject, f"{draft.body}\n\n{privacy}"), signs=signs, language=language
        )
    letter: Letter = Letter.objects.write(
        kind=KIND,
        to=application.email,
        to_name=application.full_name,
        from_name=f"{signs.full_name}, {Agency.current().name}",
        reply_to=signs.email,
        language=language,
        subject=parts.subject,
        html=parts.html,
        text=parts.text,
        key=key,
        recipient=to,
        occasion=about,
        at=at,
    )
    return letter
