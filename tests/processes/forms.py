"""What a browser would post if nothing were changed in a form that was shown."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.test import Client as Browser


def shown(browser: Browser, url: str) -> dict[str, Any]:
    """The fields of the page's form as they stand there."""
    form: BaseForm = browser.get(url).context["form"]
    return {field.html_name: field.value() for field in form if field.value() is not None}
