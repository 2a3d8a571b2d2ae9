"""The README of an archive: what lies where, each column, and what is left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from accounts.exporting.contents import (
    BYTES,
    COLUMNS_LEFT_OUT,
    LEFT_OUT,
    SECRETS,
    TABLES_LEFT_OUT,
    Column,
    Table,
)
from accounts.trail.words import noun


def readme(tables: list[Table], rows: Mapping[str, int], *, agency: str, as_of: datetime) -> str:
    """In the active language where a word for it is there; names of columns are as they are."""
    return "\n".join([*_beginning(agency, as_of), *_tables(tables, rows), *_left_out()]) + "\n"


def _beginning(agency: str, as_of: datetime) -> Iterator[str]:
    yield f"# {agency}"
    yield ""
    yield _("Everything as it was on %(moment)s (UTC).") % {"moment": f"{as_of:%Y-%m-%d %H:%M:%S}"}
    yield ""
    yield "- tables/<name>.csv – " + _(
        "for spreadsheets: UTF-8, commas, a line per row. A text that a spreadsheet would take for "
        "a formula has an apostrophe in front; the values of a list are divided by semicolons."
    )
    yield "- tables/<name>.jsonl – " + _(
        "the same for programs: a JSON object per line, each value exactly as it is kept."
    )
    yield "- files/ – " + _(
        "documents, logos and whatever letters carried. The columns of files say where each lies, "
        "from this folder on."
    )
    yield "- files-missing.jsonl – " + _(
        "files that a table names and that were not there, for instance because somebody deleted "
        "them while the archive was being written."
    )
    yield "- manifest.jsonl – " + _("each file with its size, its SHA-256 and its number of rows.")
    yield ""


def _tables(tables: list[Table], rows: Mapping[str, int]) -> Iterator[str]:
    yield "# " + _("Tables")
    for table in tables:
        number = rows.get(table.name, 0)
        yield ""
        yield f"## {table.name} – {noun(table.label)} ({number})"
        for field in table.columns:
            yield f"- {field.column}: {_about(table, field)}"


def _about(table: Table, field: Column) -> str:
    parts = [str(field.verbose_name).strip()]
    if isinstance(field, models.ForeignKey):
        parts.append(f"→ {field.related_model._meta.db_table}.{field.target_field.column}")
    if field.name == BYTES.get(table.label, ("",))[0] or isinstance(field, models.FileField):
        parts.append(_("a file, from files/ on"))
    if choices := list(field.flatchoices or ()):
        parts.append(", ".join(f"{value} = {label}" for value, label in choices[:60]))
    if field.name == "time_zone":  # six hundred names that everybody knows
        parts = parts[:1]
    return "; ".join(parts)


def _left_out() -> Iterator[str]:
    yield ""
    yield "# " + _("What is left out")
    yield ""
    for label, reason in sorted({**LEFT_OUT, **TABLES_LEFT_OUT}.items()):
        yield f"- {label}: {reason}"
    for label, columns in sorted({**SECRETS, **COLUMNS_LEFT_OUT}.items()):
        for column, reason in sorted(columns.items()):
            yield f"- {label}, {column}: {reason}"
    yield "- mailings.letter: " + _(
        "the words of letters by which somebody signs in, and the secret part of addresses in all "
        "others: they open doors."
    )
    yield "- " + _("Columns that PostgreSQL makes of others by itself, for searching.")
