"""What was read from a CV beside what the record says, to be accepted field by field."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.phone_numbers import written_internationally
from accounts.web_addresses import WebAddressField
from candidates.forms.skills import MOST, SkillsField
from candidates.models import Candidate
from candidates.reading import Proposal, Reading
from candidates.reading.marks import Marked
from candidates.spoken_languages import language_name

SINGLE = ("first_name", "last_name", "email", "phone", "profile_link")


@dataclass(frozen=True)
class Read:
    """One single field: its tick, the value to take over, and what the record says now."""

    tick: forms.BoundField
    value: forms.BoundField
    seen: forms.BoundField
    now: str
    places: list[tuple[int, str]]  # the number of the mark and the value that stands there


@dataclass(frozen=True)
class Choice:
    """One of several values of a list, with its own tick."""

    value: str
    label: str
    number: int
    is_ticked: bool


@dataclass(frozen=True)
class Known:
    """What the text says and the record has already."""

    label: str
    value: str
    number: int


class FactsForm(forms.Form):
    """A tick for each fact; whatever is not ticked stays as it is, whatever was typed."""

    def __init__(
        self, *args: Any, candidate: Candidate, reading: Reading, marks: Marked, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.candidate, self.reading, self.marks = candidate, reading, marks
        for name in SINGLE:
            if self.new(name):
                self._add_single(name)
        for name in ("languages", "skills"):
            there = [(one.value, self.label(one)) for one in reading.of(name)]
            self.fields[name] = forms.MultipleChoiceField(
                label=label_of(name), choices=there, required=False
            )
        self.fields["more_skills"] = SkillsField(
            label=_("Skills in other words"),
            required=False,
            help_text=_("With commas between them."),
        )

    def new(self, name: str) -> list[Proposal]:
        """Proposals that say something else than the record does."""
        return [one for one in self.reading.of(name) if not self.is_known(one)]

    def is_known(self, proposal: Proposal) -> bool:
        now = getattr(self.candidate, proposal.field)
        if isinstance(now, list):
            return proposal.value.casefold() in {one.casefold() for one in now}
        return SAME[proposal.field](proposal.value) == SAME[proposal.field](now)

    @property
    def singles(self) -> list[Read]:
        names = [name for name in SINGLE if name in self.fields]
        return [
            Read(
                tick=self[f"take_{name}"],
                value=self[name],
                seen=self[f"seen_{name}"],
                now=getattr(self.candidate, name),
                places=[(self.marks.number(one), one.value) for one in self.new(name)],
            )
            for name in names
        ]

    @property
    def spoken(self) -> forms.BoundField:
        return self["languages"]

    @property
    def skilled(self) -> forms.BoundField:
        return self["skills"]

    @property
    def language_choices(self) -> list[Choice]:
        return self._choices("languages")

    @property
    def skill_choices(self) -> list[Choice]:
        return self._choices("skills")

    @property
    def known(self) -> list[Known]:
        """What the record says already, so that nobody wonders where it has gone."""
        return [
            Known(label_of(one.field), self.label(one), self.marks.number(one))
            for one in self.reading.proposals
            if self.is_known(one)
        ]

    @property
    def has_news(self) -> bool:
        return any(self.new(name) for name in (*SINGLE, "languages", "skills"))

    def label(self, proposal: Proposal) -> str:
        """A value as it is read by people."""
        is_language = proposal.field == "languages"
        return language_name(proposal.value) if is_language else proposal.value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in SINGLE:
            if cleaned.get(f"take_{name}"):
                try:
                    cleaned[name] = self._checked(name, cleaned.get(name, ""))
                except forms.ValidationError as error:
                    self.add_error(name, error)
        skills = [*cleaned.get("skills", []), *cleaned.get("more_skills", [])]
        there = len(self.candidate.skills)
        if skills and there + len(skills) > MOST:
            field = "skills" if cleaned.get("skills") else "more_skills"
            self.add_error(
                field,
                _t("At most %(most)d skills for one person: there are %(count)d already.")
                % {"most": MOST, "count": there},
            )
        if not self.errors and not self.accepted:
            self.add_error(None, _t("Tick what is to be taken over."))
        return cleaned

    @property
    def accepted(self) -> dict[str, Any]:
        """What was ticked, and nothing else."""
        cleaned = self.cleaned_data
        facts = {name: cleaned.get(name, "") for name in SINGLE if cleaned.get(f"take_{name}")}
        lists = {
            "languages": cleaned.get("languages", []),
            "skills": [*cleaned.get("skills", []), *cleaned.get("more_skills", [])],
        }
        return facts | {name: values for name, values in lists.items() if values}

    @property
    def seen(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(f"seen_{name}", "") for name in self.accepted}

    def say_changed(self, names: list[str]) -> None:
        """Somebody has written another value meanwhile: it is shown, and asked about anew."""
        for name in names:
            self.add_error(
                name,
                _t("The record says something else since you opened this page: %(now)s")
                % {"now": getattr(self.candidate, name) or _t("nothing")},
            )
            anew = self.data.copy()  # type: ignore[attr-defined]
            anew[f"seen_{name}"] = getattr(self.candidate, name)
            self.data = anew

    def _choices(self, name: str) -> list[Choice]:
        ticked = self.data.getlist(name) if self.is_bound else []  # type: ignore[attr-defined]
        return [
            Choice(one.value, self.label(one), self.marks.number(one), one.value in ticked)
            for one in self.new(name)
        ]

    def _add_single(self, name: str) -> None:
        label, now = label_of(name), getattr(self.candidate, name)
        first = self.new(name)[0].value
        self.fields[f"take_{name}"] = forms.BooleanField(label=label, required=False)
        self.fields[name] = forms.CharField(label=label, required=False, initial=first)
        hidden = forms.HiddenInput
        self.fields[f"seen_{name}"] = forms.CharField(
            required=False, strip=False, widget=hidden, initial=now
        )

    def _checked(self, name: str, value: str) -> str:
        """As the form of the record would take it; raises ``ValidationError``."""
        longest = Candidate._meta.get_field(name).max_length  # type: ignore[union-attr]
        if name == "phone":
            value = written_internationally(value, self.candidate.country)
        kinds: dict[str, type[forms.CharField]] = {
            "email": forms.EmailField,
            "profile_link": WebAddressField,
        }
        kind = kinds.get(name, forms.CharField)
        checked: str = kind(max_length=longest, required=True).clean(value)
        return checked


def label_of(name: str) -> str:
    return str(Candidate._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def address(link: str) -> str:
    return re.sub(r"^https?://(www\.)?|/$", "", link.casefold())


SAME: dict[str, Callable[[str], str]] = {
    "first_name": str.casefold,
    "last_name": str.casefold,
    "email": str.casefold,
    "phone": digits,
    "profile_link": address,
}
