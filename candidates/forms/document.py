from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.models import Document
from candidates.uploads import WHICH, DocumentsField


class KindForm(forms.Form):
    """What a document is, where that was said wrongly when it came."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Document.Kind.choices)


class DocumentsForm(forms.Form):
    """Files of a candidate's, several at once: PDF, DOCX, ODT or plain text, by their content."""

    file = DocumentsField(label=_("Files"), help_text=WHICH)
    kind = forms.ChoiceField(
        label=_("kind"), choices=Document.Kind.choices, initial=Document.Kind.CV
    )
