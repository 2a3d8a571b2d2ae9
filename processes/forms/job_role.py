"""A role of the catalogue: names and duties in each language, and what is usually paid."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.money import Currency, PaidPer
from accounts.places import COUNTRIES
from processes.models import JobRole, RoleWording, Usual, Wording
from processes.models.role_wording import RANGE_KINDS

LONGEST = RoleWording._meta.get_field("name").max_length or 0
MOST_NAMES, MOST_DUTIES = 20, 4000
BLANK_ROWS = 3
AMOUNTS: dict[str, Any] = {"max_digits": 12, "decimal_places": 2, "min_value": Decimal("0.01")}


class WordingForm(forms.Form):
    """A role in one language; without a name there, it has no words in it."""

    name = forms.CharField(label=pgettext_lazy("role", "Name"), max_length=LONGEST, required=False)
    other_names = forms.CharField(
        label=_("Other names for it"),
        required=False,
        help_text=_("One a line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    duties = forms.CharField(
        label=_("Typical duties"),
        required=False,
        max_length=MOST_DUTIES,
        help_text=_("One a line, in the words that briefs use."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_other_names(self) -> tuple[str, ...]:
        names = lines(self.cleaned_data["other_names"])
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(
                _t("At most %(count)d other names.") % {"count": MOST_NAMES}
            )
        if any(len(name) > LONGEST for name in names):
            raise forms.ValidationError(
                _t("A name has at most %(count)d characters.") % {"count": LONGEST}
            )
        return tuple(names)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("name") and (data.get("other_names") or data.get("duties")):
            self.add_error("name", _t("Name the role in this language, or empty the rest."))
        return data

    @property
    def wording(self) -> Wording:
        data = self.cleaned_data
        return Wording(
            " ".join(data["name"].split()), data["other_names"], "\n".join(lines(data["duties"]))
        )


class UsualForm(forms.Form):
    """What is usually paid in one country; without amounts the row does not count."""

    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES)
    kind = forms.ChoiceField(label=_("Kind"), choices=RANGE_KINDS)
    low = forms.DecimalField(label=pgettext_lazy("pay", "From"), required=False, **AMOUNTS)
    high = forms.DecimalField(label=pgettext_lazy("pay", "To"), required=False, **AMOUNTS)
    currency = forms.ChoiceField(label=_("Currency"), choices=Currency.choices)
    per = forms.ChoiceField(label=_("Paid"), choices=PaidPer.choices)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        low, high = data.get("low"), data.get("high")
        if (low is None) != (high is None) and not self.errors:
            self.add_error("high" if high is None else "low", _t("Write both ends of the range."))
        if low is not None and high is not None and high < low:
            self.add_error("high", _t("The range goes from less to more."))
        return data

    @property
    def usual(self) -> Usual | None:
        return Usual(**self.cleaned_data) if self.cleaned_data.get("low") else None


class UsualRows(forms.BaseFormSet[UsualForm]):
    """All ranges of a role: one for each country and kind."""

    def clean(self) -> None:
        if any(self.errors):
            return
        seen: set[tuple[str, str]] = set()
        for form in self.forms:
            if usual := form.usual:
                if (usual.country, usual.kind) in seen:
                    form.add_error("country", _t("This country and kind stands there already."))
                seen.add((usual.country, usual.kind))


UsualFormSet = forms.formset_factory(
    UsualForm, formset=UsualRows, extra=BLANK_ROWS, max_num=60, absolute_max=60
)


class JobRoleForms:
    """The forms of one page: one per language, and the rows of what is usually paid."""

    def __init__(self, data: Any = None, *, role: JobRole | None = None) -> None:
        known = {one.language: one for one in role.wordings.all()} if role else {}
        self.wordings = [
            (language, name, WordingForm(data, prefix=language, initial=said(known.get(language))))
            for language, name in settings.LANGUAGES
        ]
        self.usual = UsualFormSet(
            data,
            prefix="usual",
            initial=[*paid(role)],
            # What was not changed counts as well.
            form_kwargs={"empty_permitted": False, "use_required_attribute": False},
        )
        self.errors: list[str] = []

    def is_valid(self) -> bool:
        sound = [form.is_valid() for _language, _name, form in self.wordings]
        sound.append(self.usual.is_valid() and not any(form.errors for form in self.usual.forms))
        if all(sound) and not any(form.wording.name for _l, _n, form in self.wordings):
            self.errors.append(_t("Name the role in one language at least."))
        return all(sound) and not self.errors

    @property
    def wanted(self) -> dict[str, Wording]:
        return {language: form.wording for language, _name, form in self.wordings}

    @property
    def wanted_usual(self) -> list[Usual]:
        return [usual for form in self.usual.forms if (usual := form.usual)]


def said(wording: RoleWording | None) -> dict[str, str]:
    if wording is None:
        return {}
    return {
        "name": wording.name,
        "other_names": "\n".join(wording.other_names),
        "duties": wording.duties,
    }


def paid(role: JobRole | None) -> Iterator[dict[str, Any]]:
    for one in role.ranges.all() if role else ():
        yield {
            "country": one.country,
            "kind": one.kind,
            "low": shortly(one.usual_from),
            "high": shortly(one.usual_to),
            "currency": one.currency,
            "per": one.per,
        }


def shortly(amount: Decimal) -> Decimal:
    """Without cents where there are none."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount


def lines(text: str) -> list[str]:
    """What was typed, a thing a line, each once."""
    return list(dict.fromkeys(filter(None, (" ".join(one.split()) for one in text.splitlines()))))
