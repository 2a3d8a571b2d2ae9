"""Texts with placeholders that are edited for one occasion, before they go to many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate
from clients.models import Contact
from processes.words.drafting import LONGEST_SUBJECT, Draft, Text, not_understood

LONGEST_BODY = 5000
Person = Candidate | Contact


@dataclass(frozen=True)
class TextOnPage:
    """One of the texts as the page shows it: whom it is for, its two fields, and how it reads."""

    label: str
    subject: BoundField
    body: BoundField
    allowed: tuple[str, ...]
    reader: str
    sample: Draft


class TextsForm(forms.Form):
    """Subject and body of each text; nothing but the allowed names may stand in braces."""

    def offer(self, key: str, text: Text, *, allowed: Iterable[str], label: str) -> None:
        """Adds the two fields of one text; whoever reads the form asks for ``text(key)``."""
        self.allowed: dict[str, tuple[str, ...]] = getattr(self, "allowed", {})
        self.allowed[key] = tuple(allowed)
        spoken = {"label": label}
        self.fields[f"subject_{key}"] = forms.CharField(
            label=_("Subject"),
            initial=text.subject,
            max_length=LONGEST_SUBJECT,
            widget=forms.TextInput(attrs={"aria-label": _t("Subject, %(label)s") % spoken}),
        )
        self.fields[f"body_{key}"] = forms.CharField(
            label=_("Text"),
            initial=text.body,
            max_length=LONGEST_BODY,
            widget=forms.Textarea(attrs={"rows": 12, "aria-label": _t("Text, %(label)s") % spoken}),
        )

    def let_go(self, key: str) -> None:
        """Nobody gets this text, so nothing is asked of it."""
        for name in (f"subject_{key}", f"body_{key}"):
            self.fields[name].required = False

    def check_text(self, key: str) -> None:
        """To be called from ``clean`` for each text that somebody will get."""
        for name in (f"subject_{key}", f"body_{key}"):
            words = self.cleaned_data.get(name, "")
            if unknown := not_understood(words, self.allowed[key]):
                said = {
                    "unknown": ", ".join(unknown),
                    "known": ", ".join(f"{{{one}}}" for one in self.allowed[key]),
                }
                self.add_error(
                    name,
                    _t("%(unknown)s: nothing can be put in there. Known are %(known)s.") % said,
                )

    def text(self, key: str) -> Text:
        """As it was typed, once it is valid."""
        return Text(self.cleaned_data[f"subject_{key}"], self.cleaned_data[f"body_{key}"])

    def typed(self, key: str) -> Text:
        """As it stands in the fields at the moment, valid or not."""
        return Text(*(str(self[f"{part}_{key}"].value() or "") for part in ("subject", "body")))

    def on_page(self, key: str, label: str, reader: Person, sample: Draft) -> TextOnPage:
        fields = self[f"subject_{key}"], self[f"body_{key}"]
        return TextOnPage(label, *fields, self.allowed[key], reader.full_name, sample)
