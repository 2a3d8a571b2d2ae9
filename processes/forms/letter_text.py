from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from processes.words.drafting import Text, not_understood
from processes.words.kinds import Kind


class LetterTextForm(forms.Form):
    """Subject and words of a kind of letter; in braces only what the kind knows."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(
        label=_("Text"), max_length=5000, widget=forms.Textarea(attrs={"rows": 18})
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, kind: Kind, text: Text, seen: str) -> None:
        super().__init__(data, initial={"subject": text.subject, "body": text.body, "seen": seen})
        self.kind = kind

    def clean_subject(self) -> str:
        return self._understood("subject")

    def clean_body(self) -> str:
        return self._understood("body").replace("\r\n", "\n").strip()

    def _understood(self, name: str) -> str:
        words: str = self.cleaned_data[name]
        unknown = not_understood(words, self.kind.placeholders)
        if unknown:
            refusal = ngettext(
                "%(unknown)s is no placeholder of this text.",
                "%(unknown)s are no placeholders of this text.",
                len(unknown),
            )
            known = _("What may stand in braces is listed beside it.")
            raise ValidationError(f"{refusal % {'unknown': ', '.join(unknown)}} {known}")
        return words

    def look_again(self, seen: str) -> None:
        """What was typed stays; saving once more replaces what somebody else wrote meanwhile."""
        self.data = {name: self.data.get(name, "") for name in self.fields} | {"seen": seen}
