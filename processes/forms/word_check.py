"""Texts that go out are read again where a word in them judges somebody (processes.word_check)."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from processes.word_check import check, in_words

READ = "words_read"


class WordChecked(forms.Form):
    """Where a text holds such a word, it goes out only once somebody has ticked that they read it.

    ``checked_words``: the names of the fields, and how the names of others begin.
    """

    checked_words: ClassVar[tuple[str, ...]] = ()
    goes_out = True

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        texts = [
            str(value)
            for name, value in data.items()
            if value and name.startswith(self.checked_words)
        ]
        found = check(*texts) if self.goes_out else []
        if not found:
            return data
        self.fields[READ] = forms.BooleanField(
            label=_("I have read it again, and it goes out as it stands"), required=False
        )
        if not self.data.get(self.add_prefix(READ)):
            said = _t("Nobody is judged by what they are. Read it again:")
            self.add_error(READ, [said, *in_words(found)])
        return data
