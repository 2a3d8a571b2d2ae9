from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from processes.forms.word_check import WordChecked
from processes.words.drafting import LONGEST_SUBJECT, PLACEHOLDER, Draft
from processes.words.kinds import PLACEHOLDERS

TO_FILL_IN = re.compile(r"\[[^\[\]\n]+\]")


class LetterForm(WordChecked):
    """A prepared letter, edited by hand; nothing that was to be filled in may be left in it."""

    checked_words = ("subject", "body")

    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT)
    body = forms.CharField(
        label=_("Letter"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 14})
    )

    def __init__(self, data: Any = None, *, prepared: Draft) -> None:
        super().__init__(data, initial=prepared._asdict())
        self.prompts = TO_FILL_IN.findall(prepared.body)
        if self.prompts:  # the first is chosen, so that what is typed takes its place
            self.fields["body"].widget.attrs |= {"autofocus": True, "data-fill-in": True}

    def clean_subject(self) -> str:
        """What was pasted may have several lines; a header has one."""
        return " ".join(self._finished("subject").split())

    def clean_body(self) -> str:
        return self._finished("body").replace("\r\n", "\n").strip()

    def _finished(self, name: str) -> str:
        words: str = self.cleaned_data[name]
        left = [prompt for prompt in self.prompts if prompt in words]
        left += [f"{{{found}}}" for found in PLACEHOLDER.findall(words) if found in PLACEHOLDERS]
        if left:
            raise ValidationError(
                _("This is still to be filled in: %(what)s"), params={"what": ", ".join(left)}
            )
        return words

    @property
    def written(self) -> Draft:
        return Draft(self.cleaned_data["subject"], self.cleaned_data["body"])
