from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, Value
from django.db.models.functions import Lower
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _t

from accounts.form_rendering import TimeZoneSelect
from accounts.forms.showing import ClientShowing
from accounts.models import User
from accounts.phone_numbers import written_internationally
from accounts.search_names import Unaccented
from accounts.web_addresses import WebAddressField
from clients.models import Client

NAMED_TWINS = 3


class ClientForm(ClientShowing, forms.ModelForm[Client]):
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
            "shown_as",
            "told",
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

    def clean(self) -> dict[str, Any]:
        """A second company of a name is refused, unless its country or its city is another."""
        cleaned = super().clean() or {}
        if twins := self.twins(cleaned):
            names = format_html_join(
                ", ",
                '<a class="link font-medium" href="{}">{}</a>',
                ((twin.get_absolute_url(), twin.name) for twin in twins),
            )
            warning = _t(
                "Already here: {names}. If this is another company, its city tells them apart."
            )
            self.add_error("name", format_html(warning, names=names))
        return cleaned

    def twins(self, cleaned: dict[str, Any]) -> list[Client]:
        name, city = cleaned.get("name"), cleaned.get("city") or ""
        if not name or "name" not in self.changed_data:
            return []
        same = Client.objects.filter(
            plain_name=Lower(Unaccented(Value(name))), country=cleaned.get("country")
        )
        if city:
            same = same.filter(Q(city="") | Q(city__iexact=city))
        return list(same.exclude(pk=self.instance.pk)[:NAMED_TWINS])
