from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from clients.models import ClientNote

if TYPE_CHECKING:
    FormOfNote = forms.ModelForm[ClientNote]
else:
    FormOfNote = forms.ModelForm


class ClientNoteForm(FormOfNote):
    """Something to remember of a client (C10)."""

    class Meta:
        model = ClientNote
        fields = ("about", "text")
        widgets = {"about": forms.RadioSelect}
