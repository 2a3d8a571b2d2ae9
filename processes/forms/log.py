from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.form_rendering import DayInput, MomentInput
from accounts.models import User
from processes.conversations import INTERVIEW, TOGETHER, Conversation, is_their_word
from processes.forms.feedback_day import checked, feedback_day
from processes.models import LOGGED, Assignment, EventKind
from processes.people import Person, find_person

A_YEAR = timedelta(days=366)
TEN_YEARS = 10 * A_YEAR


class LogForm(forms.Form):
    """A call, meeting, mail or note; what it may be about follows from the person."""

    who = forms.ChoiceField(
        label=_("With whom"),
        widget=forms.Select(
            attrs={
                "data-chooser": "",
                "data-chooser-url": reverse_lazy("people_to_log"),
                "data-placeholder": _("Type a name or a company"),
                "data-none": _("Nobody of this name"),
                "hx-get": reverse_lazy("log_call"),
                "hx-trigger": "change",
                "hx-target": "#log-about",
                "hx-swap": "outerHTML",
                "hx-push-url": "false",
            }
        ),
        error_messages={
            "required": _("Choose whom it was with."),
            "invalid_choice": _("Choose somebody from the list."),
        },
    )
    kind = forms.ChoiceField(
        label=_("What"),
        choices=[(kind.value, kind.label) for kind in LOGGED],
        widget=forms.RadioSelect,
        initial=EventKind.CALLED,
    )
    reached = forms.ChoiceField(
        label=_("Reached"),
        choices=[("yes", _("Reached")), ("no", _("No answer"))],
        widget=forms.RadioSelect,
        initial="yes",
        required=False,
    )
    rang = forms.ChoiceField(
        label=_("Who began"),
        choices=[
            ("us", pgettext_lazy("who rang", "From us")),
            ("them", pgettext_lazy("who rang", "From them")),
        ],
        widget=forms.RadioSelect,
        initial="us",
        required=False,
    )
    meeting = forms.ChoiceField(
        label=_("Which meeting"),
        choices=[
            ("", _("We met")),
            (INTERVIEW, _("Our interview")),
            (TOGETHER, _("The client met the candidate")),
        ],
        required=False,
    )
    feedback_on = feedback_day()
    text = forms.CharField(
        label=_("What was said"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    outcome = forms.CharField(label=_("Outcome"), max_length=160, required=False)
    assignment = forms.ChoiceField(
        label=_("About"),
        required=False,
        error_messages={"invalid_choice": _("Choose an assignment from the list.")},
    )
    answer_on = forms.ChoiceField(
        label=_("Their answer on"),
        required=False,
        help_text=_("What was said is then the client's answer."),
        error_messages={"invalid_choice": _("Choose a candidate from the list.")},
    )
    next_on = forms.DateField(
        label=_("Next word promised"),
        widget=DayInput,
        required=False,
    )
    at = forms.DateTimeField(
        label=_("When"), widget=MomentInput, required=False, help_text=_("Empty: just now.")
    )
    visible_to_client = forms.BooleanField(label=_("The client may see this"), required=False)
    next = forms.CharField(widget=forms.HiddenInput, required=False)
    follow_up = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        reader: User,
        now: datetime,
        initial: dict[str, Any] | None = None,
        found: Iterable[Person] = (),
    ) -> None:
        super().__init__(data, initial=initial)
        self.now = now
        self.person = find_person(str(self["who"].value() or ""))
        people = {one.key: one.label for one in (*filter(None, [self.person]), *found)}
        self._offer("who", [("", ""), *people.items()])
        self.assignments = self.person.assignments(reader) if self.person else []
        self.asked_about = self.person.asked_about(reader) if self.person else []
        self._offer(
            "assignment",
            [("", _("Nothing in particular"))]
            + [(str(one.pk), f"{one.title} · {one.client.name}") for one in self.assignments],
        )
        self._offer(
            "answer_on",
            [("", "–")]
            + [(str(one.pk), f"{one.name} · {one.assignment.title}") for one in self.asked_about],
        )
        if not self.initial.get("assignment") and (likely := self._likeliest()):
            self.initial["assignment"] = str(likely.pk)
        self.fields["who" if self.person is None else "text"].widget.attrs["autofocus"] = True

    def _likeliest(self) -> Assignment | None:
        """What it is about, if it is the only one, or the one on which they wait for a word."""
        first = next(iter(self.assignments), None)
        if first and (len(self.assignments) == 1 or getattr(first, "word_due_at", None)):
            return first
        return None

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def is_with_candidate(self) -> bool:
        return self.person is not None and self.person.candidate is not None

    def clean_at(self) -> datetime:
        at: datetime | None = self.cleaned_data["at"]
        if at and at > self.now:
            raise forms.ValidationError(_("This lies in the future."))
        if at and at < self.now - TEN_YEARS:  # a year that was mistyped
            raise forms.ValidationError(self.fields["at"].error_messages["invalid"])
        return at or self.now

    def clean_next_on(self) -> Any:
        day = self.cleaned_data["next_on"]
        if day and day < timezone.localtime(self.now).date():
            raise forms.ValidationError(_("This day lies in the past."))
        if day and day > timezone.localtime(self.now + A_YEAR).date():
            raise forms.ValidationError(_("This day is more than a year away."))
        return day

    def clean_feedback_on(self) -> date | None:
        return checked(self.cleaned_data["feedback_on"], self.now)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        wanted = typed.get("next_on") or typed.get("meeting") == TOGETHER
        if wanted and "assignment" in typed and not typed["assignment"]:
            self.add_error("assignment", _("Choose what it is about."))
        if typed.get("kind") == EventKind.NOTED and not typed.get("text"):
            self.add_error("text", _("Write the note."))
        told = is_their_word(
            typed.get("kind", ""), typed.get("reached") != "no", typed.get("rang", "")
        )
        if typed.get("answer_on") and told and not typed.get("text"):
            self.add_error("text", _("Write what they answered."))
        return typed

    def conversation(self) -> Conversation:
        """What was typed, once it is valid."""
        typed = self.cleaned_data
        assert self.person is not None
        chosen = {str(one.pk): one for one in self.assignments}
        asked = {str(one.pk): one for one in self.asked_about}
        answer_on = asked.get(typed["answer_on"])
        return Conversation(
            kind=typed["kind"],
            person=self.person,
            at=typed["at"],
            assignment=chosen.get(typed["assignment"])
            or (answer_on.assignment if answer_on else None),
            reached=typed["reached"] != "no",
            rang=typed["rang"] or "us",
            text=typed["text"],
            outcome=typed["outcome"],
            visible_to_client=typed["visible_to_client"],
            next_on=typed["next_on"],
            meeting=typed["meeting"] if self.is_with_candidate else "",
            answer_on=answer_on,
            feedback_on=typed["feedback_on"],
        )
