"""Aftercare: who would rather not be asked, and a line of the plan that placements begin with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from processes.aftercare.planning import MONTH, START, PlanLine
from processes.models import Anchor, Unit
from processes.sides import Side

FARTHEST = {Unit.DAY.value: 999, Unit.MONTH.value: 60}
BEFORE, AFTER = "before", "after"


class NotWantedForm(forms.Form):
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In their words, if they gave a reason. It stays with us."),
    )


class PlanLineForm(forms.Form):
    """Names may stay empty in languages that nobody reads; the English one stands in for them."""

    number = forms.IntegerField(label=_("How many"), min_value=0)
    unit = forms.ChoiceField(label=_("Days or months"), choices=Unit.choices)
    way = forms.ChoiceField(
        label=_("Before or after"), choices=[(BEFORE, _("before")), (AFTER, _("after"))]
    )
    anchor = forms.ChoiceField(
        label=_("Counted from"),
        choices=Anchor.choices,
        help_text=_("It is left out where this day was not agreed."),
    )
    within = forms.IntegerField(
        label=_("Days it may take"),
        min_value=0,
        max_value=90,
        help_text=_("It is owed from its day on, and late once so many days have passed."),
    )
    side = forms.ChoiceField(
        label=_("Owed to"), required=False, choices=[("", _("Both sides")), *Side.choices]
    )
    asks = forms.BooleanField(
        label=_("Ask the three questions"),
        required=False,
        help_text=_("Then only an answer gives it, or that they would rather not be asked."),
    )
    gesture = forms.BooleanField(label=_("With a gesture"), required=False)
    yearly = forms.BooleanField(
        label=_("Comes again and again"),
        required=False,
        help_text=_("After as long each time; only what counts from the first day can."),
    )

    def __init__(
        self, data: Any = None, *, others: Sequence[PlanLine], line: PlanLine | None = None
    ) -> None:
        self.others, self.old = others, line
        initial: dict[str, Any] = {"way": AFTER, "number": 0, "within": 5}
        if line:
            initial = {
                "number": abs(line.offset),
                "way": BEFORE if line.offset < 0 else AFTER,
                **{name: getattr(line, name) for name in COPIED},
                **{f"text_{code}": text for code, text in line.texts.items()},
            }
        super().__init__(data, initial=initial)
        names = [f"text_{code}" for code, _name in settings.LANGUAGES]
        for code, language in settings.LANGUAGES:
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("In %(language)s") % {"language": _t(str(language))},
                max_length=80,
                required=False,
            )
        self.order_fields(names)

    @property
    def texts(self) -> list[forms.BoundField]:
        """What it is called, in each language."""
        return [self[f"text_{code}"] for code, _name in settings.LANGUAGES]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        number, unit = data.get("number"), data.get("unit", "")
        if number is not None and number > FARTHEST.get(unit, 0):
            farthest = _t("At most %(count)d.") % {"count": FARTHEST.get(unit, 0)}
            self.add_error("number", farthest)
        if data.get("yearly") and (data.get("anchor") != START or data.get("way") == BEFORE):
            self.add_error("yearly", _t("Only what comes after the first day comes again."))
        elif data.get("yearly") and not (unit == MONTH and number):
            self.add_error("yearly", _t("Say after how many months it comes again."))
        if not any(data.get(f"text_{code}") for code, _name in settings.LANGUAGES):
            self.add_error("text_en", _t("Say what it is called, in one language at least."))
        return data

    @property
    def line(self) -> PlanLine:
        said = self.cleaned_data
        texts = {
            code: said[f"text_{code}"]
            for code, _name in settings.LANGUAGES
            if said.get(f"text_{code}")
        }
        return PlanLine(
            key=self.old.key if self.old else self._new_key(texts),
            texts=texts,
            offset=-said["number"] if said["way"] == BEFORE else said["number"],
            **{name: said[name] for name in COPIED},
        )

    def _new_key(self, texts: dict[str, str]) -> str:
        """A key of its own, for a plan knows its touchpoints by it."""
        taken = {line.key for line in self.others}
        stem = slugify(texts.get("en") or next(iter(texts.values())))[:30] or "line"
        number, key = 1, stem
        while key in taken:
            number += 1
            key = f"{stem}-{number}"
        return key


COPIED = ("unit", "anchor", "within", "side", "asks", "gesture", "yearly")
