from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from candidates.tags import LONGEST, MOST, suggested, tidy


class TagsField(forms.CharField):
    """Tags typed with commas between them, kept as a list in lower case."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Short words of your own, with commas between them."))
        super().__init__(max_length=MOST * (LONGEST + 2), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != tidy(data or "")

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        for word in typed.split(","):
            if len(word.strip()) > LONGEST:
                raise ValidationError(
                    _t("“%(tag)s …” is too long for a tag."), params={"tag": word.strip()[:30]}
                )
        tags = tidy(typed)
        if self.required and not tags:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(tags) > MOST:
            raise ValidationError(
                ngettext("At most %(count)d tag, please.", "At most %(count)d tags, please.", MOST),
                params={"count": MOST},
            )
        return tags


def suggestions(already: list[str]) -> list[str]:
    """Tags in use that are not among these, for a page that offers them."""
    return [tag for tag in suggested() if tag not in already]
