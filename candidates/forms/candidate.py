from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from accounts.forms.showing import CandidateShowing
from accounts.models import User
from accounts.phone_numbers import written_internationally
from accounts.web_addresses import WebAddressField
from candidates.forms.languages import LanguagesField
from candidates.forms.skills import SkillsField
from candidates.forms.tags import TagsField
from candidates.forms.twins import AsksAboutTwins
from candidates.forms.wishes import AsksForWishes
from candidates.found_through import FoundThroughField
from candidates.models import Candidate


class CandidateForm(AsksAboutTwins, AsksForWishes, CandidateShowing, forms.ModelForm[Candidate]):
    """A candidate, as a recruiter enters them."""

    skills = SkillsField(
        label=_("Skills"), required=False, help_text=_("With commas between them.")
    )
    languages = LanguagesField(
        label=_("Speaks"), required=False, help_text=_("Languages, with commas between them.")
    )
    tags = TagsField(label=_("Tags"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of our letters to them.")
    )

    class Meta:
        model = Candidate
        fields = (
            "first_name",
            "last_name",
            "headline",
            "employer",
            "skills",
            "languages",
            "email",
            "country",
            "phone",
            "city",
            "language",
            "profile_link",
            "wants_kinds",
            "available_on",
            "expects",
            "expects_from",
            "expects_to",
            "expects_currency",
            "expects_per",
            "source",
            "owner",
            "about",
            "tags",
            "shown_as",
            "told",
        )
        field_classes = {"profile_link": WebAddressField, "source": FoundThroughField}
        widgets = {"available_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if hasattr(self.instance, "availability"):  # noted with the rest that they say of it
            del self.fields["available_on"]
        for name in ("shown_as", "told"):  # a new candidate begins with what holds for most
            self.initial.setdefault(name, getattr(self.instance, name))
        for name in ("expects_currency", "expects_per"):
            measure = self.fields[name]
            assert isinstance(measure, forms.ChoiceField)
            measure.choices = [("", ""), *list(measure.choices)[1:]]  # type: ignore[arg-type]
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = User.objects.staff() | User.objects.filter(pk=self.instance.owner_id)
        owner.empty_label = None

    @property
    def changed_columns(self) -> list[str]:
        changed = {name for name in self.changed_data if name != "somebody_else"}
        if changed & {"expects_from", "expects_to"}:  # with no amount, its measure goes as well
            changed |= {"expects_currency", "expects_per"}
        return sorted(changed)

    def clean_phone(self) -> str:
        phone, country = str(self.cleaned_data["phone"]), self.cleaned_data.get("country")
        if "phone" not in self.changed_data or country is None:
            return phone
        return written_internationally(phone, country)

    def clean_source(self) -> str:
        changed = "source" in self.changed_data
        return str(self.cleaned_data["source"]) if changed else self.instance.source
