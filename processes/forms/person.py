from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _t

from accounts.forms.people import PersonForm
from processes.desks import Desk


class LeavingForm(PersonForm):
    """Somebody of the agency, who does not leave while anything is on their desk."""

    def clean_is_active(self) -> bool:
        is_active: bool = self.cleaned_data["is_active"]
        if self.initial["is_active"] and not is_active and (left := Desk(self.instance).left()):
            words = _t("Hand the desk over first: %(left)s.") % {"left": ", ".join(left)}
            raise forms.ValidationError(words)
        return is_active
