"""Addresses of pages elsewhere: http and https, nothing that a browser would run."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _


class WebAddressField(forms.URLField):
    """What is typed without a scheme gets https; ``javascript:`` and the like are refused."""

    default_error_messages = {
        "invalid": _("Write a web address, such as https://example.com."),
    }
    default_validators = [
        URLValidator(
            schemes=["http", "https"],
            message=_("Write a web address, such as https://example.com."),
        )
    ]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"assume_scheme": "https", **kwargs})
