from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from processes.follow_ups.due_times import is_promise
from processes.follow_ups.policies import InForce, changeable_days, ladder
from processes.follow_ups.rule import Due, Rule

HOURS, DAYS, DAY_ENDS = "hours", "days", "day_ends"
UNITS = [
    (HOURS, _("working hours")),
    (DAYS, _("working days, at the same time of day")),
    (DAY_ENDS, _("working days, to the end of the day")),
]
MOST = {HOURS: 80, DAYS: 260, DAY_ENDS: 260}
MOST_LETTERS, MOST_DAYS_LATER = 5, 30


class PolicyForm(forms.Form):
    """How long a word may take, and who is reminded after how many working days."""

    amount = forms.IntegerField(label=_("Due after"), min_value=0)
    unit = forms.ChoiceField(label=_("Counted in"), choices=UNITS)
    lead_after = forms.IntegerField(
        label=_("The lead hears of it after"),
        help_text=_("Working days after it was due. Empty: the lead does not hear of it."),
        min_value=0,
        max_value=MOST_DAYS_LATER,
        required=False,
    )
    letters_after = forms.CharField(
        label=_("Letters to the client after"),
        help_text=_("Working days after it was due, as 0, 2, 4. After the last one we call."),
        max_length=40,
    )
    retime = forms.BooleanField(
        label=_("Also for those that are open now and that nobody has moved"), required=False
    )

    def __init__(self, data: Any = None, *, rule: Rule, in_force: InForce) -> None:
        self.rule, self.before = rule, in_force
        due, days = in_force.due, changeable_days(in_force.steps)
        unit = DAY_ENDS if due.end_of_day else HOURS if due.hours else DAYS
        initial = {
            "amount": due.hours if unit == HOURS else due.days,
            "unit": unit,
            "lead_after": days[0] if days else None,
            "letters_after": ", ".join(map(str, days)),
        }
        super().__init__(data, initial=initial)
        unwanted = ["lead_after"] if rule.chases else ["letters_after"]
        if is_promise(rule):
            unwanted += ["amount", "unit", "retime"]
        for name in unwanted:
            del self.fields[name]

    def clean_letters_after(self) -> list[int]:
        typed = str(self.cleaned_data["letters_after"]).replace(",", " ").split()
        if not all(one.isascii() and one.isdigit() for one in typed):
            raise forms.ValidationError(_t("Write whole days, as 0, 2, 4."))
        days = [int(one[:4]) for one in typed]
        if len(days) > MOST_LETTERS:
            raise forms.ValidationError(
                _t("More than %(count)d letters are none that anybody reads.")
                % {"count": MOST_LETTERS}
            )
        if days != sorted(set(days)):
            raise forms.ValidationError(_t("Each letter goes out later than the one before."))
        if days and days[-1] > MOST_DAYS_LATER:
            raise forms.ValidationError(
                _t("The last letter goes out at most %(count)d working days later.")
                % {"count": MOST_DAYS_LATER}
            )
        return days

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        amount, unit = cleaned.get("amount"), cleaned.get("unit")
        if amount is None or not unit:
            return cleaned
        if amount == 0 and unit != DAY_ENDS:
            self.add_error("amount", _t("Nobody can keep this: give it some time."))
        elif amount > MOST[unit]:
            words = _t("At most %(count)d.")
            self.add_error("amount", words % {"count": MOST[unit]})
        return cleaned

    @property
    def due(self) -> Due:
        """The time that was typed; a day that somebody names stays the day."""
        if is_promise(self.rule):
            return self.rule.due
        amount, unit = self.cleaned_data["amount"], self.cleaned_data["unit"]
        return replace(
            self.rule.due,
            days=0 if unit == HOURS else amount,
            hours=amount if unit == HOURS else 0,
            end_of_day=unit == DAY_ENDS,
        )

    @property
    def wanted(self) -> InForce:
        if self.rule.chases:
            return InForce(self.due, ladder(self.rule, self.cleaned_data["letters_after"]))
        after = self.cleaned_data["lead_after"]
        return InForce(self.due, ladder(self.rule, [] if after is None else [after]))
