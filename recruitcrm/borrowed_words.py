"""Words of Django and allauth that our catalogues say in their own way.

Django's Polish days begin with a capital inside a sentence, and allauth's Polish takes everybody
who forgets a password for a man; its Swedish spells e-mail as nobody does.
"""

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
SIGNING_IN = (
    gettext_noop("Forgot your password?"),
    gettext_noop("Email address"),
    gettext_noop("The email address and/or password you specified are not correct."),
)
