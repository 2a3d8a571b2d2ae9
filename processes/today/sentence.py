"""The sentence on top of Today: "Seven people are waiting for a word from you"."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

IN_WORDS = [
    pgettext_lazy("people waiting", "no"),
    pgettext_lazy("people waiting", "one"),
    pgettext_lazy("people waiting", "two"),
    pgettext_lazy("people waiting", "three"),
    pgettext_lazy("people waiting", "four"),
    pgettext_lazy("people waiting", "five"),
    pgettext_lazy("people waiting", "six"),
    pgettext_lazy("people waiting", "seven"),
    pgettext_lazy("people waiting", "eight"),
    pgettext_lazy("people waiting", "nine"),
    pgettext_lazy("people waiting", "ten"),
    pgettext_lazy("people waiting", "eleven"),
    pgettext_lazy("people waiting", "twelve"),
]


def in_words(number: int) -> str:
    """Numbers up to twelve in words, the first letter large; larger ones in figures."""
    if number >= len(IN_WORDS):
        return str(number)
    word = str(IN_WORDS[number])
    return word[:1].upper() + word[1:]


def sentence(people: int, late: int, clients: int, *, mine: bool) -> str:
    """How many people wait for us, how many of them too long; how many clients owe us an answer.

    ``mine``: they wait for the reader, not for the agency.
    """
    if people:
        return f"{waiting(people, mine)} {already_late(people, late)}".strip()
    nobody = _("Nobody is waiting for a word today.")  # not in the f-string: no extractor finds it
    return f"{nobody} {we_wait(clients, mine)}".strip()


def waiting(people: int, mine: bool) -> str:
    number = {"number": in_words(people)}
    if mine:
        return (
            ngettext(
                "%(number)s person is waiting for a word from you.",
                "%(number)s people are waiting for a word from you.",
                people,
            )
            % number
        )
    return (
        ngettext(
            "%(number)s person is waiting for a word from us.",
            "%(number)s people are waiting for a word from us.",
            people,
        )
        % number
    )


def already_late(people: int, late: int) -> str:
    if not late:
        return ""
    if late == people:
        return ngettext(
            "They should have had it already.", "All of them should have had it already.", people
        )
    return ngettext(
        "%(number)s should have had it already.",
        "%(number)s should have had it already.",
        late,
    ) % {"number": in_words(late)}


def we_wait(clients: int, mine: bool) -> str:
    """Nobody waits for us, but we do for them."""
    if not clients:
        return ""
    number = {"number": in_words(clients)}
    if mine:
        return (
            ngettext(
                "%(number)s client owes you an answer.",
                "%(number)s clients owe you an answer.",
                clients,
            )
            % number
        )
    return (
        ngettext(
            "%(number)s client owes us an answer.",
            "%(number)s clients owe us an answer.",
            clients,
        )
        % number
    )
