from __future__ import annotations

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from candidates.models import NewsRhythm


class NewsRhythmForm(forms.Form):
    """How often somebody wants a word where there is nothing new."""

    rhythm = forms.ChoiceField(
        label=_("They want to hear from us"),
        widget=forms.RadioSelect,
        help_text=_("A day that somebody has promised stays promised, whatever the rhythm."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        rhythm = self.fields["rhythm"]
        assert isinstance(rhythm, forms.ChoiceField)
        rhythm.choices = [(one.value, capfirst(one.label)) for one in NewsRhythm]
