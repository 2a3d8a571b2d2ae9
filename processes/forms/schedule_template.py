"""A line of a template of schedules: what, in each language, and how its day is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from processes.models import PlannedActivity
from processes.schedule import SHORT
from processes.schedules.planning import RANGES, Counts, TemplateLine

LONGEST = PlannedActivity._meta.get_field("text").max_length


class TemplateLineForm(forms.Form):
    """Texts may stay empty in languages that nobody reads; the English one stands in for them."""

    counts = forms.ChoiceField(
        label=_("Its day is counted in"),
        choices=Counts.choices,
        help_text=_(
            "Half-time is the middle of the weeks agreed. A line never comes before the one ahead "
            "of it, and a day agreed with the client counts instead."
        ),
    )
    number = forms.IntegerField(label=_("Number"))
    milestone = forms.ChoiceField(
        label=_("Stands for"),
        required=False,
        choices=[("", _("Nothing in particular")), *SHORT.items()],
        help_text=_(
            "The days agreed for presentation, meetings and decision move the lines that stand "
            "for them; sending the schedule ticks its own line off."
        ),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        others: Sequence[TemplateLine],
        line: TemplateLine | None = None,
    ) -> None:
        self.others = others
        initial: dict[str, Any] = {}
        if line:
            initial = {"counts": line.counts, "number": line.number, "milestone": line.milestone}
            initial |= {f"text_{code}": text for code, text in line.texts.items()}
        super().__init__(data, initial=initial)
        for code, name in settings.LANGUAGES:
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("In %(language)s") % {"language": _t(str(name))},
                max_length=LONGEST,
                required=False,
            )
        self.order_fields([f"text_{code}" for code, _name in settings.LANGUAGES])

    def clean_milestone(self) -> str:
        milestone: str = self.cleaned_data["milestone"]
        if milestone and milestone in {line.milestone for line in self.others}:
            raise forms.ValidationError(_t("Another line stands for this already."))
        return milestone

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        counts, number = data.get("counts"), data.get("number")
        if counts and number is not None:
            smallest, largest = RANGES[Counts(counts)]
            if not smallest <= number <= largest:
                wrong = _t("A number from %(smallest)d to %(largest)d.")
                self.add_error("number", wrong % {"smallest": smallest, "largest": largest})
        if not self.errors and not self._texts(data):
            self.add_error("text_en", _t("Say what is done, in one language at least."))
        return data

    def _texts(self, data: dict[str, Any]) -> dict[str, str]:
        said = {code: data.get(f"text_{code}", "") for code, _name in settings.LANGUAGES}
        return {code: text for code, text in said.items() if text}

    @property
    def line(self) -> TemplateLine:
        said = self.cleaned_data
        return TemplateLine(self._texts(said), said["milestone"], said["counts"], said["number"])
