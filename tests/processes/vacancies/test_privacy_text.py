"""The privacy notice for whoever applies: versions that stay as they were read."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client as Browser

from processes.models import PrivacyText
from tests.cast import MONDAY, NOW, Cast


def test_the_products_own_is_in_force_until_an_admin_writes_another(
    client: Browser, cast: Cast
) -> None:
    client.force_login(cast.ada)
    for language, _name in settings.LANGUAGES:
        assert PrivacyText.objects.in_force(language).version == 1
    assert not PrivacyText.objects.exists()  # reading writes nothing
    answer = client.post("/settings/privacy/sv/", {"text": "Vi på {agency} sparar lite."})
    assert answer.status_code == 302
    now = PrivacyText.objects.in_force("sv")
    assert (now.version, now.by, now.words) == (2, cast.ada, "Vi på Askvik & Partners sparar lite.")
    first = PrivacyText.objects.get(language="sv", version=1)
    assert first.by is None
    assert "{agency}" in first.text
    assert "Version 2" in client.get("/settings/privacy/").content.decode()


def test_the_same_words_make_no_version(cast: Cast) -> None:
    first = PrivacyText.objects.write("en", "We keep little.", by=cast.ada, at=MONDAY)
    again = PrivacyText.objects.write("en", "We  keep\nlittle.", by=cast.ada, at=NOW)
    assert again == first
    assert PrivacyText.objects.filter(language="en").count() == 2


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "This field is required"), ("Of {client} and {agency}", "{client}"), ("{", "{")],
)
def test_what_nobody_could_fill_in_is_refused(
    client: Browser, cast: Cast, text: str, why: str
) -> None:
    client.force_login(cast.ada)
    answer = client.post("/settings/privacy/en/", {"text": text})
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not PrivacyText.objects.exists()


def test_there_are_four_languages_and_no_other(client: Browser, cast: Cast) -> None:
    client.force_login(cast.ada)
    assert client.get("/settings/privacy/xx/").status_code == 404
    assert client.get("/settings/privacy/nl/").status_code == 200


def test_without_an_address_of_the_agencys_nothing_names_one(cast: Cast) -> None:
    cast.agency.email = ""
    cast.agency.save()
    words = PrivacyText.objects.in_force("en").words
    assert "Write to" not in words
    assert words.count("\n\n") == 5
    cast.agency.email = "hello@askvik.example"
    cast.agency.save()
    assert "Write to hello@askvik.example" in PrivacyText.objects.in_force("en").words
