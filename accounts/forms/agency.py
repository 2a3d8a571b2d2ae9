"""What an admin sets for the agency, and its logo."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.colours import READABLE, contrast_with_white, readable_shade
from accounts.form_rendering import ClockInput, TimeZoneSelect
from accounts.forms.people import OneLineField
from accounts.forms.showing import AgencyShowing
from accounts.logos import LARGEST, BadLogo, DrawnLogo, drawn
from accounts.models import Agency
from accounts.models.agency import COLOUR
from accounts.phone_numbers import written_internationally


class AgencyForm(AgencyShowing, forms.ModelForm[Agency]):
    """The agency's name and the rest of what an admin sets for all."""

    class Meta:
        model = Agency
        fields = (
            *("name", "phone", "email", "colour", "country", "time_zone"),
            *("acknowledges", "holding_goes_out_at", "asks_how_it_goes"),
            *("shortlist_minimum", "requires_mfa"),
            *("shown_as", "told"),
        )
        field_classes = {"name": OneLineField}
        widgets = {
            "colour": forms.TextInput(attrs={"type": "color"}),
            "time_zone": TimeZoneSelect(),
            "holding_goes_out_at": ClockInput(),
        }
        help_texts = {
            "holding_goes_out_at": _(
                "On the day when the word is due, those that nobody has touched. Empty: nothing "
                "goes out by itself. Counts for messages that are prepared from now on."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shortlist_minimum"].required = False  # left empty, it stays what it is
        typed = str(self.data.get("colour", ""))
        contrast = contrast_with_white(typed if COLOUR.match(typed) else self.instance.colour)
        self.fields["colour"].help_text = _t(
            "For buttons, links and headings. White on it has a contrast of %(contrast)s to 1; "
            "%(least)s is the least that everybody can read."
        ) % {"contrast": in_words(contrast), "least": in_words(READABLE)}

    def clean_phone(self) -> str:
        return written_internationally(self.cleaned_data["phone"], self.data.get("country", ""))

    def clean_shortlist_minimum(self) -> int:
        typed: int | None = self.cleaned_data["shortlist_minimum"]
        return self.instance.shortlist_minimum if typed is None else typed

    def clean_colour(self) -> str:
        colour = str(self.cleaned_data["colour"])
        if not COLOUR.match(colour):  # the model says so
            return colour
        contrast = contrast_with_white(colour)
        if contrast < READABLE:
            raise forms.ValidationError(
                _t(
                    "White on this colour is hard to read: a contrast of %(contrast)s to 1, where "
                    "%(least)s is the least. The nearest shade that everybody can read is "
                    "%(shade)s."
                )
                % {
                    "contrast": in_words(contrast),
                    "least": in_words(READABLE),
                    "shade": readable_shade(colour),
                }
            )
        return colour

    def clean_holding_goes_out_at(self) -> time | None:
        """Within the hours, for what goes out by itself must be seen by somebody."""
        hour: time | None = self.cleaned_data["holding_goes_out_at"]
        hours = self.instance.working_hours()
        if hour is not None and not hours.starts <= hour < hours.ends:
            said = {"starts": f"{hours.starts:%H:%M}", "ends": f"{hours.ends:%H:%M}"}
            raise forms.ValidationError(
                _t("Choose an hour between %(starts)s and %(ends)s.") % said
            )
        return hour


class LogoForm(forms.Form):
    """An uploaded logo, told by its content and drawn anew; ``logo`` is what came of it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "SVG or PNG, up to 2 MB, made for a light background. Best an SVG whose text was "
            "turned into paths."
        ),
        widget=forms.FileInput(attrs={"accept": ".svg,.png,image/svg+xml,image/png"}),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
    )
    logo: DrawnLogo

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        size = file.size or 0
        if size > LARGEST:
            raise forms.ValidationError(
                _t("This file has %(size)s; at most %(most)s, please."),
                params={"size": filesizeformat(size), "most": filesizeformat(LARGEST)},
            )
        try:
            self.logo = drawn(file.read())
        except BadLogo as bad:
            raise forms.ValidationError(str(bad)) from bad
        return file


def in_words(contrast: float) -> str:
    """Rounded down, so that what is too little never reads as enough."""
    return number_format(int(contrast * 10) / 10, decimal_pos=1)
