from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate
from processes.merging.facts import BY_NAME, FACTS, Fact, Side

BOTH = {True: _("Both, each once"), False: _("Both, one after the other")}


@dataclass(frozen=True)
class Line:
    """A fact in which the records differ: what each says, and the choice between them."""

    label: str | Promise
    field: BoundField
    sides: list[tuple[Side, str]]

    @property
    def chosen(self) -> str:
        return str(self.field.value())


class MergeForm(forms.Form):
    """Of two records of one person, whose word counts in everything that they tell differently."""

    def __init__(self, kept: Candidate, gone: Candidate, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept, self.gone = kept, gone
        self.differing = [fact for fact in FACTS if fact.differs(kept, gone)]
        for fact in self.differing:
            sides: list[tuple[str, Any]] = [("kept", ""), ("gone", "")]
            if fact.takes_both and fact.is_known(kept) and fact.is_known(gone):
                sides.append(("both", BOTH[fact.is_list]))
            self.fields[fact.name] = forms.ChoiceField(
                label=str(fact.label), choices=sides, initial=fact.usual(kept, gone)
            )

    @property
    def lines(self) -> Iterator[Line]:
        for fact in self.differing:
            field = self[fact.name]
            choice = cast("forms.ChoiceField", field.field)
            sides = [
                (cast("Side", side), self._said(fact, str(side), str(words)))
                for side, words in cast("list[tuple[str, Any]]", choice.choices)
            ]
            yield Line(fact.label, field, sides)

    @property
    def same(self) -> list[tuple[str | Promise, str]]:
        """What both records say alike."""
        alike = [fact for fact in FACTS if fact not in self.differing]
        return [(one.label, one.shown(self.kept)) for one in alike if one.is_known(self.kept)]

    @property
    def chosen(self) -> dict[str, Side]:
        """By a fact's name the side that counts."""
        return {name: self.cleaned_data[name] for name in BY_NAME if name in self.cleaned_data}

    def _said(self, fact: Fact, side: str, words: str) -> str:
        if side == "both":
            return words
        return fact.shown(self.kept if side == "kept" else self.gone)
