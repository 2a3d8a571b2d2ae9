from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.phone_numbers import written_internationally
from clients.forms.portal_access import asked_about
from clients.models import Contact


class ContactForm(forms.ModelForm[Contact]):
    """One of a client's people. ``instance.client`` says whose."""

    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of letters and reports.")
    )

    class Meta:
        model = Contact
        fields = (
            "first_name",
            "last_name",
            "title",
            "role",
            "decides",
            "email",
            "phone",
            "language",
        )
        labels = {"decides": _("Decides who is taken")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Who sees the portal gets codes at this address: a strange one is asked about."""
        super().__init__(*args, **kwargs)
        typed = str(self["email"].data or "").strip()
        if not self.instance.sees_portal or typed.lower() == self.instance.email.lower():
            return
        if self.is_bound and (tick := asked_about(typed, self.instance)):
            self.fields["is_theirs"] = tick

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        others = self.instance.client.contacts.exclude(pk=self.instance.pk)
        same = others.filter(email__iexact=email).first() if email else None
        if same is None:
            self._see_that_they_can_sign_in(email)
            return email
        text = _t("%(name)s of this client has this address already.")
        if not same.is_active:
            text = _t("%(name)s, who has left this client, has this address already.")
        raise forms.ValidationError(text, params={"name": same.full_name})

    def _see_that_they_can_sign_in(self, email: str) -> None:
        """Whoever sees the portal signs in with this address: it is there, and theirs alone."""
        if self.instance.user_id is None or "email" not in self.changed_data:
            return
        if not email:
            raise forms.ValidationError(
                _t("Whoever sees the portal needs an address to sign in with.")
            )
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.user_id).exists():
            raise forms.ValidationError(_t("Somebody else signs in with this address already."))

    @property
    def changed_fields(self) -> list[str]:
        """Of the contact; not the tick."""
        return [name for name in self.changed_data if name in self.Meta.fields]

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"])
        if "phone" not in self.changed_data:
            return phone
        return written_internationally(phone, self.instance.client.country)
