"""Every form looks the same: label, control, help and error at the field."""

from __future__ import annotations

import re

from django import forms
from django.utils import translation

from accounts.form_rendering import ClockInput, DayInput, MomentInput


class Brief(forms.Form):
    title = forms.CharField(help_text="As the client says it.")
    kind = forms.ChoiceField(choices=[("i", "Interim"), ("s", "Search")], widget=forms.RadioSelect)
    on = forms.DateField(widget=DayInput, required=False)
    note = forms.CharField(widget=forms.Textarea, required=False)
    shown = forms.BooleanField(required=False, label="The client may see this")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError("The two days cross.")


def drawn(data=None) -> str:
    with translation.override("en"):
        return str(Brief(data))


def tag(html: str, name: str) -> str:
    found = re.search(rf'<(?:input|textarea|select)[^>]*name="{name}"[^>]*>', html)
    assert found, name
    return found[0]


def test_help_is_read_out_with_its_field():
    html = drawn()
    assert 'aria-describedby="id_title_helptext"' in tag(html, "title")
    assert 'id="id_title_helptext"' in html


def test_an_error_stands_at_its_field_and_is_read_out_with_it():
    html = drawn({"title": "", "kind": "i"})
    assert 'aria-invalid="true"' in tag(html, "title")
    assert 'aria-describedby="id_title_helptext id_title_error"' in tag(html, "title")
    assert html.count('id="id_title_error"') == 1


def test_what_was_typed_is_kept_when_the_form_is_refused():
    html = drawn({"title": "Payroll <manager>", "kind": "s", "note": "Two lines"})
    assert 'value="Payroll &lt;manager&gt;"' in tag(html, "title")
    assert ">\nTwo lines</textarea>" in html
    assert re.search(r'value="s"[^>]*checked', html)


def test_an_error_of_the_whole_form_is_an_alert_above_it():
    html = drawn({"title": "x", "kind": "i"})
    assert html.index('role="alert"') < html.index("The two days cross.") < html.index("<label")


def test_a_group_of_choices_is_a_fieldset_with_a_legend():
    html = drawn()
    assert re.search(r"<fieldset[^>]*>\s*<legend[^>]*>Kind", html)
    assert html.count('type="radio"') == 2


def test_optional_is_said_of_what_may_stay_empty_and_of_nothing_else():
    assert drawn().count("optional") == 2  # on, note; a box to tick says nothing


def test_hidden_fields_have_no_label():
    html = drawn()
    assert 'type="hidden"' in tag(html, "token")
    assert 'for="id_token"' not in html


def test_days_and_times_are_written_as_the_browsers_pickers_want_them():
    from datetime import datetime

    moment = datetime(2026, 11, 20, 9, 5)  # noqa: DTZ001
    assert DayInput().format_value(moment.date()) == "2026-11-20"
    assert ClockInput().format_value(moment.time()) == "09:05"
    assert MomentInput().format_value(moment) == "2026-11-20T09:05"
