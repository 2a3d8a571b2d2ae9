"""What an admin wants to see of the trail: a form of wishes, and the entries they name."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.form_rendering import DayInput
from accounts.models import Action, Role, TrailEntry, User
from accounts.trail.recording import trailed
from accounts.trail.words import noun

NOBODY = "nobody"  # what the product does by itself
SIZE = 50
GREATEST = 2**63 - 1


class Choice(forms.Form):
    """Each wish narrows down what is found; what cannot be understood is said and passed over."""

    who = forms.CharField(label=_("Who"), required=False, max_length=20)
    action = forms.ChoiceField(label=_("Did"), required=False)
    what = forms.ChoiceField(label=_("To what"), required=False)
    row = forms.IntegerField(
        label=pgettext_lazy("of a row", "Number"), required=False, min_value=1, max_value=GREATEST
    )
    since = forms.DateField(
        label=pgettext_lazy("first day", "From"), required=False, widget=DayInput()
    )
    until = forms.DateField(
        label=pgettext_lazy("last day", "To"), required=False, widget=DayInput()
    )

    def __init__(self, asked: Any) -> None:
        super().__init__(asked)
        self.person: User | None = None
        kinds = sorted(
            ((m._meta.label_lower, noun(m._meta.label_lower)) for m in trailed()), key=_word
        )
        self._offer("action", [("", _("Anything")), *Action.choices])
        self._offer("what", [("", _("Anything")), *kinds])
        self.is_valid()

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_who(self) -> str:
        who: str = self.cleaned_data["who"]
        if who and who != NOBODY:
            number = int(who) if who.isdecimal() and who.isascii() else 0
            self.person = User.objects.filter(pk=number).first()
            if self.person is None:
                raise forms.ValidationError(_("There is nobody of this number."))
        return who

    @property
    def people(self) -> list[User]:
        """To choose from: who works here or has worked here, and whoever is chosen already."""
        staff = list(User.objects.exclude(role=Role.CLIENT).order_by("full_name", "pk"))
        known = self.person is None or self.person in staff
        return staff if known or self.person is None else [*staff, self.person]

    @property
    def refusals(self) -> list[str]:
        return [f"{self.fields[name].label}: {said[0]}" for name, said in self.errors.items()]

    @property
    def wishes(self) -> dict[str, str]:
        """As they stand in the address, without those that nobody understood."""
        understood = ((name, self.cleaned_data.get(name)) for name in self.fields)
        return {name: str(value) for name, value in understood if value}

    @property
    def address(self) -> str:
        return f"?{urlencode(self.wishes)}" if self.wishes else ""

    def entries(self) -> models.QuerySet[TrailEntry]:
        """What is found, newest first. Days are the reader's."""
        wishes, found = self.cleaned_data, TrailEntry.objects.order_by("-at", "-id")
        if wishes.get("who"):
            found = found.filter(by=self.person)
        if action := wishes.get("action"):
            found = found.filter(action=action)
        if what := wishes.get("what"):
            found = found.filter(what=what)
        if row := wishes.get("row"):
            found = found.filter(row=row)
        if since := wishes.get("since"):
            found = found.filter(at__gte=_beginning(since))
        if (until := wishes.get("until")) and until < date.max:
            found = found.filter(at__lt=_beginning(until + timedelta(days=1)))
        return found

    def page(self, before: str) -> tuple[list[TrailEntry], str]:
        """Entries before a mark, and the address of the next ones; empty where there are none."""
        found = self.entries()
        if mark := _read(before):
            at, pk = mark
            found = found.filter(at__lte=at).exclude(at=at, pk__gte=pk)
        entries = list(found.select_related("by")[: SIZE + 1])
        if len(entries) <= SIZE:
            return entries, ""
        last = entries[SIZE - 1]
        written = f"{last.at.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{last.pk}"
        return entries[:SIZE], f"?{urlencode({**self.wishes, 'before': written})}"


def _word(kind: tuple[str, str]) -> str:
    return kind[1].casefold()


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _read(mark: str) -> tuple[datetime, int] | None:
    moment, _dash, pk = mark.partition("-")
    try:
        number = int(pk)
        at = datetime.strptime(moment, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
    except ValueError:
        return None
    return (at, number) if 0 < number <= GREATEST else None
