"""What a recruiter writes into a report: a comment per section, decisions wanted, next steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from processes.models import Report
from processes.reports.sections import Section

DECISIONS, ACTIONS = 3, 8  # at most
Row = dict[str, str]


def typed_text(label: Any, longest: int, *, lines: int = 0, hint: str = " ") -> forms.CharField:
    """Knows what stood there when the page was made (``show_hidden_initial``)."""
    attrs: dict[str, Any] = {"autocomplete": "off", "placeholder": hint}
    widget = forms.Textarea(attrs={**attrs, "rows": lines}) if lines else forms.TextInput(attrs)
    return forms.CharField(
        label=label, max_length=longest, required=False, widget=widget, show_hidden_initial=True
    )


def typed_day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DayInput, show_hidden_initial=True)


class CommentsForm(forms.Form):
    """A comment for each section of the report; the lead's is always at hand."""

    def __init__(self, data: Any, *, report: Report, sections: Iterable[Section]) -> None:
        super().__init__(data, prefix="comment", initial=report.comments)
        for section in sections:
            longest, lines = (4000, 5) if section is Section.LEAD else (1500, 3)
            label = _t("In a sentence or two") if section is Section.LEAD else str(section.label)
            self.fields[section.value] = typed_text(label, longest, lines=lines)

    @property
    def lead(self) -> forms.BoundField:
        return self[Section.LEAD.value]

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name != Section.LEAD]

    @property
    def has_others(self) -> bool:
        """Whether there is anything to read among them."""
        return any(field.value() or field.errors for field in self.others)


class RowForm(forms.Form):
    """A line that says something, or is empty altogether."""

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = self.cleaned_data
        if not typed.get("text") and any(typed.values()) and "text" not in self.errors:
            self.add_error("text", _t("Say what it is about."))
        return typed

    @property
    def row(self) -> Row:
        """As it is stored; days are ISO texts."""
        typed = self.cleaned_data
        return {
            name: value.isoformat() if isinstance(value, date) else value or ""
            for name, value in typed.items()
        }


class DecisionForm(RowForm):
    text = typed_text(_("What the client decides"), 300, lines=2)
    on = typed_day(_("By"))
    cost = typed_text(_("What waiting costs"), 200, lines=1)


class ActionForm(RowForm):
    text = typed_text(_("What we do"), 200, lines=2)
    owner = typed_text(_("Who"), 80)
    on = typed_day(_("Day"))


class Rows(BaseFormSet):  # type: ignore[type-arg]
    """A few rows, most of them empty."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """An unchanged row is read too: it says what was saved a moment ago."""
        return {**super().get_form_kwargs(index), "empty_permitted": False}

    @property
    def said(self) -> list[Row]:
        return [form.row for form in self.forms if form.row["text"]]


DecisionRows = formset_factory(
    DecisionForm, formset=Rows, extra=DECISIONS, max_num=DECISIONS, validate_max=True
)
ActionRows = formset_factory(
    ActionForm, formset=Rows, extra=ACTIONS, max_num=ACTIONS, validate_max=True
)


class WordsForm:
    """All of it, as one form on the page. What is not posted, or stays as shown, is not written."""

    def __init__(
        self,
        report: Report,
        data: QueryDict | None = None,
        *,
        proposed: Mapping[str, list[Row]] | None = None,
    ) -> None:
        """``proposed``: what the timeline says where the recruiter has not written anything."""
        self.report, self.data = report, data
        self.comments = CommentsForm(data, report=report, sections=report.sections_shown())
        kinds: dict[str, Any] = {"decisions": DecisionRows, "actions": ActionRows}
        self.rows: dict[str, Rows] = {}
        for name, kind in kinds.items():
            if data is None:
                own = getattr(report, name)
                shown = (proposed or {}).get(name, []) if own is None else own
                self.rows[name] = kind(prefix=name, initial=shown[: kind.max_num])
            elif f"{name}-TOTAL_FORMS" in data:
                self.rows[name] = kind(data, prefix=name)

    @property
    def decisions(self) -> Rows | None:
        return self.rows.get("decisions")

    @property
    def actions(self) -> Rows | None:
        return self.rows.get("actions")

    @property
    def is_bound(self) -> bool:
        return self.data is not None

    def is_valid(self) -> bool:
        rows_are_right = [rows.is_valid() for rows in self.rows.values()]
        return self.comments.is_valid() and all(rows_are_right)

    @property
    def changes(self) -> dict[str, Any]:
        """The arguments for ``Report.write_words``: what is neither as the page showed nor kept."""
        cleaned, kept = self.comments.cleaned_data, self.report.comments
        typed = {name: cleaned[name].strip() for name in self.comments.changed_data}
        comments = {name: text for name, text in typed.items() if text != kept.get(name, "")}
        found: dict[str, Any] = {"comments": comments} if comments else {}
        return found | {
            name: rows.said
            for name, rows in self.rows.items()
            if rows.has_changed() and rows.said != getattr(self.report, name)
        }

    @property
    def fields(self) -> list[forms.BoundField]:
        """Every field, row by row."""
        parts = [self.comments, *(form for rows in self.rows.values() for form in rows.forms)]
        return [field for part in parts for field in part]

    @property
    def typed(self) -> list[forms.BoundField]:
        """Those that say something else than the page showed."""
        parts = [self.comments, *(form for rows in self.rows.values() for form in rows.forms)]
        return [part[name] for part in parts for name in part.changed_data if part[name].value()]

    @property
    def refusals(self) -> list[tuple[forms.BoundField | None, str]]:
        """What is wrong, each with the field it is about."""
        found: list[tuple[forms.BoundField | None, str]] = []
        found += [(field, str(why)) for field in self.fields for why in field.errors]
        for rows in self.rows.values():
            found += [(None, str(why)) for why in rows.non_form_errors()]
        return found
