from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from accounts.forms.showing import CandidateShowing
from accounts.models import User
from accounts.phone_numbers import written_internationally
from accounts.web_addresses import WebAddressField
from candidates.forms.skills import SkillsField
from candidates.models import Candidate

NAMED_TWINS = 3


class CandidateForm(CandidateShowing, forms.ModelForm[Candidate]):
    """A candidate, as a recruiter enters them.

    An address that another candidate has is asked about once: ``somebody_else`` confirms it.
    """

    skills = SkillsField(
        label=_("Skills"), required=False, help_text=_("With commas between them.")
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of our letters to them.")
    )
    somebody_else = forms.BooleanField(
        label=_("This is somebody else: save with the same address"), required=False
    )

    class Meta:
        model = Candidate
        fields = (
            "first_name",
            "last_name",
            "headline",
            "employer",
            "skills",
            "email",
            "country",
            "phone",
            "city",
            "language",
            "profile_link",
            "available_on",
            "expects",
            "source",
            "owner",
            "about",
            "shown_as",
            "told",
        )
        field_classes = {"profile_link": WebAddressField}
        widgets = {"available_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if hasattr(self.instance, "availability"):  # noted with the rest that they say of it
            del self.fields["available_on"]
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = User.objects.staff() | User.objects.filter(pk=self.instance.owner_id)
        owner.empty_label = None

    @property
    def changed_columns(self) -> list[str]:
        return [name for name in self.changed_data if name != "somebody_else"]

    @cached_property
    def twins(self) -> list[Candidate]:
        """Other candidates with the address that was typed."""
        email = self.cleaned_data.get("email") if self.is_bound else ""
        if not email or "email" not in self.changed_data:
            return []
        others = Candidate.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        return list(others[:NAMED_TWINS])

    def clean_phone(self) -> str:
        phone, country = str(self.cleaned_data["phone"]), self.cleaned_data.get("country")
        if "phone" not in self.changed_data or country is None:
            return phone
        return written_internationally(phone, country)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.twins and not cleaned.get("somebody_else"):
            names = format_html_join(
                ", ",
                '<a class="link font-medium" href="{}">{}</a>',
                ((twin.get_absolute_url(), twin.full_name) for twin in self.twins),
            )
            warning = _t("Already here with this address: {names}. Is it the same person?")
            self.add_error("email", format_html(warning, names=names))
        return cleaned
