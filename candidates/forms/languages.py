from __future__ import annotations

import re
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from candidates.reading.languages import names
from candidates.spoken_languages import language_name, names_in


def language_code(typed: str) -> str | None:
    """sv for "Swedish", "svenska" and "sv"; None for what is no language that we know."""
    return _known().get(typed.strip().casefold())


@cache
def _known() -> dict[str, str]:
    known: dict[str, str] = {}
    for reader, _label in settings.LANGUAGES:
        for code, name in names_in(reader).items():
            if len(code) == 2:
                known |= {code: code, name.casefold(): code}
    return known | names()


class LanguagesField(forms.CharField):
    """Languages typed with commas between them, in any of ours, kept as their codes."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(language_name, value)) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != list(initial or []))
        except ValidationError:
            return True

    def to_python(self, value: Any) -> Any:
        codes: list[str] = []
        for typed in filter(None, map(str.strip, re.split(r"[,;\n]", value or ""))):
            code = language_code(typed)
            if code is None:
                said = {"language": typed[:40]}
                raise ValidationError(_("“%(language)s” is no language that we know.") % said)
            codes.append(code)
        return list(dict.fromkeys(codes))
