"""What has changed in a brief, in words of the active language: for letter, report and pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.money import span
from candidates.motivators import Motivator

if TYPE_CHECKING:
    from processes.models.brief_version import BriefVersion


def lines(changes: Iterable[Mapping[str, Any]]) -> list[str]:
    """A sentence for each thing that is new."""
    return [line for change in changes for line in said(change)]


def said(change: Mapping[str, Any]) -> list[str]:
    what = change["what"]
    if "after" not in change:
        return [UNSAID[what]()] if what in UNSAID else []
    if what == "offers":
        return offers(change["before"] or {}, change["after"] or {})
    if what == "must_haves":
        return must_haves(change["before"] or [], change["after"] or [])
    before, after = (in_words(what, change[side]) for side in ("before", "after"))
    words = {"what": label(what), "before": before, "after": after}
    if not after:
        return [_("%(what)s: no longer said (it was %(before)s)") % words]
    if not before:
        return [_("%(what)s: %(after)s") % words]
    return [_("%(what)s: %(after)s (it was %(before)s)") % words]


def must_haves(before: list[str], after: list[str]) -> list[str]:
    """What decides it from now on and what no longer does; else the order, which says weight."""
    found = [
        _("No longer a must-have: %(what)s") % {"what": one} for one in before if one not in after
    ]
    found += [_("New must-have: %(what)s") % {"what": one} for one in after if one not in before]
    if found:
        return found
    return [
        _("The same must-haves, in this order: %(what)s") % {"what": must_haves_in_words(after)}
    ]


def offers(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """A line for each that is new, other than before, or no longer offered."""
    found = []
    for motivator in Motivator:
        old, new = before.get(motivator, ""), after.get(motivator, "")
        if new and old != new:
            words = {"what": motivator.label, "offer": new}
            found.append(_("%(what)s on offer: %(offer)s") % words)
        elif old and not new:
            found.append(_("No longer on offer: %(offer)s") % {"offer": old})
    return found


UNSAID = {
    "brief": lambda: _("The description of the role was written anew."),
    "pay": lambda: _("What is said of the pay beside the numbers was written anew."),
}


def label(what: str) -> str:
    """The name of a line of the brief, at the beginning of a sentence."""
    return {
        "title": lambda: _("Title of the role"),
        "kind": lambda: _("Kind"),
        "must_haves": lambda: _("The things that decide it"),
        "brief": lambda: _("Description"),
        "pay": lambda: _("Pay"),
        "place": lambda: _("Place"),
        "remote_days": lambda: _("Days a week at home"),
        "starts_on": lambda: _("Wanted start"),
        "positions": lambda: _("Positions"),
        "target_weeks": lambda: _("Weeks to the decision"),
        "offers": lambda: _("What the client offers"),
    }[what]()


def in_words(what: str, value: Any) -> str:
    """A value of a snapshot as somebody reads it; empty where nothing is said."""
    if value is None or value in ("", [], {}):
        return ""
    reading = READINGS.get(what)
    return reading(value) if reading else str(value)


def pay_in_words(value: Mapping[str, Any]) -> str:
    """Of the range in a snapshot; the remark beside it is not part of it."""
    low, high = (
        Decimal(value[name]) if value.get(name) else None for name in ("pay_from", "pay_to")
    )
    return span(low, high, value.get("pay_currency") or "", value.get("pay_per") or "")


def kind_in_words(value: str) -> str:
    from processes.models.assignment import Kind

    return str(Kind(value).label) if value in Kind.values else value


def must_haves_in_words(texts: Iterable[str]) -> str:
    return "; ".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))


def remote_in_words(days: int) -> str:
    if not days:
        return pgettext("days at home", "none")
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def weeks_in_words(weeks: int) -> str:
    return ngettext("%(count)d week", "%(count)d weeks", weeks) % {"count": weeks}


READINGS: dict[str, Callable[[Any], str]] = {
    "pay": pay_in_words,
    "kind": kind_in_words,
    "must_haves": must_haves_in_words,
    "remote_days": remote_in_words,
    "target_weeks": weeks_in_words,
    "starts_on": lambda value: date_format(date.fromisoformat(value), "LETTER_DAY_FORMAT"),
}


def on_the_dates(effect: str, words: str) -> str:
    """What a change does to the agreed dates, as the client reads it."""
    if effect == "stay":
        return " ".join(filter(None, [_("The agreed dates stay as they are."), stopped(words)]))
    if effect == "move":
        return stopped(words)
    return stopped(words) or _("What it does to the dates is not clear yet; we come back to you.")


def stopped(text: str) -> str:
    """In one line, with a full stop unless it ends in some other way; nothing stays nothing."""
    line = " ".join(text.split())
    return line if not line or line[-1] in ".!?…:" else f"{line}."


def effects(versions: Iterable[BriefVersion]) -> str:
    """Of several changes that are told together, each once."""
    return " ".join(
        dict.fromkeys(on_the_dates(one.dates_effect, one.dates_words) for one in versions)
    )
