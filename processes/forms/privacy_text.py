"""The agency's own privacy notice for whoever applies."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from processes.models.privacy_text import ADDRESS, AGENCY
from processes.words.drafting import not_understood

LONGEST = 12_000


class PrivacyTextForm(forms.Form):
    """Saving makes a new version; whoever has read an older one has read that one."""

    text = forms.CharField(
        label=_("Privacy notice"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text=_(
            "A first line that stands over others is a heading. {agency} and {email} stand for "
            "the agency's name and address."
        ),
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        if unknown := not_understood(text, [AGENCY.strip("{}"), ADDRESS.strip("{}")]):
            raise forms.ValidationError(
                _t("Not understood: %(what)s") % {"what": ", ".join(unknown[:5])}
            )
        return text
