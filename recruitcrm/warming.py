"""What a worker reads once, before its first job: each job is a fork, and inherits it.

Without it every job would read the addresses, catalogues, formats and templates anew, which takes
longer than its own work.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.validators import validate_email
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template, render_to_string
from django.urls import get_resolver, reverse
from django.utils import translation
from django.utils.formats import FORMAT_SETTINGS, date_format, get_format

from accounts.working_time import WorkingHours
from mailings.pdf import written

LETTERS_AND_DOCUMENTS = ("emails", "pdf")
# What is imported only where it is needed, so that no page waits for it.
READ_LATE = ("processes.documents", "processes.reports.facts", "processes.reports.rendering")


def warm_up() -> None:
    """Reads what jobs share, for every language; asks no database."""
    for module in READ_LATE:
        import_module(module)
    get_resolver().url_patterns  # noqa: B018
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            reverse("portal")
            translation.gettext("Weekly report")
            for name in FORMAT_SETTINGS:
                get_format(name)
            date_format(date(2026, 1, 1), "D j M Y")
    WorkingHours(country="SE", time_zone="Europe/Stockholm").is_working_day(date(2026, 1, 5))
    for name in templates():
        with suppress(TemplateDoesNotExist, TemplateSyntaxError):  # said by whoever needs it
            get_template(name)
    validate_email("nina@askvik.example")
    written(render_to_string("pdf/trial.html"), "en")
    gc.collect()
    gc.freeze()  # what is never looked at again stays shared between the processes


def templates() -> list[str]:
    folder = Path(settings.BASE_DIR) / "templates"
    return sorted(
        str(file.relative_to(folder))
        for kind in LETTERS_AND_DOCUMENTS
        for file in (folder / kind).rglob("*.*")
    )
