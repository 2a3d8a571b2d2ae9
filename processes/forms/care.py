from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clients.models import Contact
from processes.models import Touchpoint
from processes.models.care_answer import Said
from processes.sides import Side

LONGEST = 4000
SCALE = [
    (5, pgettext_lazy("how it goes", "5 · very well")),
    (4, pgettext_lazy("how it goes", "4 · well")),
    (3, pgettext_lazy("how it goes", "3 · so-so")),
    (2, pgettext_lazy("how it goes", "2 · not well")),
    (1, pgettext_lazy("how it goes", "1 · badly")),
]


class CareForm(forms.Form):
    """The same three short questions to both sides, on the phone and by a link (A1)."""

    going_well = forms.TypedChoiceField(
        label=_("How is it going?"),
        choices=SCALE,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the five.")},
    )
    better = forms.CharField(
        label=_("What would make it better?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    anything_else = forms.CharField(
        label=_("Is there anything we should know?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def said(self) -> Said:
        data = self.cleaned_data
        return Said(data["going_well"], data["better"].strip(), data["anything_else"].strip())


class CareLinkForm(CareForm):
    """The same for a thumb: the five below each other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["going_well"].widget.attrs["class"] = "choices-column"


class ClientsForm(forms.Form):
    """Whom of the client's people it is about; of a candidate nobody is asked."""

    contact = forms.ModelChoiceField(
        label=_("With whom"), queryset=Contact.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, touchpoint: Touchpoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if touchpoint.side == Side.CANDIDATE:
            del self.fields["contact"]
            return
        assignment = touchpoint.placement.candidacy.assignment
        contact = self.fields["contact"]
        assert isinstance(contact, forms.ModelChoiceField)
        contact.queryset = Contact.objects.active().filter(client=assignment.client_id)
        word = touchpoint.follow_ups.order_by("-pk").first()
        asked = word.contact_id if word else None
        self.initial.setdefault("contact", asked or assignment.decider_id)

    @property
    def who(self) -> Contact | None:
        found: Contact | None = self.cleaned_data.get("contact")
        return found


class CareCallForm(ClientsForm, CareForm):
    """The three questions on the phone, and who has answered them."""

    field_order = ("contact", "going_well", "better", "anything_else")


class CareLetterForm(ClientsForm):
    """Who gets the letter with the link."""
