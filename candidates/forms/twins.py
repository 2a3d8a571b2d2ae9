from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t

from accounts.models import User
from candidates.models import Candidate, NotTheSame
from candidates.twins import Person, Twin, twins_of_many

# What tells who somebody is; of others nobody is asked again.
TELLING = {
    *("first_name", "last_name", "email", "phone", "country"),
    *("profile_link", "city", "employer"),
}


class AsksAboutTwins(forms.Form):
    """Shows who is perhaps here already, before anything is saved.

    ``somebody_else`` holds the numbers of those who were shown and are other people. Whoever
    comes to light meanwhile is asked about as well.
    """

    instance: Candidate  # of the model form that this is a part of
    somebody_else = forms.CharField(required=False)

    @cached_property
    def twins(self) -> list[Twin]:
        """Others who look like what was typed, best reasons first."""
        if not self.is_bound or not TELLING & set(self.changed_data):
            return []
        said = {name: str(self.cleaned_data.get(name) or "") for name in TELLING}
        return twins_of_many([Person(**said, exclude=self.instance.pk)])[0]

    @property
    def shown_twins(self) -> str:
        """What whoever calls them other people sends along."""
        return ",".join(str(pk) for pk in sorted(twin.candidate.pk for twin in self.twins))

    @property
    def other_people(self) -> set[int]:
        typed = str(self.cleaned_data.get("somebody_else") or "").split(",")
        return {int(pk) for pk in typed if pk.isdecimal() and len(pk) < 19}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {twin.candidate.pk for twin in self.twins} - self.other_people:
            self.add_error(
                "somebody_else", _t("Somebody like this is here already. Is it the same person?")
            )
        return cleaned

    def tell_apart(self, *, by: User, at: datetime) -> None:
        """Remembers, once the candidate is saved, who is somebody else."""
        others = [twin.candidate.pk for twin in self.twins]
        NotTheSame.objects.say(self.instance.pk, others, by=by, at=at)
