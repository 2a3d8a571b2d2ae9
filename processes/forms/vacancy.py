"""What anyone may read of an assignment: the words of its vacancy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from candidates.motivators import Motivator
from processes.models import Assignment, Kind, Vacancy, VacancyContract

LONGEST = 6_000
CONTRACT_OF = {
    Kind.PERMANENT: VacancyContract.PERMANENT,
    Kind.SEARCH: VacancyContract.PERMANENT,
    Kind.INTERIM: VacancyContract.CONTRACTOR,
}


def words_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class VacancyForm(forms.ModelForm[Vacancy]):
    """Begins with what the brief knows and is no secret; whoever publishes reads it first."""

    about = forms.CharField(
        label=_("The role"),
        required=False,
        max_length=LONGEST,
        widget=words_area(8),
        help_text=_("Empty lines part paragraphs; lines that begin with a dash become a list."),
    )
    wanted = forms.CharField(
        label=_("What you bring"), required=False, max_length=LONGEST, widget=words_area(6)
    )
    offered = forms.CharField(
        label=_("What you get"), required=False, max_length=LONGEST, widget=words_area(6)
    )

    class Meta:
        model = Vacancy
        fields = (
            *("language", "title", "about", "wanted", "offered", "question"),
            *("place", "country", "remote_days", "contract", "hours"),
            *("valid_until", "names_client"),
        )
        widgets = {"valid_until": DayInput}
        help_texts = {
            "language": _("The page, the letters and the privacy notice are in it."),
            "valid_until": _("Until the end of this day people may apply."),
        }

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignment = assignment
        self.fields["names_client"].help_text = _t(
            "Without this tick nobody reads the name %(client)s."
        ) % {"client": escape(assignment.client.name)}
        if not self.instance.pk:
            self.initial = {**self.initial, **known_of(assignment)}

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_question(self) -> str:
        return one_line(self.cleaned_data["question"])

    def clean(self) -> dict[str, Any]:
        """What is published stays fit to be read: its words change, and do not vanish."""
        data = super().clean() or self.cleaned_data
        if self.instance.published_at:
            for name in ("about", "valid_until"):
                if name in data and not data[name]:
                    self.add_error(name, _t("A vacancy that was published needs this."))
        return data


def one_line(words: str) -> str:
    return " ".join(words.split())


def known_of(assignment: Assignment) -> dict[str, Any]:
    """What the brief says that could stand on a public page; its text is for the agency alone."""
    offers = [assignment.offers.get(name, "") for name in Motivator.values]
    return {
        "language": assignment.client.language,
        "title": assignment.title,
        "wanted": "\n".join(f"- {must.text}" for must in assignment.must_haves.all()),
        "offered": "\n".join(f"- {' '.join(said.split())}" for said in offers if said),
        "place": assignment.place[:80],
        "country": assignment.client.country,
        "remote_days": assignment.remote_days,
        "contract": CONTRACT_OF[Kind(assignment.kind)],
    }
