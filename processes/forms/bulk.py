"""What is asked before a step for many: on which assignment, into which pool, what to write …"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, Value, When
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from candidates.forms.tags import TagsField
from candidates.models import Candidate, Pool
from processes.bulk.kinds import IntoPool, OntoAssignment, Tagging, ToOwner
from processes.bulk.letters import KNOWN, TEXTS, Writing, beginning, language_of
from processes.bulk.steps import Step
from processes.forms.letter import TO_FILL_IN
from processes.forms.word_check import WordChecked
from processes.models import Assignment, BulkKind, LetterText
from processes.words.drafting import LONGEST_SUBJECT, Text, not_understood

OFFERED = 100  # assignments without typing


class BulkForm(forms.Form):
    """What one kind of step needs to know; ``step`` is the step, once the form is valid."""

    def __init__(
        self, data: Any = None, *, by: User, people: list[Candidate], begin: str = ""
    ) -> None:
        super().__init__(data)
        self.by, self.people, self.begin = by, people, begin
        self.ask()

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was typed, to be sent again with the step itself."""
        assert isinstance(self.data, QueryDict), "asked of what was posted"
        return [(name, value) for name in self.fields for value in self.data.getlist(name)]

    def ask(self) -> None:
        """Fills in what may be chosen."""

    def step(self) -> Step:
        raise NotImplementedError

    def choose_from(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


class OntoAssignmentForm(BulkForm):
    assignment = forms.ModelChoiceField(
        label=_("Assignment"),
        queryset=Assignment.objects.none(),
        empty_label="",
        widget=forms.Select(
            attrs={
                "data-chooser": True,
                "data-chooser-url": reverse_lazy("bulk_assignments"),
                "data-placeholder": _("Title or client"),
                "data-none": _("No open assignment of this name"),
            }
        ),
        error_messages={"invalid_choice": _("Choose an open assignment.")},
    )

    def ask(self) -> None:
        self.choose_from("assignment", open_to_add(self.by))
        field = self.fields["assignment"]
        assert isinstance(field, forms.ModelChoiceField)
        field.label_from_instance = named  # type: ignore[method-assign,assignment]
        # Any open one may be chosen; those offered without typing are few.
        offered = list(open_to_add(self.by)[:OFFERED])
        chosen = self.data.get("assignment", "") if self.is_bound else ""
        if chosen.isdecimal() and len(chosen) < 16:
            more = open_to_add(self.by).filter(pk=chosen)
            offered += [one for one in more if one not in offered]
        field.widget.choices = [("", ""), *((one.pk, named(one)) for one in offered)]

    def step(self) -> Step:
        return OntoAssignment(self.cleaned_data["assignment"])


def open_to_add(user: User) -> Any:
    """Open assignments that somebody sees, their own first."""
    own_first = Case(When(owner=user, then=Value(0)), default=Value(1))
    seen = Assignment.objects.visible_to(user).open().select_related("client")
    return seen.order_by(own_first, "-opened_at", "-pk")


def named(assignment: Assignment) -> str:
    return f"{assignment.title}, {assignment.client.name}"


class IntoPoolForm(BulkForm):
    pool = forms.ModelChoiceField(
        label=_("Pool"), queryset=Pool.objects.none(), empty_label="", required=False
    )
    new_pool = forms.CharField(label=_("Or a new pool of this name"), max_length=80, required=False)
    why = forms.CharField(label=_("Why"), max_length=200, required=False)

    def ask(self) -> None:
        self.choose_from("pool", Pool.objects.by_hand())

    def clean_new_pool(self) -> str:
        name = " ".join(str(self.cleaned_data["new_pool"]).split())
        if name and Pool.objects.called(name).exists():
            raise ValidationError(_t("There is a pool of this name already."))
        return name

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and bool(data["pool"]) == bool(data["new_pool"]):
            self.add_error("pool", _t("Choose a pool, or give a new one a name."))
        return data

    def step(self) -> Step:
        data = self.cleaned_data
        return IntoPool(data["pool"] or Pool(name=data["new_pool"]), data["why"])


class TaggingForm(BulkForm):
    tags = TagsField(label=_("Tags"))
    change = forms.ChoiceField(
        label=_("What to do"),
        choices=[("add", _("Add them")), ("away", _("Take them away"))],
        initial="add",
        widget=forms.RadioSelect,
    )

    def step(self) -> Step:
        return Tagging(tuple(self.cleaned_data["tags"]), away=self.cleaned_data["change"] == "away")


class ToOwnerForm(BulkForm):
    to = forms.ModelChoiceField(
        label=pgettext_lazy("hand over", "To"), queryset=User.objects.none(), empty_label=""
    )
    why = forms.CharField(label=_("Why"), max_length=200, required=False)

    def ask(self) -> None:
        self.choose_from("to", User.objects.staff().order_by("full_name", "pk"))

    def step(self) -> Step:
        return ToOwner(self.cleaned_data["to"], self.cleaned_data["why"])


class WritingForm(WordChecked, BulkForm):
    """A subject and a letter for each language that the chosen people read."""

    checked_words: ClassVar[tuple[str, ...]] = ("subject_", "body_")

    text = forms.ChoiceField(choices=[(text, text) for text in TEXTS], widget=forms.HiddenInput)

    def ask(self) -> None:
        asked = str(self.data.get("text", "")) if self.is_bound else self.begin
        self.kind = asked if asked in TEXTS else TEXTS[0]
        self.languages = sorted({language_of(person) for person in self.people})
        self.fields["text"].initial = self.kind
        for language in self.languages:
            spoken = get_language_info(language)["name_translated"]
            words = beginning(self.kind, language)
            self.fields[f"subject_{language}"] = forms.CharField(
                label=_t("Subject in %(language)s") % {"language": spoken},
                max_length=LONGEST_SUBJECT,
                initial=words.subject,
            )
            self.fields[f"body_{language}"] = forms.CharField(
                label=_t("Letter in %(language)s") % {"language": spoken},
                max_length=20_000,
                initial=words.body,
                widget=forms.Textarea(attrs={"rows": 10}),
            )

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The texts that one may begin with."""
        return [(kind, str(LetterText.Kind(kind).label)) for kind in TEXTS]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name, words in list(data.items()):
            if not (words and name.startswith(self.checked_words)):
                continue
            left = [*TO_FILL_IN.findall(words), *not_understood(words, KNOWN)]
            if left:
                said = _t("This is still to be filled in: %(what)s")
                self.add_error(name, ValidationError(said, params={"what": ", ".join(left)}))
        return data

    def step(self) -> Step:
        texts = {
            language: Text(
                " ".join(self.cleaned_data[f"subject_{language}"].split()),
                self.cleaned_data[f"body_{language}"].replace("\r\n", "\n").strip(),
            )
            for language in self.languages
        }
        return Writing(self.cleaned_data["text"], texts, self.by)


FORMS: dict[BulkKind, type[BulkForm]] = {
    BulkKind.ASSIGNMENT: OntoAssignmentForm,
    BulkKind.POOL: IntoPoolForm,
    BulkKind.TAG: TaggingForm,
    BulkKind.LETTER: WritingForm,
    BulkKind.OWNER: ToOwnerForm,
}
