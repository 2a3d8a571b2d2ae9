"""The catalogues of our texts, kept by Babel, so that no gettext need be installed.

``python -m recruitcrm.translations`` compiles them, before Django can start.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
LANGUAGES = ("sv", "pl", "nl")
PYTHON = ("recruitcrm", "portal", "processes", "candidates", "clients", "accounts", "mailings")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "_t": None,
    **{f"gettext{end}": None for end in ("", "_lazy", "_noop")},
    **{f"ngettext{end}": (1, 2) for end in ("", "_lazy")},
    **{f"pgettext{end}": ((1, "c"), 2) for end in ("", "_lazy")},
    **{f"npgettext{end}": ((1, "c"), 2, 3) for end in ("", "_lazy")},
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|(?<!\{)\{\w*\}(?!\})")


def extract_template(file: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """Babel's extractor for templates: Django writes them as Python, Babel reads that."""
    from django.utils.translation.template import templatize

    # In parentheses the indentation of a template is nothing to Python.
    source = f"({templatize(file.read().decode())}\n)"
    return extract_python(io.BytesIO(source.encode()), keywords, comment_tags, options)


def in_use() -> Catalog:
    """Every text of ours that is marked for translation."""
    catalog = Catalog(project="recruitcrm", charset="utf-8")
    sources = [path for name in PYTHON for path in sorted((ROOT / name).rglob("*.py"))]
    sources += sorted(path for path in (ROOT / "templates").rglob("*.*") if path.is_file())
    for path in sources:
        method: Any = extract_python if path.suffix == ".py" else extract_template
        with path.open("rb") as file:
            for line, text, comments, context in extract(
                method, file, KEYWORDS, comment_tags=["Translators:"], strip_comment_tags=True
            ):
                place = [(path.relative_to(ROOT).as_posix(), line)]
                catalog.add(text, None, place, auto_comments=comments, context=context)
    return catalog


def file_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def known(language: str) -> Catalog:
    """A language's catalogue; an empty one where there is no file yet."""
    path = file_of(language)
    if not path.exists():
        return Catalog(locale=language, project="recruitcrm", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def update() -> dict[str, int]:
    """Write every catalogue anew with the texts in use; the number without translation of each."""
    template, waiting = in_use(), {}
    for language in LANGUAGES:
        catalog = known(language)
        kept = catalog.revision_date, catalog.creation_date
        catalog.update(template, no_fuzzy_matching=True)
        catalog.revision_date, catalog.creation_date = kept
        catalog.obsolete.clear()
        path = file_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=100, include_lineno=False, sort_by_file=True)
        waiting[language] = sum(1 for message in catalog if message.id and not is_whole(message))
    return waiting


def compile_catalogues() -> None:
    for path in sorted(LOCALE.rglob("*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.parts[-3], charset="utf-8")
        compiled = io.BytesIO()
        write_mo(compiled, catalog)
        half = path.with_suffix(".mo.half")
        half.write_bytes(compiled.getvalue())
        half.replace(path.with_suffix(".mo"))


def strings(message: Message) -> tuple[str, ...]:
    """The translation's forms: one, or one for each of the language's plurals."""
    said = message.string
    return tuple(said) if isinstance(said, list | tuple) else (said or "",)


def is_whole(message: Message) -> bool:
    return all(strings(message)) and not message.fuzzy


def faults() -> list[str]:
    """What is missing, unsure or would break at run time, a line each."""
    found, template = [], in_use()
    for language in LANGUAGES:
        catalog = known(language)
        for wanted in template:
            if not wanted.id:
                continue
            message = catalog.get(wanted.id, wanted.context)
            place = f"{language}: {wanted.locations[0][0]}: {wanted.id!r}"
            if message is None or not all(strings(message)):
                found.append(f"{place} is not translated")
            elif message.fuzzy:
                found.append(f"{place} is marked as unsure (fuzzy)")
            elif differs(message):
                found.append(f"{place} has other placeholders than its translation")
    return found


def differs(message: Message) -> bool:
    """Whether a translation lacks or adds a placeholder; plural forms may leave the number out."""
    if isinstance(message.id, str):
        return any(placeholders(text) != placeholders(message.id) for text in strings(message))
    allowed = set().union(*(placeholders(text) for text in message.id))
    common = set.intersection(*(placeholders(text) for text in message.id))
    return any(
        not common - {"%(count)s", "%(counter)s", "%(number)s", "%(n)s", "%s", "%d"}
        <= placeholders(text)
        <= allowed
        for text in strings(message)
    )


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


if __name__ == "__main__":
    compile_catalogues()
    sys.exit()
