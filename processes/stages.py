"""The stages of a candidacy, in order, and the five plain words that a client sees for them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext, pgettext_lazy


class Stage(models.TextChoices):
    IDENTIFIED = "identified", pgettext_lazy("stage", "Identified")
    CONTACTED = "contacted", pgettext_lazy("stage", "Contacted")
    INTERESTED = "interested", pgettext_lazy("stage", "Interested")
    INTERVIEWED = "interviewed", pgettext_lazy("stage", "Interviewed")
    PRESENTED = "presented", pgettext_lazy("stage", "Presented")
    CLIENT_MEETING = "client_meeting", pgettext_lazy("stage", "Client meeting")
    OFFER = "offer", pgettext_lazy("stage", "Offer")
    PLACED = "placed", pgettext_lazy("stage", "Placed")


IN_ORDER = list(Stage)

CLIENTS_WORDS = {
    Stage.IDENTIFIED: pgettext_lazy("client's word", "Searching"),
    Stage.CONTACTED: pgettext_lazy("client's word", "Talking"),
    Stage.INTERESTED: pgettext_lazy("client's word", "Talking"),
    Stage.INTERVIEWED: pgettext_lazy("client's word", "Talking"),
    Stage.PRESENTED: pgettext_lazy("client's word", "Presented"),
    Stage.CLIENT_MEETING: pgettext_lazy("client's word", "Meeting"),
    Stage.OFFER: pgettext_lazy("client's word", "Decision"),
    Stage.PLACED: pgettext_lazy("client's word", "Decision"),
}

# Who has said yes to talking waits for the outcome; a placement is one.
TALKED_WITH = [
    Stage.INTERESTED,
    Stage.INTERVIEWED,
    Stage.PRESENTED,
    Stage.CLIENT_MEETING,
    Stage.OFFER,
]

# What a client may see of people: those who have been presented, and further.
SHOWN_TO_CLIENT = [Stage.PRESENTED, Stage.CLIENT_MEETING, Stage.OFFER, Stage.PLACED]

# Those whom the client may still choose (C8).
ON_SHORTLIST = [Stage.PRESENTED, Stage.CLIENT_MEETING, Stage.OFFER]


def reached(stage: Stage) -> list[Stage]:
    """This stage and every one behind it: whoever stands there has passed through this one."""
    return IN_ORDER[IN_ORDER.index(stage) :]


def counted(stage: Stage, people: int) -> str:
    """A stage as said of so many people, behind their number; many a language bends it."""
    words = {
        Stage.IDENTIFIED: npgettext("people", "identified", "identified", people),
        Stage.CONTACTED: npgettext("people", "contacted", "contacted", people),
        Stage.INTERESTED: npgettext("people", "interested", "interested", people),
        Stage.INTERVIEWED: npgettext("people", "interviewed", "interviewed", people),
        Stage.PRESENTED: npgettext("people", "presented", "presented", people),
        Stage.CLIENT_MEETING: npgettext("people", "client meeting", "client meeting", people),
        Stage.OFFER: npgettext("people", "offer", "offer", people),
        Stage.PLACED: npgettext("people", "placed", "placed", people),
    }
    return words[stage]


class End(models.TextChoices):
    REJECTED = "rejected", _("Turned down")
    WITHDRAWN = "withdrawn", _("Withdrew")


class SaidNo(models.TextChoices):
    CANDIDATE = "candidate", _("The candidate")
    CLIENT = "client", _("The client")
    WE = "we", _("We")


class Reason(models.TextChoices):
    """Why a candidacy ended: the obstacles of C6, and the ordinary ways to part."""

    NOT_INTERESTED = "not_interested", _("Not interested")
    SALARY = "salary", _("Salary")
    REMOTE_WORK = "remote_work", _("Remote work")
    RELOCATION = "relocation", _("Relocation or travel")
    BENEFITS = "benefits", _("Benefits")
    EMPLOYER = "employer", _("View of the employer")
    OTHER_OFFER = "other_offer", _("Took another offer")
    STAYS = "stays", _("Stays where they are")
    NO_ANSWER = "no_answer", _("Never answered")
    MUST_HAVE = "must_have", _("A must-have is missing")
    EXPERIENCE = "experience", _("Experience")
    TOO_SENIOR = "too_senior", _("Too senior, and asked whether they want the job")
    FIT = "fit", _("Fit with the team")
    OTHER_CHOSEN = "other_chosen", _("Somebody else was chosen")
    CLOSED = "closed", _("The assignment was closed")
    OTHER = "other", _("Another reason")
