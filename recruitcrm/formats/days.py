"""Days as our catalogues name them: Django's Polish ones begin with a capital inside a sentence."""

from __future__ import annotations

from django.utils.translation import gettext_noop

# Monday to Friday are texts of the report schedules.
DAYS = (
    gettext_noop("Saturday"),
    gettext_noop("Sunday"),
    gettext_noop("Mon"),
    gettext_noop("Tue"),
    gettext_noop("Wed"),
    gettext_noop("Thu"),
    gettext_noop("Fri"),
    gettext_noop("Sat"),
    gettext_noop("Sun"),
)
