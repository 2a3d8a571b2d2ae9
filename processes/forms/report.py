from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from processes.models import Report
from processes.reports.promise_words import AT_MOST, lines


class WordsForm(forms.ModelForm):  # type: ignore[type-arg]
    """The recruiter's own words in a report: comment, wishes, next week."""

    class Meta:
        model = Report
        fields = ["comment", "wanted", "next_week"]
        widgets = {
            "comment": forms.Textarea(attrs={"rows": 5, "maxlength": 4000}),
            "wanted": forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
            "next_week": forms.Textarea(attrs={"rows": 4, "maxlength": 2000}),
        }

    def clean_wanted(self) -> str:
        typed: str = self.cleaned_data["wanted"]
        if len(lines(typed)) > AT_MOST:
            raise forms.ValidationError(
                _t("A client answers three questions, not more: leave three lines.")
            )
        return typed


class StopForm(forms.Form):
    """Why a report does not go out."""

    reason = forms.CharField(
        label=_("Why it should not go out"),
        max_length=200,
        help_text=_("The next report covers this week too."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
