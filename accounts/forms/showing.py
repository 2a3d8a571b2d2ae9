"""How candidates are shown to clients, as the agency, a client and a candidate set it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.showing import ShownAs, Told

ALWAYS_ANSWERED = "components/field_answered.html"
BELOW_EACH_OTHER = {"class": "choices-column"}


class ShowingFields(forms.Form):
    """The two fields of a model form; a post that has neither changes neither."""

    shown_as = forms.ChoiceField(
        label=_("Clients see candidates by"),
        choices=[
            (ShownAs.NAME, _("Their name")),
            (ShownAs.INITIALS, _("Initials, as in J. K.")),
            (ShownAs.NUMBER, _("A number, as in Candidate 3")),
        ],
        widget=forms.RadioSelect(attrs=BELOW_EACH_OTHER),
        required=False,
    )
    told = forms.MultipleChoiceField(
        label=_("Clients may be told"),
        choices=Told.choices,
        widget=forms.CheckboxSelectMultiple(attrs=BELOW_EACH_OTHER),
        required=False,
        help_text=_(
            "What is not ticked stays with us: presentations, reports, letters and the portal "
            "leave it out from now on."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("shown_as", "told"):
            self.fields[name].template_name = ALWAYS_ANSWERED  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("shown_as") and "shown_as" not in self.errors:
            instance = self.instance  # type: ignore[attr-defined]
            cleaned |= {"shown_as": instance.shown_as, "told": instance.told}
        return cleaned


class AgencyShowing(ShowingFields):
    """What holds for everybody, unless a client or a candidate is stricter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shown_as"].help_text = _t(
            "From the day somebody is presented; before that clients see nobody. A client or a "
            "candidate may want less to be shown: the strictest counts. What was sent stays as "
            "it was."
        )


class StricterShowing(ShowingFields):
    """What one client or one candidate wants, beside what the agency shows anyway."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours = {
            ShownAs.NAME: _t("The agency shows names. The strictest setting counts."),
            ShownAs.INITIALS: _t(
                "The agency shows initials at most. The strictest setting counts."
            ),
            ShownAs.NUMBER: _t("The agency shows numbers only, whatever is chosen here."),
        }
        self.fields["shown_as"].help_text = ours[ShownAs(Agency.current().shown_as)]


class ClientShowing(StricterShowing):
    """For the form of a client."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shown_as"].label = _t("This client sees candidates by")
        self.fields["told"].label = _t("This client may be told")


class CandidateShowing(StricterShowing):
    """For the form of a candidate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shown_as"].label = _t("Clients see this person by")
        self.fields["told"].label = _t("Clients may be told of this person")
