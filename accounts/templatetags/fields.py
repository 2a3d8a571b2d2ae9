"""A form's field with the house's looks."""

from __future__ import annotations

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()

LOOKS: dict[type[forms.Widget], str] = {
    forms.CheckboxInput: "checkbox checkbox-sm",
    forms.FileInput: "file-input",
    forms.Textarea: "textarea",
    forms.Select: "select",
    forms.widgets.Input: "input",
}

DJANGOS_ROWS = "10"


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field's control; groups of choices are dressed by their own template."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return field.as_widget()
    look = next((look for kind, look in LOOKS.items() if isinstance(widget, kind)), "")
    given = widget.attrs.get("class", "")
    attrs: dict[str, str | bool] = {"class": f"{look} {given}".strip()}
    if widget.attrs.get("rows") == DJANGOS_ROWS:
        attrs["rows"] = "4"
    return field.as_widget(attrs=attrs)


@register.filter
def is_check(field: BoundField) -> bool:
    """Is it a single box to tick, whose label stands behind it?"""
    return isinstance(field.field.widget, forms.CheckboxInput)
