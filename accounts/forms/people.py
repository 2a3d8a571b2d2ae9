from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import ClockInput, TimeZoneSelect
from accounts.models import Role, User
from accounts.phone_numbers import written_internationally


class OneLineField(forms.CharField):
    """A name that will stand in the headers of letters: whatever was pasted, it is one line."""

    def to_python(self, value: Any) -> Any:
        return " ".join(str(super().to_python(value)).split())


STAFF_ROLES = [(role.value, role.label) for role in Role if role != Role.CLIENT]


class PersonForm(forms.ModelForm[User]):
    """One of the agency's people, as an admin enters them."""

    role = forms.ChoiceField(label=_("Role"), choices=STAFF_ROLES)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = (
            "full_name",
            "email",
            "role",
            "phone",
            "language",
            "country",
            "time_zone",
            "work_starts",
            "work_ends",
            "is_active",
        )
        field_classes = {"full_name": OneLineField}
        widgets = {
            "work_starts": ClockInput(),
            "work_ends": ClockInput(),
            "time_zone": TimeZoneSelect(),
        }

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        if self.instance.pk is None:
            del self.fields["is_active"]

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_t("Somebody signs in with this address already."))
        return email

    def clean_phone(self) -> str:
        return written_internationally(self.cleaned_data["phone"], self.data.get("country", ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("work_starts"), cleaned.get("work_ends")
        if starts and ends and starts >= ends:
            self.add_error("work_ends", _t("The working day ends before it starts."))
        if self.instance == self.by:
            if cleaned.get("role") != Role.ADMIN and self.instance.is_admin:
                self.add_error("role", _t("You cannot take your own admin role away."))
            if cleaned.get("is_active") is False:
                self.add_error("is_active", _t("You cannot close your own account."))
        return cleaned


class ProfileForm(forms.ModelForm[User]):
    """What everyone sets alone: how they are reached, their language and their hours."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = ("full_name", "phone", "language", "time_zone", "work_starts", "work_ends")
        field_classes = {"full_name": OneLineField}
        widgets = {
            "work_starts": ClockInput(),
            "work_ends": ClockInput(),
            "time_zone": TimeZoneSelect(),
        }

    def clean_phone(self) -> str:
        return written_internationally(self.cleaned_data["phone"], self.instance.country)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("work_starts"), cleaned.get("work_ends")
        if starts and ends and starts >= ends:
            self.add_error("work_ends", _t("The working day ends before it starts."))
        return cleaned
