from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from clients.models import Contact
from processes.forms.decline import LettersForm
from processes.models import Outcome
from processes.words.drafting import Text


class ClosingForm(LettersForm):
    """How the assignment ended, the closing word to the client, and the answer to everyone."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What the client hears"),
        help_text=_(
            "Why it ends, and what the search has found. It takes the place of {why} in the "
            "letters below, and the client can read it in the portal."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self, *args: Any, closing_words: Iterable[tuple[Contact, Text]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.contacts = {key_of(contact): contact for contact, _text in closing_words}
        for contact, text in closing_words:
            label = _t("closing word to %(name)s") % {"name": contact.full_name}
            self.offer(key_of(contact), text, allowed=["why"], label=label)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for key in (*self.groups, *self.contacts):
            self.check_text(key)
        return data

    def closing_texts(self) -> dict[Contact, Text]:
        return {contact: self.text(key) for key, contact in self.contacts.items()}


def key_of(contact: Contact) -> str:
    return f"contact_{contact.pk}"
