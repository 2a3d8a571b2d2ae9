"""What is not asked stands in every language, for everywhere and for each country we know (K4)."""

from __future__ import annotations

import pytest
from django.utils import translation

from processes.meetings.asking import not_to_ask

COUNTRIES = ("SE", "PL", "NL", "GB")
LAWS = {"SE": "2008:567", "PL": "22¹", "NL": "AWGB", "GB": "Equality Act 2010"}


@pytest.mark.parametrize("language", ["en", "sv", "pl", "nl"])
def test_each_language_says_all_of_it(language: str) -> None:
    with translation.override(language):
        said = {country: not_to_ask(country) for country in COUNTRIES}
    for country, words in said.items():
        assert LAWS[country] in words.law
        assert len(words.lines) == 4 and words.instead
    assert len({words.law for words in said.values()}) == len(COUNTRIES)


def test_no_two_languages_say_the_same() -> None:
    found = set()
    for language in ("en", "sv", "pl", "nl"):
        with translation.override(language):
            found.add(not_to_ask("SE"))
    assert len(found) == 4


def test_of_a_country_that_nobody_has_written_up_only_what_holds_everywhere_is_said() -> None:
    words = not_to_ask("BR")
    assert words.lines and not words.law
