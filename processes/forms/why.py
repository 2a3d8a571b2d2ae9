"""Why somebody goes no further: the reason, and what it makes us ask (C8, C9)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from processes.models import Candidacy, Fit, MustHave, WantsJob, Wish
from processes.stages import SHOWN_TO_CLIENT, Reason, SaidNo


class SaysWhy(forms.Form):
    """A mixin for forms with a ``reason``, and with ``said_no`` where somebody else may say it.

    "Too senior" is taken only from somebody who was asked whether they want the job, and not from
    us where they do and like to work hands-on. A client that turns down somebody who was presented
    says of each must-have whether it was the reason.
    """

    about: Candidacy
    must_haves: list[MustHave]

    def ask_why(self, candidacy: Candidacy) -> None:
        """Adds what may have to be asked about this candidacy."""
        self.about, self.must_haves = candidacy, []
        if not candidacy.wants_job_asked_at:
            self.fields["wants_job"] = forms.ChoiceField(
                label=_("Asked: do they want this job?"),
                choices=[("", _("not asked")), *WantsJob.choices],
                required=False,
                widget=forms.RadioSelect,
                help_text=_("Only “too senior” makes it necessary."),
            )
        if "said_no" in self.fields and candidacy.stage in SHOWN_TO_CLIENT:
            self.must_haves = list(candidacy.assignment.must_haves.all())
        # Asked of the client alone; a browser would insist on them where they do not show.
        asked = not self.is_bound or self._turned_down_by_client()
        self.use_required_attribute = self.use_required_attribute and not self.must_haves
        for must in self.must_haves:
            self.fields[f"verdict_{must.pk}"] = forms.ChoiceField(
                label=must.text,
                choices=[("", "–"), *Fit.Verdict.choices],
                required=asked,
                error_messages={"required": _("Ask the client: was this the reason?")},
            )

    def _turned_down_by_client(self) -> bool:
        """A client that closes the assignment turns nobody down for a must-have."""
        by_client = self.data.get("said_no") == SaidNo.CLIENT
        return by_client and self.data.get("reason") != Reason.CLOSED

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("reason") == Reason.TOO_SENIOR:
            self._ask_before_too_senior(data)
        return data

    def _ask_before_too_senior(self, data: dict[str, Any]) -> None:
        answer = data.get("wants_job") or self.about.wants_job
        if not answer:
            said = _t("“Too senior” is no reason before they were asked: do they want this job?")
            self.add_error("wants_job", said)
        likes_it = answer == WantsJob.YES and self.about.wish in {Wish.HANDS_ON, Wish.BOTH}
        if likes_it and data.get("said_no", SaidNo.WE) == SaidNo.WE:
            said = _t(
                "They want the job and like to work hands-on, so this is no reason of ours. "
                "What is missing, or what is the worry?"
            )
            self.add_error("reason", said)

    @property
    def verdict_fields(self) -> list[BoundField]:
        return [self[f"verdict_{must.pk}"] for must in self.must_haves]

    @property
    def other_fields(self) -> list[BoundField]:
        """All but those about must-haves, which stand together."""
        return [field for field in self if not field.name.startswith("verdict_")]

    def take_answers(self) -> tuple[str, dict[int, str]]:
        """Out of the cleaned data: whether they want the job, and the client's verdicts."""
        data = self.cleaned_data
        verdicts = {must.pk: data.pop(f"verdict_{must.pk}") for must in self.must_haves}
        by_client = data.get("said_no") == SaidNo.CLIENT
        given = {pk: verdict for pk, verdict in verdicts.items() if verdict and by_client}
        return data.pop("wants_job", ""), given
