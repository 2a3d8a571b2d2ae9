"""Whether an application is of somebody who is here, and what of it is taken over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate
from candidates.twins import Twin
from processes.models import Application
from processes.vacancies.deciding import FIELDS

LABELS: dict[str, str | Promise] = {
    "first_name": _("first name"),
    "last_name": _("last name"),
    "email": _("e-mail"),
    "phone": _("phone"),
    "language": _("language"),
}


@dataclass(frozen=True)
class Line:
    """One field of both: what is kept here, what was sent, and whether the latter is ticked."""

    name: str
    label: str | Promise
    ours: str
    theirs: str
    ticked: bool

    @property
    def differs(self) -> bool:
        return bool(self.theirs) and self.ours != self.theirs


@dataclass(frozen=True)
class Beside:
    """An application and somebody who may have sent it, side by side."""

    twin: Twin
    lines: list[Line]

    @property
    def candidate(self) -> Candidate:
        return self.twin.candidate

    @property
    def differing(self) -> list[Line]:
        return [line for line in self.lines if line.differs]


def beside(application: Application, twin: Twin, ticked: Sequence[str] | None = None) -> Beside:
    """What is missing here is ticked to be taken over; nothing else is, unless somebody did."""
    lines = []
    for name in FIELDS:
        ours, theirs = (shown(name, getattr(one, name)) for one in (twin.candidate, application))
        wanted = not ours and bool(theirs) if ticked is None else name in ticked
        lines.append(Line(name, LABELS[name], ours, theirs, wanted))
    return Beside(twin, lines)


def shown(name: str, value: str) -> str:
    if name == "language":
        return str(dict(settings.LANGUAGES).get(value, value))
    return value


class SameForm(forms.Form):
    """Which of these people it is, and which fields of theirs are overwritten."""

    candidate = forms.ChoiceField()
    take = forms.MultipleChoiceField(choices=list(LABELS.items()), required=False)

    def __init__(self, *args: Any, twins: Sequence[Twin], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.twins = {str(twin.candidate.pk): twin for twin in twins}
        field = self.fields["candidate"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(pk, twin.candidate.full_name) for pk, twin in self.twins.items()]
        field.error_messages["invalid_choice"] = field.error_messages["required"] = _t(
            "This person is not among those it may be. Look at the page again."
        )

    def ticked(self, twin: Twin) -> list[str] | None:
        """What was ticked of this person's; None where another was posted."""
        data = self.data
        if str(twin.candidate.pk) != data.get("candidate") or not isinstance(data, QueryDict):
            return None
        return data.getlist("take")

    @property
    def chosen(self) -> Candidate:
        return self.twins[self.cleaned_data["candidate"]].candidate
