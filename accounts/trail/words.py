"""How an entry of the trail is told to a person: the nouns, and what was before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import TrailEntry

NOUNS: dict[str, str | Promise] = {
    "account.emailaddress": _("Sign-in address"),
    "accounts.agency": _("Agency"),
    "accounts.export": _("Archive of everything"),
    "accounts.invitation": _("Invitation"),
    "accounts.leave": pgettext_lazy("one", "Leave"),
    "accounts.signedlink": _("Link that answers a question"),
    "accounts.user": _("Person who signs in"),
    "candidates.candidate": _("Candidate"),
    "candidates.document": _("Document"),
    "candidates.merge": _("Two records made one"),
    "candidates.notthesame": _("Two people told apart"),
    "candidates.pool": _("Talent pool"),
    "candidates.poolmember": _("Member of a pool"),
    "candidates.savedsearch": _("Saved search"),
    "candidates.searchwatch": _("News of a saved search"),
    "clients.client": _("Client"),
    "clients.clientnote": _("Note about a client"),
    "clients.contact": _("Contact"),
    "mailings.attachment": _("File of a letter"),
    "mailings.letter": pgettext_lazy("one", "Letter"),
    "mailings.letter_attachments": _("File sent with a letter"),
    "mailings.mailhold": _("Hold of all mail"),
    "mfa.authenticator": _("Second factor"),
    "processes.aftercaretemplate": _("Plan of aftercare"),
    "processes.application": _("Application"),
    "processes.assignment": _("Assignment"),
    "processes.assignment_contacts": _("Contact of an assignment"),
    "processes.assignment_team": _("Member of an assignment's team"),
    "processes.briefversion": _("Version of a brief"),
    "processes.bulkstep": _("Step for many candidates"),
    "processes.availability": _("When somebody is free"),
    "processes.candidacy": _("Candidacy"),
    "processes.careanswer": _("Answer to how it goes"),
    "processes.carequestion": _("Question how it goes"),
    "processes.closing": _("Closing of an assignment"),
    "processes.debrief": _("Debrief after a meeting"),
    "processes.decline": _("Kind no"),
    "processes.event": _("Event"),
    "processes.extensionanswer": _("Answer about an extension"),
    "processes.fit": _("Fit for a must-have"),
    "processes.followup": _("Word that is owed"),
    "processes.followuppolicy": _("Due time"),
    "processes.guaranteedefault": _("Usual guarantee"),
    "processes.guideedition": _("Guide as it was sent"),
    "processes.gesture": _("Gesture"),
    "processes.holdingmessage": _("Holding message"),
    "processes.import": _("Import of tables"),
    "processes.importmapping": _("Columns of a table that is imported"),
    "processes.importsheet": _("Table of an import"),
    "processes.jobrole": _("Role of the catalogue"),
    "processes.leaving": _("Somebody's leaving"),
    "processes.lettertext": _("Text of letters"),
    "processes.meeting": _("Meeting"),
    "processes.meeting_colleagues": _("Colleague at a meeting"),
    "processes.meeting_contacts": _("Contact at a meeting"),
    "processes.meetinginvitation": _("Invitation to a meeting"),
    "processes.meetingguide": _("Guide to a meeting"),
    "processes.musthave": _("Must-have"),
    "processes.obstacle": _("Obstacle"),
    "processes.obstaclehint": _("Proposed obstacle"),
    "processes.offer": _("Offer"),
    "processes.otherprocess": _("Other process of a candidate"),
    "processes.placement": _("Placement"),
    "processes.plannedactivity": _("Planned activity"),
    "processes.privacytext": _("Privacy notice"),
    "processes.presentation": _("Presentation"),
    "processes.presentation_recipients": _("Recipient of a presentation"),
    "processes.presentationconsent": _("Consent to be presented"),
    "processes.presentationedition": _("Presentation as it was sent"),
    "processes.presentationline": _("Line of a presentation"),
    "processes.reminder": _("Reminder"),
    "processes.report": _("Report"),
    "processes.reportedition": _("Report as it was sent"),
    "processes.reportrecipient": _("Recipient of reports"),
    "processes.reportschedule": _("Report schedule"),
    "processes.retentionrule": _("Rule of how long people are kept"),
    "processes.rolerange": _("Usual pay of a role"),
    "processes.rolewording": _("Words for a role"),
    "processes.scheduleedition": _("Schedule as it was sent"),
    "processes.scheduletemplate": _("Schedule template"),
    "processes.scheduleversion": _("Version of a schedule"),
    "processes.sentguide": _("Guide sent to a meeting"),
    "processes.sentguide_recipients": _("Recipient of a guide"),
    "processes.shareddocument": _("Document shared with a client"),
    "processes.shortlistreason": _("Reason for a short shortlist"),
    "processes.targetcompany": _("Target company"),
    "processes.touchpoint": _("Touchpoint of aftercare"),
    "processes.trialdefault": _("Usual trial period"),
    "processes.vacancy": _("Vacancy"),
    "socialaccount.socialaccount": _("Sign-in through another product"),
}


# 2026-03-02, or 2026-03-02T09:30:00.5+00:00
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d)?\Z")


class Fact(NamedTuple):
    """One value of an entry; ``old`` is None where there is no before."""

    name: str
    old: str | None
    new: str


def noun(what: str) -> str:
    """What an entry is about; the model's own label where nobody has found a word."""
    return str(NOUNS.get(what, what))


def facts(entry: TrailEntry) -> list[Fact]:
    """What is told of an entry, with choices in the reader's words."""
    return list(_facts(entry))


def _facts(entry: TrailEntry) -> Iterator[Fact]:
    choices = _choices(entry.what)
    for name, value in entry.facts.items():
        words = dict(choices.get(name, ()))
        label = name.removesuffix("_id").replace("_", " ")
        if value is True and entry.action == "changed":
            yield Fact(label, None, _t("changed"))
        elif isinstance(value, list) and len(value) == 2 and entry.action == "changed":
            yield Fact(label, _written(value[0], words), _written(value[1], words))
        elif value is not False and value not in (None, "", []):  # what is, not what is not
            yield Fact(label, None, _written(value, words))


def _written(value: Any, words: dict[Any, Any]) -> str:
    if isinstance(value, bool):
        return _t("yes") if value else _t("no")
    if value is None or value in ("", []):
        return "–"
    if isinstance(value, list):
        return ", ".join(_written(each, words) for each in value)
    if value not in words and isinstance(value, str) and MOMENT.match(value):
        return _moment(value)
    return str(words.get(value, value))


def _moment(written: str) -> str:
    """A day or a moment as PostgreSQL writes it, in the reader's time and way of writing."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return written
    if "T" not in written:
        return date_format(moment, "SHORT_DATE_FORMAT")
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


@lru_cache(maxsize=256)
def _choices(what: str) -> dict[str, list[tuple[Any, Any]]]:
    """Of a model's columns, the words of their choices; lazy, so for every language."""
    try:
        model = apps.get_model(what)
    except (LookupError, ValueError):
        return {}
    return {str(field.column): _flat(field) for field in model._meta.concrete_fields}


def _flat(field: models.Field[Any, Any]) -> list[tuple[Any, Any]]:
    plain = field.base_field if isinstance(field, ArrayField) else field
    return list(plain.flatchoices or ())
