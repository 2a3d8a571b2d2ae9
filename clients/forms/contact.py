from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.phone_numbers import written_internationally
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

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"])
        if "phone" not in self.changed_data:
            return phone
        return written_internationally(phone, self.instance.client.country)
