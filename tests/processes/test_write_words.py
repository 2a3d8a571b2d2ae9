"""The seam of every letter: facts in the reader's language, a draft, a letter in the outbox."""

from __future__ import annotations

from datetime import date

import pytest

from mailings.delivery import deliver
from mailings.models import Letter
from processes import words
from processes.models import Candidacy, Event
from processes.models.letter_text import LANGUAGES, LetterText
from tests.cast import MONDAY, NOW, Cast


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    return cast.presented(cast.jonas, cast.payroll())


def holding(jonas: Candidacy) -> words.Draft:
    facts = words.facts_about(candidacy=jonas, at=NOW, next_word_on=date(2026, 11, 27))
    return words.draft("holding", "en", facts)


def write(jonas: Candidacy, **other: object) -> Letter:
    said: dict[str, object] = {
        "to": jonas.candidate,
        "by": None,
        "at": NOW,
        "key": "one",
        "language": "en",
    }
    said |= {"occasion": jonas, **other}
    return words.write("holding", holding(jonas), **said)  # type: ignore[arg-type]


def test_a_holding_message_is_made_of_facts(jonas: Candidacy) -> None:
    subject, body = holding(jonas)
    assert subject == "Interim payroll manager: nothing new yet"
    assert body.startswith("Hello Jonas,\n\n")
    assert "an answer from Nordvik Energi since Monday 16 November." in body
    assert "again on Friday 27 November at the latest" in body


def test_a_line_with_a_fact_that_nobody_knows_is_left_out(cast: Cast) -> None:
    applied = cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)
    draft = words.draft("holding", "en", words.facts_about(candidacy=applied, at=NOW))
    assert "We have been waiting" not in draft.body
    assert "{" not in draft.body
    assert "\n\n\n" not in draft.body


def test_whoever_applied_reads_by_when_the_answer_comes(cast: Cast) -> None:
    applied = cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)
    facts = words.facts_about(candidacy=applied, at=MONDAY)
    assert facts["answer_by"] == "Monday 23 November"
    assert (
        "an answer from me by Monday 23 November"
        in words.draft("acknowledgement", "en", facts).body
    )


def test_days_are_written_as_the_reader_writes_them_where_the_reader_is(jonas: Candidacy) -> None:
    jonas.candidate.language = "sv"
    assert words.facts_about(candidacy=jonas, at=NOW)["waiting_since"] == "måndag 16 november"
    jonas.candidate.language = "pl"
    assert words.facts_about(candidacy=jonas, at=NOW)["waiting_since"] == "16 listopada"
    jonas.candidate.country, jonas.candidate.language = "US", "nl"
    late = NOW.replace(hour=3)
    said = words.facts_about(candidacy=jonas, at=NOW, moment=late)["moment"]
    assert said == "donderdag 19 november"  # still Thursday evening in New York


def test_a_contact_reads_of_the_people_not_answered_on(cast: Cast, jonas: Candidacy) -> None:
    jonas.note_interest(4, by=cast.nina, at=NOW, other_offer="Axfood", answers_on=NOW.date())
    facts = words.facts_about(candidacy=jonas, contact=cast.sara, at=NOW)
    assert facts["first_name"] == "Sara"
    assert facts["candidates"] == "Jonas Krantz"
    assert facts["rows"] == (
        "– Jonas Krantz, Interim payroll manager: Monday 16 November, 4 days. "
        "Has another offer and answers it today."
    )
    assert facts["found"] == "1 identified, 1 contacted, 1 interviewed, 1 presented"


def test_the_letter_is_the_words_in_the_agencys_frame_signed(cast: Cast, jonas: Candidacy) -> None:
    letter = write(jonas)
    assert (letter.kind, letter.to, letter.reply_to) == (
        "holding",
        "jonas.krantz@people.example",
        cast.nina.email,
    )
    assert letter.from_name == "Nina Lind, Askvik & Partners"
    assert holding(jonas).body in letter.text
    for line in ("Nina Lind", "+46 70 123 45 67", cast.nina.email):
        assert line in letter.html and line in letter.text


def test_words_are_escaped_in_the_html_and_plain_in_the_text(jonas: Candidacy) -> None:
    draft = words.Draft("<b>& you</b>", "<script>alert(1)</script>\nsecond line")
    letter = words.write(
        "word", draft, to=jonas.candidate, by=None, at=NOW, key="k", occasion=jonas, language="en"
    )
    assert letter.subject == "<b>& you</b>"
    assert "<script>" not in letter.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br" in letter.html
    assert letter.text.startswith("<script>alert(1)</script>\nsecond line\n")


def test_the_same_key_twice_is_one_letter(jonas: Candidacy) -> None:
    assert write(jonas) == write(jonas)
    assert Letter.objects.count() == 1


def test_it_counts_once_it_went_out_and_names_the_kind(jonas: Candidacy) -> None:
    letter = write(jonas)
    assert not Event.objects.filter(kind="letter_sent").exists()
    deliver(letter.pk, at=NOW)
    event = Event.objects.get(kind="letter_sent")
    assert (event.facts["letter"], event.candidacy) == ("holding", jonas)


@pytest.mark.parametrize("address", ["", "ask at the desk"])
def test_without_an_address_nothing_is_written(jonas: Candidacy, address: str) -> None:
    jonas.candidate.email = address
    with pytest.raises(words.NoAddress, match="Jonas Krantz has no e-mail address"):
        write(jonas)
    assert not Letter.objects.exists()


def test_who_left_the_client_is_not_written_to(cast: Cast, jonas: Candidacy) -> None:
    cast.sara.is_active = False
    with pytest.raises(words.NoAddress, match="Sara Berg does not work there any more"):
        write(jonas, to=cast.sara)


def test_braces_in_a_fact_are_only_braces(jonas: Candidacy) -> None:
    jonas.assignment.title = "Lead {phone}"
    facts = words.facts_about(candidacy=jonas, at=NOW)
    assert "role of Lead {phone} yet" in words.draft("holding", "en", facts).body


def test_a_subject_that_would_be_empty_is_the_agencys_name(cast: Cast) -> None:
    facts = words.facts_about(contact=cast.sara, at=NOW)
    assert words.draft("word", "en", facts).subject == "Askvik & Partners"


def test_the_agencys_own_text_comes_before_the_products(cast: Cast, jonas: Candidacy) -> None:
    LetterText.objects.create(
        kind="holding", language="en", subject="Still", body="Dear {first_name}, {found} soon.\nN.",
        changed_by=cast.ada, changed_at=NOW,
    )  # fmt: skip
    assert holding(jonas) == words.Draft("Still", "N.")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LetterText.Kind.values)
@pytest.mark.django_db
def test_every_kind_has_a_text_in_every_language(kind: str, language: str) -> None:
    from processes.words.drafting import default_text, not_understood
    from processes.words.kinds import BY_NAME

    text = default_text(kind, language)
    assert text.subject and text.body
    assert not_understood("\n".join(text), BY_NAME[kind].placeholders) == []
    if language != "en":
        assert text != default_text(kind, "en")
