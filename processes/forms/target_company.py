from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from processes.models import TargetCompany
from processes.models.target_company import CompanyState

AT_ONCE = 100
LONGEST = 160  # characters of a name


class CompaniesForm(forms.Form):
    """Companies to look in, one per line, as they come out of a mail or a table."""

    names = forms.CharField(
        label=_("Companies"),
        max_length=AT_ONCE * (LONGEST + 1),
        help_text=_("One per line. Those already in the list are left as they are."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_names(self) -> list[str]:
        names = [line.strip(" \t,;") for line in self.cleaned_data["names"].splitlines()]
        names = [name for name in names if name]
        if not names:
            raise forms.ValidationError(_t("Write at least one company."))
        if len(names) > AT_ONCE:
            raise forms.ValidationError(
                _t("At most %(number)d companies at once.") % {"number": AT_ONCE}
            )
        if too_long := next((name for name in names if len(name) > LONGEST), ""):
            raise forms.ValidationError(
                _t("This is no name of a company: %(start)s…") % {"start": too_long[:40]}
            )
        return names


class StateForm(forms.Form):
    """How far the search has come at a company."""

    state = forms.ChoiceField(label=_("How far"), choices=CompanyState)


class TargetCompanyForm(forms.ModelForm):  # type: ignore[type-arg]
    """A company's name and what we note about it for ourselves."""

    class Meta:
        model = TargetCompany
        fields = ["name", "note"]

    def clean_name(self) -> str:
        """Unique as the database compares names: whatever the case and the accents."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        others = TargetCompany.objects.filter(assignment=self.instance.assignment_id)
        if others.named(name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_t("This company is in the list already."))
        return name
