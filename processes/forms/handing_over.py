from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from processes.deputies import Chairs


class HandingOverForm(forms.Form):
    """To whom, of those who work here and are here, and why."""

    to = forms.ModelChoiceField(
        label=pgettext_lazy("hand over", "To"),
        queryset=User.objects.none(),
        empty_label="",
        error_messages={"invalid_choice": _("Choose somebody who is here.")},
        help_text=_("Whoever is away is not on the list."),
    )
    why = forms.CharField(label=_("Why"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, giver: User, at: datetime) -> None:
        super().__init__(data)
        here = User.objects.staff().exclude(pk__in=Chairs.at(at).deputies).exclude(pk=giver.pk)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = here.order_by("full_name", "pk")
