"""What a search asks for, in the reader's words: above the list, of pools and saved searches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.models import User
from accounts.money import span
from accounts.places import COUNTRIES
from candidates.finding.values import AGO
from candidates.finding.wanted import Wanted
from candidates.models import Candidate, Pool
from candidates.models.wishes import KindOfWork
from candidates.spoken_languages import language_name


@dataclass(frozen=True)
class Criterion:
    """One thing asked for, and the address of the same search without it."""

    words: str
    without: str


@dataclass(frozen=True)
class Names:
    """Of the people and pools that some searches name; of what is gone there is none."""

    owners: dict[int, str]
    pools: dict[int, str]

    @classmethod
    def of(cls, searches: Sequence[Wanted]) -> Names:
        """At most two queries, none where nobody is named."""
        owners = {one.owner for one in searches if one.owner}
        pools = {one.pool for one in searches if one.pool}
        people = named = {}
        if owners:
            people = dict(User.objects.filter(pk__in=owners).values_list("pk", "full_name"))
        if pools:
            named = dict(Pool.objects.filter(pk__in=pools).values_list("pk", "name"))
        return cls(people, named)


def said(wanted: Wanted, *, words_too: bool = True) -> list[Criterion]:
    """Each criterion; without ``words_too`` those typed into the box are left to the box."""
    return list(_criteria(wanted, Names.of([wanted]), words_too=words_too))


def said_of_each(searches: Sequence[Wanted]) -> list[list[Criterion]]:
    """Of many searches, in as many queries as of one."""
    names = Names.of(searches)
    return [list(_criteria(one, names)) for one in searches]


def stages() -> list[tuple[str, str]]:
    """The stages of a candidacy with their names."""
    candidacy = Candidate._meta.get_field("candidacies").related_model
    assert isinstance(candidacy, type) and issubclass(candidacy, models.Model)
    choices: Any = candidacy._meta.get_field("stage").choices  # type: ignore[union-attr]
    return [(value, str(label)) for value, label in choices]


def _criteria(wanted: Wanted, names: Names, *, words_too: bool = True) -> Iterator[Criterion]:
    for words, name, value in _parts(wanted, names):
        if name != "q" or words_too:
            yield Criterion(words, _without(wanted, name, value))


def _without(wanted: Wanted, name: str, value: str) -> str:
    if name == "pay":
        return wanted.but(pay_from=None, pay_to=None, currency="", per="").to_query()
    return wanted.without(name, value).to_query()


def _parts(wanted: Wanted, names: Names) -> Iterator[tuple[str, str, str]]:
    """Words, the criterion's name, and the value where it is one of a list."""
    if wanted.q:
        yield f"“{wanted.q}”", "q", ""
    for skill in wanted.skills:
        yield skill, "skills", skill
    if wanted.match == "any" and len(wanted.skills) > 1:
        yield _("any of these skills is enough"), "match", ""
    if wanted.city:
        far = _("%(city)s and %(km)s km around") % {"city": wanted.city, "km": wanted.km}
        yield far if wanted.km else wanted.city, "city", ""
    if wanted.country:
        yield str(dict(COUNTRIES)[wanted.country]), "country", ""
    for kind in wanted.kinds:
        yield str(KindOfWork(kind).label), "kinds", kind
    if wanted.free:
        yield _free(wanted.free), "free", ""
    pay = span(wanted.pay_from, wanted.pay_to, wanted.currency, wanted.per)
    if pay:
        yield _("can be had for %(pay)s") % {"pay": pay}, "pay", ""
    for code in wanted.languages:
        yield _("language: %(name)s") % {"name": language_name(code)}, "languages", code
    labels = dict(stages()) if wanted.stages else {}
    for stage in wanted.stages:
        yield _("now: %(stage)s") % {"stage": labels.get(stage, stage)}, "stages", stage
    yield from _about_contact(wanted)
    if wanted.owner:
        owner = names.owners.get(wanted.owner, _("somebody who is gone"))
        yield _("looked after by %(name)s") % {"name": owner}, "owner", ""
    if wanted.pool:
        pool = names.pools.get(wanted.pool, _("one that is gone"))
        yield _("pool: %(name)s") % {"name": pool}, "pool", ""
    if wanted.notice:
        given = wanted.notice == "given"
        yield _("has the privacy notice") if given else _("lacks the privacy notice"), "notice", ""
    for tag in wanted.tags:
        yield f"#{tag}", "tags", tag


def _about_contact(wanted: Wanted) -> Iterator[tuple[str, str, str]]:
    if wanted.contact == "never":
        yield _("never had a word from us"), "contact", ""
    if wanted.contacted_after:
        words = _("last word %(when)s or later") % {"when": _when(wanted.contacted_after)}
        yield words, "contacted_after", ""
    if wanted.contacted_before:
        words = pgettext("searched for", "no word since %(when)s") % {
            "when": _when(wanted.contacted_before)
        }
        yield words, "contacted_before", ""


def _free(said: str) -> str:
    words = {
        "now": _("free now"),
        "month": _("free within a month"),
        "quarter": _("free within three months"),
    }
    return words.get(said) or _("free by %(day)s") % {"day": _when(said)}


def _when(said: str) -> str:
    """ "90 days ago", or a day as the reader writes it."""
    if ago := AGO.fullmatch(said):
        days = int(ago.group(1))
        return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}
    day = parse_date(said)
    return date_format(day, "SHORT_DATE_FORMAT") if day else said
