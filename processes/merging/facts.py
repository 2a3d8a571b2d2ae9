"""What is known of a candidate, fact by fact, as two records are laid side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.showing import ShownAs
from candidates.found_through import in_words
from candidates.models import Candidate
from candidates.models.wishes import KindOfWork
from candidates.spoken_languages import language_name

Side = Literal["kept", "gone", "both"]


@dataclass(frozen=True)
class Fact:
    """Columns that are chosen together: of one record or of the other; lists and texts of both."""

    name: str
    label: str | Promise
    columns: tuple[str, ...]
    is_list: bool = False
    is_text: bool = False

    @property
    def takes_both(self) -> bool:
        return self.is_list or self.is_text

    def of(self, candidate: Candidate) -> dict[str, Any]:
        return {column: getattr(candidate, column) for column in self.columns}

    def is_known(self, candidate: Candidate) -> bool:
        return any(said not in (None, "", []) for said in self.of(candidate).values())

    def differs(self, kept: Candidate, gone: Candidate) -> bool:
        return self.of(kept) != self.of(gone)

    def usual(self, kept: Candidate, gone: Candidate) -> Side:
        """What is proposed: what the kept record says, else the other; of lists and texts both."""
        if not self.is_known(gone):
            return "kept"
        if not self.is_known(kept):
            return "gone"
        return "both" if self.takes_both else "kept"

    def chosen(self, kept: Candidate, gone: Candidate, side: Side) -> dict[str, Any]:
        """The values that the kept record gets."""
        if side == "both" and self.takes_both:
            (column,) = self.columns
            one, other = getattr(kept, column), getattr(gone, column)
            return {column: _each_once(one, other) if self.is_list else _after(one, other)}
        return self.of(gone if side == "gone" else kept)

    def shown(self, candidate: Candidate) -> str:
        """What a record says, in the reader's words."""
        if self.name in IN_WORDS:
            return str(IN_WORDS[self.name](candidate))
        if self.is_list:
            return _listed(getattr(candidate, self.columns[0]))
        return " ".join(filter(None, (_in_words(candidate, column) for column in self.columns)))


FACTS = [
    Fact("name", _("Name"), ("first_name", "last_name")),
    Fact("headline", _("Headline"), ("headline",)),
    Fact("employer", _("Works at"), ("employer",)),
    Fact("email", _("E-mail"), ("email",)),
    Fact("phone", _("Phone"), ("phone",)),
    Fact("city", _("City"), ("city",)),
    Fact("country", _("Country"), ("country",)),
    Fact("language", _("Language of our letters"), ("language",)),
    Fact("profile_link", _("Profile link"), ("profile_link",)),
    Fact("skills", _("Skills"), ("skills",), is_list=True),
    Fact("languages", _("Speaks"), ("languages",), is_list=True),
    Fact("tags", _("Tags"), ("tags",), is_list=True),
    Fact("kinds", _("Wants work that is"), ("wants_kinds",), is_list=True),
    Fact("available_on", _("Available from"), ("available_on",)),
    Fact("expects", _("Expects"), ("expects",)),
    Fact(
        "pay",
        _("Expects in numbers"),
        ("expects_from", "expects_to", "expects_currency", "expects_per"),
    ),
    Fact("about", _("Notes"), ("about",), is_text=True),
    Fact("source", _("Found through"), ("source",)),
    Fact("owner", _("Looked after by"), ("owner_id",)),
    Fact("contact", _("Also a client's contact"), ("contact_id",)),
    Fact("news_rhythm", _("Wants to hear from us"), ("news_rhythm",)),
    Fact("touch_every_weeks", _("Hears from us every so many weeks"), ("touch_every_weeks",)),
]
# How facts read that are no plain text.
IN_WORDS: dict[str, Callable[[Candidate], Any]] = {
    "owner": lambda one: one.owner.full_name,
    "contact": lambda one: f"{one.contact.full_name}, {one.contact.client}" if one.contact else "",
    "pay": lambda one: one.expected_pay,
    "kinds": lambda one: _listed(KindOfWork(kind).label for kind in one.wants_kinds),
    "languages": lambda one: _listed(map(language_name, one.languages)),
    "available_on": lambda one: (
        date_format(one.available_on, "SHORT_DATE_FORMAT") if one.available_on else ""
    ),
    "language": lambda one: language_name(one.language),
    "source": lambda one: in_words(one.source),
}
BY_NAME: Mapping[str, Fact] = {fact.name: fact for fact in FACTS}
# Nobody is asked about these: what is right follows from both records.
RECKONED = {"privacy_notice_at", "privacy_notice_how", "created_at", "last_contact_at"}
RECKONED |= {"kept_until", "keep_at_least_until", "shown_as", "told"}
# What makes a record one of its own.
OF_THE_RECORD = {"id", "merged_into_id", "merged_at", "closed_at"}


def reckoned(kept: Candidate, gone: Candidate) -> list[dict[str, Any]]:
    """What follows from both: the earlier notice, the later word, the stricter way of showing."""
    noticed = sorted(
        (one.privacy_notice_at, one.privacy_notice_how)
        for one in (kept, gone)
        if one.privacy_notice_at
    )
    found: list[dict[str, Any]] = [
        {"created_at": min(kept.created_at, gone.created_at)},
        {"last_contact_at": _latest(kept.last_contact_at, gone.last_contact_at)},
        {"kept_until": _latest(kept.kept_until, gone.kept_until)},
        {"keep_at_least_until": _latest(kept.keep_at_least_until, gone.keep_at_least_until)},
        {"shown_as": max(kept.shown_as, gone.shown_as, key=list(ShownAs.values).index)},
        {"told": [each for each in kept.told if each in gone.told]},
    ]
    if noticed:
        at, how = noticed[0]
        found.append({"privacy_notice_at": at, "privacy_notice_how": how})
    return found


def _latest(*moments: Any) -> Any:
    return max((moment for moment in moments if moment is not None), default=None)


def _each_once(one: list[str], other: list[str]) -> list[str]:
    known = {said.casefold() for said in one}
    return [*one, *(said for said in other if said.casefold() not in known)]


def _after(one: str, other: str) -> str:
    if other.strip() in one:
        return one
    return other if one.strip() in other else f"{one.rstrip()}\n\n{other.lstrip()}"


def _in_words(candidate: Candidate, column: str) -> str:
    in_words = getattr(candidate, f"get_{column}_display", None)
    said = in_words() if in_words else getattr(candidate, column)
    return "" if said is None else str(said)


def _listed(said: Iterable[Any]) -> str:
    return ", ".join(map(str, said))
