from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from candidates.models import SavedSearch


class SavedSearchForm(forms.Form):
    """What a search is called and who may use it; a new one may tell of new people."""

    name = forms.CharField(label=pgettext_lazy("of a search", "Name"), max_length=80)
    shared = forms.BooleanField(label=_("Everybody here may use it"), required=False)
    watched = forms.BooleanField(
        label=_("Write to me in the morning when somebody new fits"), required=False
    )

    def __init__(self, data: Any = None, *, owner: User, search: SavedSearch | None = None) -> None:
        initial = {"name": search.name, "shared": search.shared} if search else {}
        super().__init__(data, initial=initial)
        self.owner, self.search = owner, search
        if search is not None:
            del self.fields["watched"]

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        same = SavedSearch.objects.filter(owner=self.owner, name=name)
        if self.search is not None:
            same = same.exclude(pk=self.search.pk)
        if same.exists():
            raise ValidationError(_t("You have a search of this name already."))
        return name
