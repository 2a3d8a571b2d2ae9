from __future__ import annotations

from typing import Any

from django import forms

from accounts.form_rendering import TimeZoneSelect
from accounts.models import User
from accounts.phone_numbers import written_internationally
from accounts.web_addresses import WebAddressField
from clients.models import Client


class ClientForm(forms.ModelForm[Client]):
    """A company, as a recruiter enters it."""

    class Meta:
        model = Client
        fields = (
            "name",
            "industry",
            "city",
            "country",
            "phone",
            "website",
            "owner",
            "time_zone",
            "about",
        )
        field_classes = {"website": WebAddressField}
        widgets = {"time_zone": TimeZoneSelect(attrs={"data-chooser": ""})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = User.objects.staff() | User.objects.filter(pk=self.instance.owner_id)
        owner.empty_label = None

    def clean_phone(self) -> str:
        phone, country = str(self.cleaned_data["phone"]), self.cleaned_data.get("country")
        if "phone" not in self.changed_data or country is None:
            return phone
        return written_internationally(phone, country)
