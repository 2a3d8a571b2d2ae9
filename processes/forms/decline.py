"""What is asked before somebody is told no: why, and in which words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.declines import Telling
from processes.forms.candidacy import TOO_SENIOR
from processes.forms.texts import LONGEST_BODY, TextOnPage, TextsForm
from processes.forms.why import SaysWhy
from processes.forms.word_check import WordChecked
from processes.models import Candidacy
from processes.stages import Reason, SaidNo
from processes.words.drafting import LONGEST_SUBJECT, Text, text_in_force
from processes.words.kinds import BY_NAME

THEIR_OWN = {Reason.NOT_INTERESTED, Reason.OTHER_OFFER, Reason.STAYS}
OUR_REASONS = [(value, label) for value, label in Reason.choices if value not in THEIR_OWN]
# Of several at once, nobody is asked whether they want the job.
UNASKED = [(value, label) for value, label in OUR_REASONS if value != Reason.TOO_SENIOR]


def of_us(words: str, reason: str) -> str:
    """What is wrong with the words for a reason; empty where nothing is (C9)."""
    if reason != Reason.TOO_SENIOR and TOO_SENIOR.search(words):
        return _t(
            "“Too senior” is no reason to drop somebody who wants the job. What is "
            "missing, or what is the worry? Ask, and write that."
        )
    if reason == Reason.OTHER and not words.strip():
        return _t("Which reason? A few words are enough.")
    return ""


class WhyForm(forms.Form):
    """Why we say no, for our own memory; it does not stand in the letter."""

    reason = forms.ChoiceField(label=_("Why, for us"), choices=[("", ""), *UNASKED])
    note = forms.CharField(label=_("Note for us"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if wrong := of_us(data.get("note", ""), data.get("reason", "")):
            self.add_error("note", wrong)
        return data


class DeclineForm(WordChecked, SaysWhy, WhyForm):
    """One letter, word for word as it goes out."""

    checked_words = ("subject", "body")
    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT)
    body = forms.CharField(
        label=_("Letter"), max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 12})
    )
    field_order = ("subject", "body", "reason", "wants_job", "note")

    def __init__(self, *args: Any, candidacy: Candidacy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", ""), *OUR_REASONS]  # type: ignore[attr-defined]
        self.ask_why(candidacy)
        self.order_fields(self.field_order)


class TellingForm(SaysWhy):
    """They were told no in a call: who said it, why, and what was said."""

    said_no = forms.ChoiceField(
        label=_("Who said no"),
        choices=[(SaidNo.CLIENT, SaidNo.CLIENT.label), (SaidNo.WE, SaidNo.WE.label)],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(label=_("Why"), choices=[("", ""), *OUR_REASONS])
    words = forms.CharField(
        label=_("What was said"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )

    def __init__(self, *args: Any, candidacy: Candidacy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not candidacy.is_in_play:  # why has been said already; only the word is missing
            del self.fields["said_no"], self.fields["reason"]
            self.about, self.must_haves = candidacy, []
        else:
            self.ask_why(candidacy)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if wrong := of_us(data.get("words", ""), data.get("reason", "")):
            self.add_error("words", wrong)
        return data


class LettersForm(WordChecked, TextsForm):
    """Texts for everybody who gets a letter, one for each language and kind."""

    checked_words = ("subject_", "body_")

    def __init__(self, *args: Any, tellings: list[Telling], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tellings = [one for one in tellings if not one.must_call]
        self.groups: dict[str, Telling] = {}
        for one in self.tellings:
            self.groups.setdefault(one.group, one)
        for key, one in self.groups.items():
            self.offer(
                key,
                text_in_force(one.kind, one.language),
                allowed=BY_NAME[one.kind].placeholders,
                label=group_label(one),
            )

    def text_for(self, one: Telling) -> Text:
        """What this person gets; the text in force for a language that was not on the page."""
        if one.group in self.groups:
            return self.text(one.group)
        return text_in_force(one.kind, one.language)

    def texts_on_page(self, *, by: User, at: datetime) -> list[TextOnPage]:
        """Each text, and how the first of those who get it will read it."""
        return [
            self.on_page(
                key,
                group_label(one),
                one.candidacy.candidate,
                self.typed(key).filled(one.facts(by=by, at=at)),
            )
            for key, one in self.groups.items()
        ]


class DeclinesForm(LettersForm, WhyForm):
    """Several people at once: who, why, and the text for each language."""

    candidacy = forms.MultipleChoiceField(
        label=_("Who"), error_messages={"required": _("Choose at least one person.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["candidacy"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(one.candidacy.pk), one.candidacy.name) for one in self.tellings]
        field.error_messages["invalid_choice"] = _t(
            "Somebody you chose needs no letter any more. Look at the list again."
        )

    def chosen(self) -> list[Telling]:
        pks = set(self.cleaned_data.get("candidacy", []))
        return [one for one in self.tellings if str(one.candidacy.pk) in pks]

    def full_clean(self) -> None:
        typed = set(self.data.getlist("candidacy")) if isinstance(self.data, QueryDict) else set()
        wanted = {one.group for one in self.tellings if str(one.candidacy.pk) in typed}
        for group in self.groups.keys() - wanted if self.is_bound else ():
            self.let_go(group)
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for group in {one.group for one in self.chosen()}:
            self.check_text(group)
        return data


def group_label(one: Telling) -> str:
    """ "Swedish, decline after the application"."""
    return f"{dict(settings.LANGUAGES)[one.language]} · {BY_NAME[one.kind].label}"
