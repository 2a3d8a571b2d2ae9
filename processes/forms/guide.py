from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from candidates.motivators import Motivator
from processes.forms.word_check import WordChecked

LONGEST = 800  # all of it has one page
LINES = 8  # of a list
LISTS = ("show", "explore")


def words(label: Any, rows: int, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=False, max_length=LONGEST, widget=area, help_text=help_text
    )


class GuideForm(WordChecked):
    """What the client knows before meeting somebody (K4); ``seen``: the version that was read."""

    checked_words = ("wants_words", *LISTS, "case")
    wants = forms.MultipleChoiceField(
        label=_("What this person wants"),
        choices=Motivator.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wants_words = words(_("In their own words"), 2)
    show = words(
        _("What to show and tell"), 3, _("A line each: what there is here of what they want.")
    )
    case = words(
        _("A case that tastes of the job"), 3, _("Something real to think about together.")
    )
    explore = words(
        _("Points to explore together"), 3, _("A line each; a conversation, not an interrogation.")
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, written: Mapping[str, Any], seen: str
    ) -> None:
        super().__init__(data, initial={**written, "seen": seen})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, value in data.items():  # a browser ends lines in its own way
            if isinstance(value, str):
                data[name] = "\n".join(line.rstrip() for line in value.splitlines())
        for name in LISTS:
            if data.get(name, "").count("\n") >= LINES:
                said = ngettext(
                    "The guide has one page: at most %(count)d line here.",
                    "The guide has one page: at most %(count)d lines here.",
                    LINES,
                )
                self.add_error(name, said % {"count": LINES})
        return data

    def look_again(self, version: str) -> None:
        """What was typed stays; keeping it once more replaces what somebody else has written."""
        self.data = QueryDict.copy(cast(QueryDict, self.data))
        self.data["seen"] = version
