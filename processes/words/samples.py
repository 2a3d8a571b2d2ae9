"""Facts of a case that never was, for the preview of a text in its language."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Agency, User
from processes.stages import Stage, counted
from processes.words.facts import in_words, listed
from processes.words.kinds import Kind

A_NUMBER = "+46 70 123 45 67"
SEARCH = {Stage.IDENTIFIED: 64, Stage.CONTACTED: 45, Stage.INTERVIEWED: 11, Stage.PRESENTED: 4}
WEEKS = 5


def sample(kind: Kind, language: str, *, by: User, at: datetime) -> dict[str, str]:
    """Every placeholder that may stand in a text of this kind, with something plausible in it."""
    with translation.override(language):
        everything = made_up(kind, by, at)
    return {name: words for name, words in everything.items() if name in kind.placeholders}


def made_up(kind: Kind, by: User, at: datetime) -> dict[str, str]:
    reader = "Jonas Krantz" if kind.to == "candidate" else "Sara Berg"
    hours = Agency.current().working_hours()
    waiting, next_week = hours.add_days(at, -3), hours.add_days(at, 5)
    shortlist = ["Jonas Krantz", "Amira Lundqvist"]
    role = _("Payroll manager")
    row = f"– %s, {role}: {in_words(waiting)}"
    return {
        "first_name": reader.split()[0],
        "full_name": reader,
        "assignment": role,
        "client": "Nordvik Energi",
        "agency": Agency.current().name,
        "recruiter": by.full_name,
        "phone": by.phone or A_NUMBER,
        "answer_by": in_words(next_week),
        "waiting_for": "Nordvik Energi",
        "waiting_since": in_words(waiting),
        "next_word_on": in_words(next_week),
        "candidate": shortlist[0],
        "candidates": listed(shortlist),
        "rows": "\n".join(row % name for name in shortlist),
        "missing_dates": ", ".join([_("client meetings"), _("decision")]),
        "obstacle": _("Pay below the market"),
        "evidence": _("7 of the 12 who said no named the salary."),
        "effect": _("At this rate there will be no shortlist of three by the agreed day."),
        "option_one": _("Raise the pay by a tenth: five of the seven would talk to us again."),
        "option_two": _("Keep the pay and do without the experience of Hogia."),
        "advice": _("Raise the pay. It costs less than three months without anybody."),
        "decision_by": in_words(next_week),
        "changes": _("– Pay: EUR 5,400 a month (it was EUR 5,000 a month)"),
        "on_the_dates": _("The agreed dates stay as they are."),
        "weeks": ngettext("%(count)d week", "%(count)d weeks", WEEKS) % {"count": WEEKS},
        "placed": "Amira Lundqvist",
        "found": ", ".join(f"{count} {counted(step, count)}" for step, count in SEARCH.items()),
        "free_as": _("from the first of March, four days a week"),
        "why": _("She starts on the first of March and has met the whole team."),
    }
