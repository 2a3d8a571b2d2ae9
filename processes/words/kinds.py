"""The kinds of texts, whom each is for, and the closed list of placeholders of each: data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from processes.models.letter_text import LetterText

PLACEHOLDERS: dict[str, str | Promise] = {
    "first_name": _("first name of whoever reads it"),
    "full_name": _("whole name of whoever reads it"),
    "assignment": _("title of the role"),
    "client": _("name of the client"),
    "agency": _("name of the agency"),
    "recruiter": _("name of the recruiter"),
    "phone": _("the recruiter's phone number"),
    "answer_by": _("day by which the application is answered"),
    "waiting_for": _("name of the client whose word we wait for"),
    "waiting_since": _("day since when we wait for it"),
    "next_word_on": _("day of the next word from us"),
    "candidate": _("name of the candidate"),
    "candidates": _("names of everybody whom the client has not answered on"),
    "rows": _("the table: one line for each"),
    "missing_dates": _("the dates that are not agreed yet"),
    "obstacle": _("the obstacle in one line"),
    "evidence": _("what was counted"),
    "effect": _("what it means for the assignment"),
    "option_one": _("the first way out"),
    "option_two": _("the second way out"),
    "advice": _("what we advise"),
    "decision_by": _("day by which a decision is wanted"),
    "changes": _("what is new in the brief, a line each"),
    "on_the_dates": _("what it does to the agreed dates"),
    "weeks": _("how many weeks the schedule takes"),
    "placed": _("names of those who got the role"),
    "found": _("how many were found, contacted, interviewed and presented"),
    "why": _("why it is closed"),
    "free_as": _("when and how they are free, as they said last"),
}
COMMON = ("first_name", "full_name", "assignment", "client", "agency", "recruiter", "phone")
Reader = Literal["candidate", "contact", "either"]


@dataclass(frozen=True)
class Kind:
    """One kind of text: whom it is for, when it is used, what may stand in it beside COMMON."""

    name: str
    to: Reader
    about: str | Promise
    own: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return str(LetterText.Kind(self.name).label)

    @property
    def placeholders(self) -> tuple[str, ...]:
        return (*COMMON, *self.own)


KINDS: tuple[Kind, ...] = (
    Kind(
        "acknowledgement",
        to="candidate",
        about=_("At once when somebody has applied; the agency may let it go out by itself."),
        own=("answer_by",),
    ),
    Kind(
        "answer",
        to="candidate",
        about=_("The answer to an application that goes on: we have read it and want to talk."),
    ),
    Kind(
        "decline",
        to="candidate",
        about=_("A kind no to somebody who applied and has not met us."),
    ),
    Kind(
        "decline_found",
        to="candidate",
        about=_("A kind no to somebody whom we asked ourselves and who has not met us."),
    ),
    Kind(
        "decline_closed",
        to="candidate",
        about=_("Answers everybody who still waits when an assignment is closed."),
    ),
    Kind(
        "decline_after_interview",
        to="candidate",
        about=_("What to say on the phone to somebody who has met us. It is never sent by itself."),
    ),
    Kind(
        "holding",
        to="candidate",
        about=_("Nothing new is news: whom we wait for, since when, when the next word comes."),
        own=("waiting_for", "waiting_since", "next_word_on"),
    ),
    Kind(
        "feedback_asked",
        to="contact",
        about=_("Asks the client for a word on those presented to them; the reminders, too."),
        own=("candidates", "rows"),
    ),
    Kind(
        "dates_asked",
        to="contact",
        about=_("Asks the client to agree the dates that are missing."),
        own=("missing_dates",),
    ),
    Kind(
        "obstacle",
        to="contact",
        about=_("Tells the client at once what stands in the way, with evidence and two ways out."),
        own=("obstacle", "evidence", "effect", "option_one", "option_two", "advice", "decision_by"),
    ),
    Kind(
        "brief_changed",
        to="contact",
        about=_("Tells the client what is new in the brief and what it does to the dates."),
        own=("changes", "on_the_dates"),
    ),
    Kind(
        "schedule",
        to="contact",
        about=_("Goes with the schedule by the second working day."),
        own=("weeks", "rows"),
    ),
    Kind(
        "schedule_changed",
        to="contact",
        about=_("Goes with the schedule when something in it has moved, and says why."),
        own=("weeks", "rows"),
    ),
    Kind(
        "closing",
        to="contact",
        about=_("The last word on an assignment: why it is closed and what was found."),
        own=("placed", "found", "why"),
    ),
    Kind(
        "keep_in_touch",
        to="either",
        about=_("To somebody who has not heard from us for a while."),
    ),
    Kind(
        "care_asked",
        to="either",
        about=_(
            "After the signature: how is it going? Below it stands a button that leads to three "
            "short questions."
        ),
    ),
    Kind(
        "availability_asked",
        to="candidate",
        about=_(
            "Once a month to consultants who agreed to it. Below it stands a button with which "
            "they say whether it is still so."
        ),
        own=("free_as",),
    ),
    Kind(
        "word",
        to="either",
        about=_("The frame of a letter that somebody fills in by hand."),
        own=("candidate",),
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
