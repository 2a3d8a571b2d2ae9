from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mailings.models import Letter
from mailings.models.outbox import LetterQuerySet

SHOWN = 200  # letters to tick at a time; the others follow when these are decided on


class HoldForm(forms.Form):
    """Why no letter may leave."""

    why = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("Everybody reads it on Today, such as: the backup of Tuesday was restored."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CancellationForm(forms.Form):
    """Which of the letters that wait are not sent when the hold ends."""

    letters = forms.ModelMultipleChoiceField(
        Letter.objects.none(),
        error_messages={
            "required": _("Tick the letters that should not be sent."),
            "invalid_choice": _("One of them waits no longer. Look again at those that do."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["letters"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = waiting()

    def cancel(self, *, at: datetime) -> int:
        """How many are cancelled. Raises TooLate for one that is going at this moment."""
        chosen: list[Letter] = list(self.cleaned_data["letters"])
        for letter in chosen:
            letter.cancel(at=at)
        return len(chosen)


def waiting() -> LetterQuerySet:
    letters: LetterQuerySet = Letter.objects.waiting().defer("html", "text").order_by("pk")
    return letters
