from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.money import Currency, PaidPer, as_typed
from accounts.places import COUNTRIES
from candidates.criteria import stages
from candidates.finding.wanted import IN_ADDRESSES, Wanted
from candidates.models import Pool
from candidates.models.wishes import KindOfWork
from candidates.spoken_languages import language_name

DAYS = (
    ("", _("any time")),
    ("30d", _("30 days")),
    ("90d", _("90 days")),
    ("180d", _("half a year")),
    ("365d", _("a year")),
)
KILOMETRES = (("", _("only there")), *((str(km), f"{km} km") for km in (10, 25, 50, 100, 200)))

# Languages that can be chosen; others may stand in a record, and in an address, all the same.
OFFERED = (
    *("en", "sv", "pl", "nl", "de", "fr", "es", "it", "pt", "da", "no", "fi", "is", "et", "lv"),
    *("lt", "cs", "sk", "hu", "ro", "bg", "uk", "ru", "hr", "sr", "el", "tr", "ar", "fa", "hi"),
    *("zh", "ja"),
)

NEAREST = OFFERED[:6]


class FilterForm(forms.Form):
    """Everything that narrows the list of candidates down; its words stand in the address.

    It only shows: what was typed is read by ``Wanted``, and what makes no sense narrows nothing.
    """

    q = forms.CharField(
        label=pgettext_lazy("searched for", "Words"), required=False, max_length=200
    )
    skill = forms.CharField(
        label=_("Skills"), required=False, max_length=400, help_text=_("With commas between them.")
    )
    match = forms.ChoiceField(
        label=_("Of these skills"),
        required=False,
        choices=[("", _("all")), ("any", _("any one"))],
    )
    city = forms.CharField(label=_("City"), required=False, max_length=80)
    km = forms.ChoiceField(label=_("How far around"), required=False, choices=KILOMETRES)
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=[("", _("Every country")), *COUNTRIES]
    )
    kind = forms.MultipleChoiceField(
        label=_("Wants work that is"),
        required=False,
        choices=KindOfWork.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    free = forms.ChoiceField(
        label=_("Available"),
        required=False,
        choices=[
            ("", _("Free whenever")),
            ("now", _("Free now")),
            ("month", _("Free within a month")),
            ("quarter", _("Free within three months")),
        ],
    )
    pay_from = forms.CharField(label=_("Pay from"), required=False, max_length=14)
    pay_to = forms.CharField(label=_("Pay up to"), required=False, max_length=14)
    currency = forms.ChoiceField(
        label=_("Currency"), required=False, choices=[("", ""), *Currency.choices]
    )
    per = forms.ChoiceField(
        label=pgettext_lazy("paid", "Per"), required=False, choices=[("", ""), *PaidPer.choices]
    )
    language = forms.MultipleChoiceField(
        label=_("Speaks"), required=False, widget=forms.CheckboxSelectMultiple
    )
    stage = forms.MultipleChoiceField(
        label=_("Stands on an open assignment"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    owner = forms.ChoiceField(label=_("Looked after by"), required=False)
    contacted_after = forms.ChoiceField(label=_("Last word within"), required=False, choices=DAYS)
    contacted_before = forms.ChoiceField(label=_("No word for"), required=False, choices=DAYS)
    contact = forms.ChoiceField(
        label=_("Any word at all"),
        required=False,
        choices=[("", _("does not matter")), ("never", _("never had one"))],
    )
    pool = forms.ChoiceField(label=_("Pool"), required=False)
    notice = forms.ChoiceField(
        label=_("Privacy notice"),
        required=False,
        choices=[("", _("does not matter")), ("given", _("given")), ("missing", _("missing"))],
    )
    tag = forms.CharField(
        label=_("Tags"), required=False, max_length=400, help_text=_("With commas between them.")
    )

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(initial=as_written(wanted))
        codes = dict.fromkeys([*OFFERED, *wanted.languages])
        near = (*wanted.languages, *NEAREST)  # the box shows the first ones and scrolls
        spoken = sorted((code not in near, language_name(code), code) for code in codes)
        self.choices("language", [(code, name) for _far, name, code in spoken])
        self.choices("stage", stages())
        people = User.objects.staff().order_by("full_name", "pk").values_list("pk", "full_name")
        self.choices("owner", [("", _("anybody")), *people])
        pools = Pool.objects.values_list("pk", "name")
        self.choices("pool", [("", _("none in particular")), *pools])
        # A day that stands in the address and is none of those offered stays there.
        for name in ("free", "contacted_after", "contacted_before", "km"):
            written, field = self.initial.get(name), self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            if written and written not in dict(field.choices):  # type: ignore[arg-type]
                field.choices = [*field.choices, (written, written)]  # type: ignore[misc]

    def choices(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def as_written(wanted: Wanted) -> dict[str, Any]:
    """The criteria under the names that they have in addresses."""
    found: dict[str, Any] = {}
    for name, value in wanted.to_json().items():
        key = IN_ADDRESSES.get(name, name)
        found[key] = ", ".join(value) if key in ("skill", "tag") else value
    for name in ("pay_from", "pay_to"):
        if (amount := getattr(wanted, name)) is not None:
            found[name] = as_typed(amount)
    if wanted.km:
        found["km"] = str(wanted.km)
    return found
