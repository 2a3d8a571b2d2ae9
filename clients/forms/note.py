from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from clients.models import ClientNote


class ClientNoteForm(forms.ModelForm[ClientNote]):
    """Something to remember of a client (C10)."""

    about = forms.ChoiceField(
        label=_("About"), choices=ClientNote.About.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = ClientNote
        fields = ("about", "text")
