from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from clients.models import Contact
from processes.forms.feedback_day import checked, feedback_day
from processes.forms.word_check import WordChecked
from processes.models import Assignment, Presentation
from processes.presentations.choosing import candidates_for


class RecipientsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.full_name} <{obj.email}>" if obj.email else str(obj.full_name)


class PresentationForm(WordChecked):
    """What a presentation begins with, who gets it, and who is in it in which order.

    Words are checked where it ``goes_out``; a draft is kept as it is typed.
    """

    checked_words = ("introduction",)
    goes_out = False

    introduction = forms.CharField(
        label=_("Introduction"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("How you searched, what you found, why these. It goes out as you write it."),
    )
    recipients = RecipientsField(
        label=_("Who gets it"),
        queryset=Contact.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    feedback_on = feedback_day()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        assignment: Assignment,
        draft: Presentation | None,
        number: int,
        now: datetime,
    ) -> None:
        asked = {assignment.ordered_by_id, assignment.decider_id} - {None}
        initial: dict[str, Any] = {"recipients": asked}
        if draft:
            initial = {
                "introduction": draft.introduction,
                "feedback_on": draft.feedback_on,
                "recipients": draft.recipients.values_list("pk", flat=True),
            }
        super().__init__(data, initial=initial)
        self.assignment, self.now = assignment, now
        people = assignment.client.contacts.filter(is_active=True).exclude(email="")
        theirs = Q(assignments=assignment) | Q(pk__in=asked)
        self.fields["recipients"].queryset = people.filter(theirs).distinct()  # type: ignore[attr-defined]
        self.number = numbers_in(data.getlist("number"))[:1] if data else [number]
        self.order = numbers_in(data.getlist("order")) if data else None
        self.chosen = set(numbers_in(data.getlist("chosen"))) if data else None

    def clean_feedback_on(self) -> date | None:
        return checked(self.cleaned_data["feedback_on"], self.now)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        can_be = {candidacy.pk: candidacy for candidacy in candidates_for(self.assignment)}
        chosen = self.chosen or set()
        if chosen - can_be.keys():
            self.add_error(
                None,
                _t("Somebody you had chosen is no longer in play. Look at the list again."),
            )
        order = dict.fromkeys([*(self.order or []), *can_be])
        data["chosen"] = [can_be[pk] for pk in order if pk in can_be and pk in chosen]
        return data


def numbers_in(typed: list[Any]) -> list[int]:
    """Ids as they stand in hidden fields; whatever else was sent is none."""
    return [int(one) for one in typed if str(one).isdecimal() and len(str(one)) < 10]
