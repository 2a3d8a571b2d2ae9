"""Words that judge somebody by what they are: found in four languages, and read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client as Browser
from django.urls import reverse

from mailings.models import Letter
from processes.models import Candidacy
from processes.word_check import LANGUAGES, Topic, check, lists
from tests.cast import MONDAY, Cast

SAID = {
    "en": "too old, small children, on sick leave, her accent, preferred a man, joined a union",
    "sv": "för gammal, småbarn, sjukskriven, utländsk bakgrund, hellre en man, med i facket",
    "pl": "za stara, w ciąży, choroba, pochodzenie, wolimy mężczyznę, członek związku zawodowego",
    "nl": "te oud, zwanger, ziekteverzuim, afkomst, liever een man, lid van de vakbond",
}
HARMLESS = (
    "Closed the union agreement backlog. 20 years of experience in payroll, led a young company.",
    "Har lång erfarenhet av löner, sköter allt själv och vill arbeta hands-on.",
    "Ma 12 lat doświadczenia i dobrze zna Hogię.",
    "Heeft jarenlange ervaring en werkt graag zelf mee.",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_found_in_every_language(language: str) -> None:
    assert [one.topic for one in check(SAID[language])] == list(Topic)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_tells_of_work_is_left_alone(text: str) -> None:
    assert check(text) == []


def test_our_own_texts_say_none_of_it() -> None:
    folder = Path(__file__).parents[3] / "processes" / "words" / "texts"
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.txt")]
    assert len(texts) > 40
    assert check(*texts) == []


def test_a_word_is_bounded_named_once_and_told_with_a_reason() -> None:
    (found,) = check("Too old? TOO OLD!", "tattoo older")
    assert (found.word, found.topic) == ("Too old", "age")
    assert "which experience" in found.why


@pytest.mark.parametrize(
    "pasted",
    ["too\nold", "too \u00a0 old", "too o\u00adld", "fo\u0308r gammal", "w cia\u0328z\u0307y"],
)
def test_a_word_that_was_pasted_is_found_however_its_letters_come(pasted: str) -> None:
    assert len(check(f"Was {pasted}, we thought")) == 1


def test_every_language_has_a_list_for_every_topic() -> None:
    assert all(len(words) >= 4 * len(LANGUAGES) for words in lists().values())


@pytest.fixture
def jonas(cast: Cast, client: Browser) -> Candidacy:
    client.force_login(cast.nina)
    return cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)


def test_a_letter_goes_out_only_once_it_was_read_again(client: Browser, jonas: Candidacy) -> None:
    url = reverse("candidacy_declining", args=[jonas.pk])
    typed = {"subject": "Your application", "body": "You are too old for us.", "reason": "fit"}
    refused = client.post(url, typed)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "“too old” – Age: say which experience" in page and "You are too old for us." in page
    assert not Letter.objects.filter(kind="decline").exists()
    assert client.post(url, typed | {"words_read": "on"}).status_code in {200, 302}
    assert Letter.objects.filter(kind="decline").exists()


def test_a_recommendation_is_read_again_too(client: Browser, jonas: Candidacy) -> None:
    url = reverse("candidacy_fit", args=[jonas.pk])
    musts = jonas.assignment.must_haves.all()
    typed = {f"answer_{must.pk}": "not_asked" for must in musts}
    typed |= {"recommendation": "", "risk": "Has small children."}
    refused = client.post(url, typed)
    assert refused.status_code == 422 and "Family:" in refused.content.decode()
    assert client.post(url, typed | {"words_read": "on"}).status_code == 302
    jonas.refresh_from_db()
    assert jonas.risk == "Has small children."


def test_a_draft_is_kept_and_the_sending_asks(client: Browser, cast: Cast) -> None:
    candidacy = cast.presented(cast.jonas, cast.payroll())
    client.force_login(cast.nina)
    typed = {
        "number": "1",
        "order": str(candidacy.pk),
        "chosen": str(candidacy.pk),
        "introduction": "Two are pregnant.",
        "recipients": str(cast.sara.pk),
    }
    there = candidacy.assignment_id
    assert client.post(reverse("presentation_draft", args=[there]), typed).status_code == 302
    sending = reverse("presentation_sending", args=[there])
    refused = client.post(sending, typed)
    assert refused.status_code == 422 and "“pregnant”" in refused.content.decode()
    assert client.post(sending, typed | {"words_read": "on"}).status_code == 302
