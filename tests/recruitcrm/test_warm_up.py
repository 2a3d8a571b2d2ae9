"""A worker reads once what its jobs share, and asks no database for it."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from django.template import engines
from django.utils import translation

from mailings.pdf import make_ready
from recruitcrm import warming


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """The tests that follow count and collect as usual."""
    make_ready()
    yield
    gc.unfreeze()


def test_it_asks_no_database_and_leaves_the_language_alone() -> None:
    """pytest-django refuses any query here, for the test does not ask for a database."""
    with translation.override("pl"):
        warming.warm_up()
        assert translation.get_language() == "pl"
    assert gc.get_freeze_count() > 100_000


def test_the_templates_of_letters_and_documents_are_there_without_reading_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    warming.warm_up()
    names = warming.templates()
    assert {"pdf/weekly_report.html", "emails/weekly_report/body.html"} <= set(names)

    def read(self: object, *_args: object, **_known: object) -> str:
        raise AssertionError("A template was read from its file again.")

    monkeypatch.setattr("django.template.loaders.filesystem.Loader.get_contents", read)
    monkeypatch.setattr("django.template.loaders.app_directories.Loader.get_contents", read)
    for name in names:
        engines["django"].get_template(name)


def test_its_trial_has_the_styles_of_our_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(warming, "written", lambda html, language: written.append(html))
    warming.warm_up()
    assert "@page" in written[0] and "<table" in written[0]
