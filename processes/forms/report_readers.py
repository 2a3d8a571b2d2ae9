from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from clients.known_domains import OPEN_TO_ANYBODY, domain_of, is_known
from clients.models import Client, Contact, ContactRole
from processes.models import ReportRecipient, ReportSchedule

SHOWN = 40
LONGEST_NUMBER = 18
NEWCOMER = "new"
OF_ANYBODY = _(
    "Anybody can have an address at %(domain)s. Say that it is right, or choose somebody else."
)
QUESTION = _(
    "Nobody else at %(client)s is known to have an address at %(domain)s. Say that it is right, or"
    " choose somebody else."
)


@dataclass(frozen=True)
class ReaderRow:
    """A contact in the list to choose from; ``question``: what to confirm about the address."""

    contact: Contact
    is_chosen: bool
    language: str
    question: str

    @property
    def confirmation(self) -> str:
        return str(self.contact.pk)


class ReadersForm(forms.Form):
    """Who gets the reports of an exception, each in which language; somebody new may be added.

    An address at a domain where the client is not known to have any must be confirmed.
    """

    recipients = forms.ModelMultipleChoiceField(
        label=_("Who gets it"),
        queryset=Contact.objects.none(),
        required=False,
        error_messages={
            "invalid_choice": _("A recipient must be a contact of that client who works there."),
            "invalid_pk_value": _("A recipient must be a contact of that client."),
        },
    )
    new_first_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    new_last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    new_email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    new_language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, required=False
    )

    def __init__(self, *args: Any, schedule: ReportSchedule, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schedule, self.client = schedule, client
        self.there = client.contacts.active().exclude(email="")
        field = self.fields["recipients"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = self.there
        self.initial["new_language"] = client.language
        self.chosen = (
            dict(schedule.chosen.values_list("contact", "language")) if schedule.pk else {}
        )
        self.questions: dict[str, str] = {}
        self.newcomer = ""  # what is confirmed of somebody new: this very address, and no other

    def rows(self) -> list[ReaderRow]:
        """Those chosen first, then the others as the client's page has them; SHOWN at most."""
        ticked = self._ticked()
        shown = list(self.there.filter(pk__in=ticked))
        shown += self.there.exclude(pk__in=ticked)[: max(SHOWN - len(shown), 0)]
        return [
            ReaderRow(
                contact,
                contact.pk in ticked,
                self._language_for(contact),
                self.questions.get(str(contact.pk), ""),
            )
            for contact in shown
        ]

    def has_more(self) -> bool:
        return self.there.count() > SHOWN

    @property
    def question_of_newcomer(self) -> str:
        return self.questions.get(self.newcomer, "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for contact in cleaned.get("recipients") or []:
            if contact.pk not in self.chosen and self._is_stranger(contact):
                self._ask("recipients", str(contact.pk), contact.email)
        self._clean_newcomer(cleaned)
        return cleaned

    def save(self, *, by: User, at: datetime) -> None:
        """Writes who gets the reports of the schedule, which is saved and locked by then."""
        contacts = list(self.cleaned_data["recipients"])
        languages = {contact.pk: self._language_for(contact) for contact in contacts}
        if newcomer := self.cleaned_data.get("newcomer"):
            if newcomer.pk is None:
                newcomer.save()
                languages[newcomer.pk] = ""
            languages.setdefault(newcomer.pk, self.cleaned_data["new_language"])
            if newcomer not in contacts:
                contacts.append(newcomer)
        self.schedule.chosen.exclude(contact__in=contacts).delete()
        confirmed = self._confirmed()
        for contact in contacts:
            row, made = ReportRecipient.objects.get_or_create(
                schedule=self.schedule, contact=contact
            )
            row.language = languages[contact.pk]
            if made and confirmed & {str(contact.pk), contact is newcomer and self.newcomer}:
                row.confirmed_by, row.confirmed_at = by, at
            row.save(update_fields=["language", "confirmed_by", "confirmed_at"])

    def _clean_newcomer(self, cleaned: dict[str, Any]) -> None:
        """Somebody new, or a contact of the client who is not in the list but has the address."""
        first, last = cleaned.get("new_first_name", ""), cleaned.get("new_last_name", "")
        if "new_email" in self.errors or "new_first_name" in self.errors:
            return
        if not (email := cleaned.get("new_email", "")):
            if first or last:
                self.add_error("new_email", _("Without an address no report can be sent."))
            return
        known = self.client.contacts.filter(email__iexact=email).first()
        if known and not known.is_active:
            text = _t("%(name)s, who has left this client, has this address.")
            self.add_error("new_email", text % {"name": known.full_name})
            return
        if known is None and not first:
            self.add_error("new_first_name", _("Whom does this address belong to?"))
            return
        cleaned["newcomer"] = known or Contact(
            client=self.client,
            first_name=first,
            last_name=last,
            email=email,
            role=ContactRole.OTHER,
            language=cleaned.get("new_language") or self.client.language,
        )
        if known is None or (known.pk not in self.chosen and self._is_stranger(known)):
            if known is None and is_known(self.client, email):
                return
            self.newcomer = f"{NEWCOMER}:{email.lower()}"
            self._ask("new_email", self.newcomer, email)

    def _is_stranger(self, contact: Contact) -> bool:
        """Nobody else there has such an address, nor do they hear of an assignment anyway."""
        if is_known(self.client, contact.email, but=contact):
            return False
        hears = Q(ordered_by=contact) | Q(decider=contact)
        return not self.client.assignments.filter(hears).exists()

    def _ask(self, field: str, whom: str, email: str) -> None:
        if whom in self._confirmed():
            return
        domain = domain_of(email)
        question = OF_ANYBODY if domain in OPEN_TO_ANYBODY else QUESTION
        said = question % {"client": self.client.name, "domain": domain}
        self.questions[whom] = said
        self.add_error(field, said)

    def _confirmed(self) -> set[str | bool]:
        return set(self._typed("confirmed"))

    def _ticked(self) -> set[int]:
        if not self.is_bound:
            return set(self.chosen)
        typed = self._typed("recipients")
        return {int(one) for one in typed if one.isdecimal() and len(one) < LONGEST_NUMBER}

    def _typed(self, name: str) -> list[str]:
        return self.data.getlist(name) if isinstance(self.data, QueryDict) else []

    def _language_for(self, contact: Contact) -> str:
        if not self.is_bound:
            return str(self.chosen.get(contact.pk, ""))
        typed = self.data.get(f"language_{contact.pk}", "")
        return typed if typed in dict(settings.LANGUAGES) else ""
