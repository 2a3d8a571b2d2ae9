"""Texts are found in Python and in templates, and a catalogue's faults are named."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import write_po
from django.core.management import CommandError, call_command

from recruitcrm import translations

PAGE = """{% load i18n %}
<div>
   <p title="{% translate "Call" %}">it's {{ x }} "quoted</p>
 {% blocktranslate trimmed count n=calls|length %}
   {{ n }} call
 {% plural %}
   {{ n }} calls
 {% endblocktranslate %}
        {% include "a.html" with label=_("Log it") %}
</div>
"""


@pytest.fixture
def product(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A product of one module and one page."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(PAGE)
    (tmp_path / "clients").mkdir()
    (tmp_path / "clients" / "words.py").write_text(
        'SAID = _("Said by %(name)s")\nPLACE = pgettext_lazy("stage", "offer")\n'
    )
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "LOCALE", tmp_path / "locale")
    monkeypatch.setattr(translations, "LANGUAGES", ("sv",))
    return tmp_path


def translate(**texts: str) -> None:
    """Fill the catalogue: every text by itself, except those given."""
    path = translations.file_of("sv")
    catalog = translations.known("sv")
    for message in catalog:
        if message.id:
            alone = isinstance(message.id, str)
            message.string = texts.get(str(message.id), message.id) if alone else message.id
    with path.open("wb") as file:
        write_po(file, catalog)


def found(catalog: Catalog, text: str) -> Message:
    message = catalog.get(text)
    assert message is not None
    return message


def test_a_template_gives_up_its_texts_in_every_form():
    gathered = [
        (line, text)
        for line, text, _comments, _context in extract(
            translations.extract_template, io.BytesIO(PAGE.encode()), translations.KEYWORDS
        )
    ]
    assert gathered == [(3, "Call"), (4, ("%(n)s call", "%(n)s calls")), (9, "Log it")]


def test_a_new_text_waits_for_its_translation_and_is_never_guessed(product):
    assert translations.update() == {"sv": 5}
    translate()
    (product / "templates" / "page.html").write_text(PAGE.replace('"Call"', '"Calls"'))
    assert translations.update() == {"sv": 1}
    assert translations.faults() == ["sv: templates/page.html: 'Calls' is not translated"]


def test_a_whole_catalogue_has_no_faults_and_is_not_written_anew(product):
    translations.update()
    translate()
    assert translations.faults() == []
    translations.update()
    before = translations.file_of("sv").read_bytes()
    translations.update()
    assert translations.file_of("sv").read_bytes() == before


def test_a_translation_that_would_break_at_run_time_is_a_fault(product):
    translations.update()
    translate(**{"Said by %(name)s": "Sagt av %(namn)s"})
    [fault] = translations.faults()
    assert "other placeholders" in fault
    with pytest.raises(CommandError, match="other placeholders"):
        call_command("translations", "--check")


def test_an_unsure_translation_is_a_fault(product):
    translations.update()
    translate()
    catalog = translations.known("sv")
    found(catalog, "Call").flags.add("fuzzy")
    with translations.file_of("sv").open("wb") as file:
        write_po(file, catalog)
    assert "unsure" in translations.faults()[0]


def test_plural_forms_may_leave_the_number_out():
    catalog = Catalog(locale="sv")
    catalog.add(("%(n)s call", "%(n)s calls"), ("ett samtal", "%(n)s samtal"))
    assert not translations.differs(found(catalog, "%(n)s call"))
    catalog = Catalog(locale="sv")
    catalog.add(("%(n)s call", "%(n)s calls"), ("ett samtal", "%(m)s samtal"))
    assert translations.differs(found(catalog, "%(n)s call"))


def test_what_is_compiled_is_what_django_reads(product):
    translations.update()
    translate(Call="Ring")
    translations.compile_catalogues()
    import gettext

    with translations.file_of("sv").with_suffix(".mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert read.gettext("Call") == "Ring"
    assert read.pgettext("stage", "offer") == "offer"
