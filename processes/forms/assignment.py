"""What is asked of whoever opens an assignment, or changes its brief."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from accounts.models import User
from clients.models import Client, Contact
from processes.deputies import chairs_of
from processes.forms.brief import COLUMNS, BriefFields, TellsDates
from processes.models import Assignment, MustHave

MOST_MUST_HAVES = 3
OFFERED = 50  # clients in the plain list; the others are found by typing


class MustHavesField(forms.CharField):
    """At most three lines, in order: the things that decide the assignment (C2)."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Three things that decide it"),
            help_text=_("One a line, the weightiest first. Three at most."),
            widget=forms.Textarea(attrs={"rows": 3}),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        lines = [" ".join(line.split()) for line in str(super().clean(value)).splitlines()]
        wanted = list(dict.fromkeys(filter(None, lines)))
        if len(wanted) > MOST_MUST_HAVES:
            raise forms.ValidationError(
                _t(
                    "That is %(count)d. Only three can decide: keep those without which nobody "
                    "gets the job, and move the rest into the brief."
                )
                % {"count": len(wanted)}
            )
        longest = MustHave._meta.get_field("text").max_length or 0
        if too_long := [text for text in wanted if len(text) > longest]:
            raise forms.ValidationError(
                _t("“%(start)s…” is too long: %(most)d characters at most.")
                % {"start": too_long[0][:30], "most": longest}
            )
        return wanted


class AssignmentForm(BriefFields):
    """The brief. Contacts are only those of the client; must-haves are at most three."""

    must_haves = MustHavesField(required=False)

    class Meta(BriefFields.Meta):
        fields = (
            *("client", "title", "kind", "owner", "ordered_by", "decider", "contacts"),
            *("positions", "target_weeks", "starts_on"),
            *("presentation_on", "meetings_on", "decision_on", "team", "confidential"),
            *COLUMNS,
        )
        widgets = BriefFields.Meta.widgets | {
            "kind": forms.RadioSelect,
            "contacts": forms.CheckboxSelectMultiple,
            "team": forms.CheckboxSelectMultiple,
            "starts_on": DayInput,
            "presentation_on": DayInput,
            "meetings_on": DayInput,
            "decision_on": DayInput,
        }
        labels = BriefFields.Meta.labels | {"client": _("Client"), "title": _("Title")}
        help_texts = BriefFields.Meta.help_texts | {
            "target_weeks": _("From the order to the decision."),
            "contacts": _("Others at the client who follow this assignment."),
            "team": _("Beside the recruiter; the client sees whom to ring."),
            "confidential": _(
                "Only the recruiter, the team and leads see it, and whoever stands in for one of "
                "them. For everybody else it is not there."
            ),
        }

    def __init__(self, *args: Any, reader: User, client: Client | None = None, **kwargs: Any):
        super().__init__(*args, client=client, **kwargs)
        self.reader = reader
        staff = User.objects.staff().order_by("full_name")
        colleagues = [(one.pk, one.full_name) for one in staff]  # asked once for two fields
        for name in ("owner", "team"):
            field: Any = self.fields[name]
            field.queryset, field.choices = staff, colleagues
        people = client.contacts.active() if client else Contact.objects.none()
        self.people = [(one.pk, one.full_name) for one in people]  # asked once for three fields
        for name in ("ordered_by", "decider", "contacts"):
            field = self.fields[name]
            field.queryset = people
            no_one = [("", _t("not named yet"))] if name != "contacts" else []
            field.choices = [*no_one, *self.people]
        if self.instance.pk:
            for name in ("client", "presentation_on", "meetings_on", "decision_on"):
                del self.fields[name]
            self.initial["must_haves"] = "\n".join(
                must.text for must in self.instance.must_haves.all()
            )
        else:
            self.initial.setdefault("owner", reader)
            self.offer_clients(reader, client)

    def offer_clients(self, reader: User, chosen: Client | None) -> None:
        """The reader's own clients in the list; any other is found by typing."""
        field = self.fields["client"]
        own = Client.objects.filter(owner=reader, closed_at=None).values_list("pk", flat=True)[
            :OFFERED
        ]
        listed = Client.objects.filter(pk__in=[*own, *([chosen.pk] if chosen else [])])
        field.choices = [("", ""), *((one.pk, one.name) for one in listed)]  # type: ignore[attr-defined]
        field.widget.attrs |= {
            "data-chooser": True,
            "data-chooser-url": reverse_lazy("assignment_clients"),
            "data-placeholder": _t("Type a client's name"),
            "data-none": _t("No client of this name"),
        }

    def clean_target_weeks(self) -> int:
        weeks: int = self.cleaned_data["target_weeks"]
        if not 1 <= weeks <= 52:
            raise forms.ValidationError(_t("Between 1 and 52 weeks."))
        return weeks

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        refuse_wrong_order(self, data)
        if data.get("owner") and "team" in data:
            data["team"] = [user for user in data["team"] if user != data["owner"]]
            if data.get("confidential"):
                self.refuse_losing_sight(data["owner"], data["team"])
        return data

    def refuse_losing_sight(self, owner: User, team: list[User]) -> None:
        """Nobody shuts themselves out, nor anybody who owes a word on it."""
        sits_in = chairs_of(self.reader)
        if not self.reader.leads and not sits_in.filter(pk__in=[one.pk for one in (owner, *team)]):
            self.add_error("team", _t("You would not see it any more: put yourself on the team."))
        if not self.instance.pk:
            return
        before = self.instance.owner  # whose words are passed on to the new one
        owing = self.instance.owing_unseen(owner, team)
        if names := [user.full_name for user in owing if user != before or before == owner]:
            said = _t("They owe a word on it and would not see it any more: %(names)s.")
            self.add_error("team", said % {"names": ", ".join(names)})


class EditAssignmentForm(TellsDates, AssignmentForm):
    """A change of the brief, and what it does to the agreed dates."""


class DatesForm(forms.ModelForm):  # type: ignore[type-arg]
    """Presentation, meetings and decision, agreed in the first meeting (C3).

    One of them may have passed when it is entered, but none lies before the order.
    """

    class Meta:
        model = Assignment
        fields = ["presentation_on", "meetings_on", "decision_on"]
        widgets = dict.fromkeys(fields, DayInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        ordered_on = self.instance.opened_at.astimezone(self.instance.zone).date()
        for name in self._meta.fields or ():
            if data.get(name) and name in self.changed_data and data[name] < ordered_on:
                self.add_error(name, _t("This day lies before the order."))
        refuse_wrong_order(self, data)
        if not any(data.get(name) for name in self._meta.fields or ()):
            raise forms.ValidationError(_t("Enter at least one date that was agreed."))
        return data


def refuse_wrong_order(form: forms.BaseForm, data: dict[str, Any]) -> None:
    """First the presentation, then the meetings, then the decision."""
    first, then, last = (data.get(n) for n in ("presentation_on", "meetings_on", "decision_on"))
    if first and then and then < first:
        form.add_error("meetings_on", _t("The client meets people after the presentation."))
    before = max(filter(None, [first, then]), default=None)
    if before and last and last < before:
        form.add_error("decision_on", _t("The decision comes after presentation and meetings."))
