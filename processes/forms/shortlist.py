"""What is asked about the shortlist, and about how somebody wants to work (C8, C9)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from processes.models import Candidacy, Seniority, ShortlistReason, WantsJob, Wish


class ReasonForm(forms.ModelForm):  # type: ignore[type-arg]
    """Why fewer are presented than the client should compare."""

    class Meta:
        model = ShortlistReason
        fields = ["words"]
        labels = {"words": _("Why so few")}
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}


class WishForm(forms.ModelForm):  # type: ignore[type-arg]
    """Seniority and wish, each for itself; and whether they want this very job (C9)."""

    wants_job = forms.ChoiceField(
        label=_("Do they want this job?"),
        choices=[("", _("not asked")), *WantsJob.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Ask in these words: “too senior” is no reason before they have answered."),
    )

    class Meta:
        model = Candidacy
        fields = ["seniority", "wish", "wants_job"]
        widgets = {"seniority": forms.RadioSelect, "wish": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("seniority", "wish"):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            values = {"seniority": Seniority, "wish": Wish}[name]
            field.choices = [("", _("not said")), *values.choices]
        if self.instance.wants_job_asked_at:  # once asked, it was asked
            answered = self.fields["wants_job"]
            assert isinstance(answered, forms.ChoiceField)
            answered.choices = list(WantsJob.choices)
