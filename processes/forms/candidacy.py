"""What is asked about a candidate on an assignment."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from clients.models import Contact
from processes.forms.why import SaysWhy
from processes.forms.word_check import WordChecked
from processes.models import Candidacy, Fit, MustHave
from processes.stages import End, Reason, SaidNo

TOO_SENIOR = re.compile(
    r"\b(too|over) ?-?(senior|qualified|experienced)\b|överkvalificerad|för (senior|erfaren)"
    r"|te (senior|ervaren)|overgekwalificeerd|zbyt (doświadczon|senior)",
    re.IGNORECASE,
)


class InterestForm(forms.ModelForm):  # type: ignore[type-arg]
    """How much they want the job, 1 to 5 (K5)."""

    interest = forms.TypedChoiceField(
        label=_("Interest"),
        choices=[("", _("not asked")), *((n, str(n)) for n in range(1, 6))],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Candidacy
        fields = ["interest"]


class FitForm(WordChecked, forms.ModelForm):  # type: ignore[type-arg]
    """Evidence for each must-have, our recommendation, and an honest risk (C8, C9)."""

    checked_words = ("recommendation", "risk", "evidence_")

    class Meta:
        model = Candidacy
        fields = ["recommended", "recommendation", "risk", "is_clients_own"]
        widgets = {
            "recommendation": forms.Textarea(attrs={"rows": 3}),
            "risk": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, must_haves: list[MustHave], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_haves = must_haves
        known = {fit.must_have_id: fit for fit in self.instance.fits.all()}
        for must in must_haves:
            fit = known.get(must.pk)
            self.fields[f"answer_{must.pk}"] = forms.ChoiceField(
                label=must.text,
                choices=Fit.Answer.choices,
                initial=fit.answer if fit else Fit.Answer.NOT_ASKED,
                widget=forms.RadioSelect,
            )
            self.fields[f"evidence_{must.pk}"] = forms.CharField(
                label=_("Evidence"),
                max_length=200,
                required=False,
                initial=fit.evidence if fit else "",
            )
        self.order_fields([name for name in self.fields if name not in FitForm.Meta.fields])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for must in self.must_haves:
            if data.get(f"answer_{must.pk}") == Fit.Answer.YES and not data[f"evidence_{must.pk}"]:
                self.add_error(f"evidence_{must.pk}", _t("A yes needs evidence: what shows it?"))
        if data.get("recommended") and not data.get("recommendation"):
            self.add_error("recommendation", _t("Why do we recommend this person?"))
        return data

    def answers(self) -> dict[int, tuple[str, str]]:
        data = self.cleaned_data
        return {
            must.pk: (data[f"answer_{must.pk}"], data[f"evidence_{must.pk}"])
            for must in self.must_haves
        }


class AnswerForm(forms.Form):
    """The client's word on a candidate, and whose word it was."""

    contact = forms.ModelChoiceField(
        label=_("Who answered"), queryset=Contact.objects.none(), empty_label=""
    )
    words = forms.CharField(label=_("What they said"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, candidacy: Candidacy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = candidacy.assignment.client.contacts.active()
        self.fields["contact"].queryset = people  # type: ignore[attr-defined]
        self.fields["contact"].initial = candidacy.assignment.decider


class EndForm(SaysWhy):
    """How a candidacy ends: why, and who said no (K7). "Too senior" is asked about first (C9)."""

    said_no = forms.ChoiceField(
        label=_("Who said no"), choices=SaidNo.choices, widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(label=_("Why"), choices=[("", ""), *Reason.choices])
    words = forms.CharField(
        label=_("In their words"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, candidacy: Candidacy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_why(candidacy)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        said_no, words = data.get("said_no"), data.get("words", "")
        asked = data.get("reason") == Reason.TOO_SENIOR
        if said_no != SaidNo.CANDIDATE and not asked and TOO_SENIOR.search(words):
            self.add_error(
                "words",
                _t(
                    "“Too senior” is no reason to drop somebody who wants the job. What is "
                    "missing, or what is the worry? Ask, and write that."
                ),
            )
        own = {Reason.OTHER_OFFER, Reason.STAYS, Reason.NOT_INTERESTED}
        if said_no in {SaidNo.CLIENT, SaidNo.WE} and data.get("reason") in own:
            self.add_error("reason", _t("Only the candidate can say no for this reason."))
        if data.get("reason") == Reason.OTHER and not words.strip():
            self.add_error("words", _t("Which reason? A few words are enough."))
        return data

    @property
    def end(self) -> str:
        """Whoever says no themselves withdraws; anybody else is turned down."""
        by_candidate = self.cleaned_data["said_no"] == SaidNo.CANDIDATE
        return End.WITHDRAWN if by_candidate else End.REJECTED
