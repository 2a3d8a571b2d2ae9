"""What is asked of whoever applies: name, e-mail, a CV, and one question."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.phone_numbers import written_internationally
from candidates.uploads import DocumentField, Upload, looked_at
from processes.models import HeldFile, Vacancy
from processes.models.application import LONGEST_ANSWER
from processes.vacancies.receiving import Sent

SALT = "application form"
TOO_FAST = timedelta(seconds=3)  # nobody fills it in sooner
STALE = timedelta(hours=24)


class ApplicationForm(forms.Form):
    """Whoever fills it in has no account and perhaps no JavaScript.

    A CV that was taken is held while the rest is put right, so that nobody uploads it twice.
    ``website`` is for programs that fill in everything they find; people do not see it.
    """

    first_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(
            attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"},
        ),
    )
    cv = DocumentField(label=_("CV"))
    answer = forms.CharField(
        required=False, max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 4})
    )
    website = forms.CharField(required=False, label=_("Leave this empty"))
    held = forms.CharField(required=False)
    opened = forms.CharField(required=False)
    notice = forms.CharField(required=False)

    def __init__(self, *args: Any, vacancy: Vacancy, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vacancy, self.at = vacancy, at
        self.held_file: HeldFile | None = None
        if self.is_bound:
            self.held_file = HeldFile.objects.of(str(self.data.get("held", "")))
        if vacancy.question:
            self.fields["answer"].label = vacancy.question
        else:
            del self.fields["answer"]
        self._need_cv()

    def _need_cv(self) -> None:
        """A CV, unless one is held: then another may take its place."""
        field = self.fields["cv"]
        field.required = self.held_file is None
        if self.held_file is not None:
            self["cv"].label = str(_("Another CV"))

    def clean_first_name(self) -> str:
        return one_line(self.cleaned_data["first_name"])

    def clean_last_name(self) -> str:
        return one_line(self.cleaned_data["last_name"])

    def clean_phone(self) -> str:
        return written_internationally(self.cleaned_data["phone"], self.vacancy.country)

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_t("Please leave this field empty, and send it again."))
        return ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        age = self.age()
        if age is None or age > STALE:
            raise ValidationError(
                _t("This page stood open for a long time. Everything is still here: send it again.")
            )
        if age < TOO_FAST:
            raise ValidationError(
                _t("That was very fast. If you are a person, wait a moment and send it again.")
            )
        return data

    def age(self) -> timedelta | None:
        """How long ago the page was opened that was sent; None for one that is not ours."""
        try:
            since = signing.loads(str(self.data.get("opened", "")), salt=SALT)
        except signing.BadSignature:
            return None
        return timedelta(seconds=self.at.timestamp() - since)

    @property
    def opened_at(self) -> str:
        """Says in the form when the page was opened; nobody can make one up."""
        age = self.age() if self.is_bound else None
        if self.is_bound and (age is None or age > STALE):
            return opened(self.at - TOO_FAST)  # they are people, by now
        return str(self.data["opened"]) if age is not None else opened(self.at)

    def hold(self) -> None:
        """Keeps the CV of a form that was refused for something else."""
        upload: Upload | None = self.cleaned_data.get("cv")
        if upload is None:
            return
        if self.held_file is not None:
            self.held_file.drop()
        self.held_file = HeldFile.objects.hold(
            upload.file, name=upload.name, content_type=upload.kind.content_type, at=self.at
        )
        self._need_cv()

    def sent(self, source: str) -> Sent:
        """What was sent, of a form that is valid."""
        data = self.cleaned_data
        notice = data["notice"]
        return Sent(
            first_name=data["first_name"],
            last_name=data["last_name"],
            email=data["email"],
            phone=data["phone"],
            answer=data.get("answer", ""),
            upload=data["cv"] or self.held_upload(),
            source=source,
            notice=int(notice) if notice.isdecimal() and len(notice) < 7 else None,
        )

    def held_upload(self) -> Upload:
        assert self.held_file is not None, "else the CV was asked for"
        with self.held_file.file.open("rb") as kept:
            content = kept.read()
        return looked_at(ContentFile(content, name=self.held_file.name))


def opened(at: datetime) -> str:
    return signing.dumps(at.timestamp(), salt=SALT)


def one_line(words: str) -> str:
    return " ".join(words.split())
