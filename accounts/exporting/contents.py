"""What goes into the archive of everything: each table, its columns, and what is left out and why.

Whatever is not named here goes in, so a new model is exported by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Column = models.Field[Any, Any]
Reason = str | Promise

# Whole models, with the reason that stands in the README of the archive.
LEFT_OUT: dict[str, Reason] = {
    "account.emailconfirmation": _("not used: an admin types the address"),
    "auth.group": _("not used: a person's role is a column"),
    "auth.group_permissions": _("not used: a person's role is a column"),
    "auth.permission": _("not used: a person's role is a column"),
    "sessions.session": _("secret: whoever has one is signed in"),
    "socialaccount.socialapp": _("not used: issuers are settings"),
    "socialaccount.socialtoken": _("secret: keys to another product"),
    "usersessions.usersession": _("secret: the keys of browsers that are signed in"),
}
# Tables that no model stands for.
TABLES_LEFT_OUT: dict[str, Reason] = {
    "candidates_name_word": _("words of names once more, so that a slip in one is found"),
    "candidates_place": _("towns of the world, for distances: they come with the product"),
    "django_migrations": _("which version of the product has been set up"),
    "shared_cache": _("short-lived: how often somebody tried to sign in, and the like"),
}
# Columns that no model knows, by table.
COLUMNS_LEFT_OUT: dict[str, dict[str, Reason]] = {
    "candidates_candidate": {
        "cv_text": _("the text of the preferred CV once more, which stands with the document"),
        "found_by": _("made of other columns, for searching"),
        "plain_skills": _("made of other columns, for searching"),
    }
}
# Single columns; the key of a table always goes in.
SECRETS: dict[str, dict[str, Reason]] = {
    "accounts.export": {"path": _("where an archive lies")},
    "accounts.invitation": {"digest": _("secret: of the link by which somebody comes in")},
    "accounts.signedlink": {"digest": _("secret: of a link that answers for somebody")},
    "accounts.user": {"password": _("secret: even a digest of it can be tried out")},
    "mfa.authenticator": {"data": _("secret: the second factor itself")},
    "socialaccount.socialaccount": {"extra_data": _("what another product said at a sign-in")},
}
# Bytes that lie in the database: they become files, and the column says where they are.
BYTES = {"mailings.attachment": ("content", "filename", "attachments")}
# Letters that hold a way in have no words here; of others, the secret part of addresses is cut out.
LETTER, WORDS, WAY_IN = "mailings.letter", {"html", "text"}, "account"
OUR_ADDRESS = r"(%s/[^\s\"'<>]*?/)[A-Za-z0-9_=:~-]{32,}"
TEXTS = (models.CharField, models.TextField, models.FileField, models.GenericIPAddressField)
FORMULA = r"'^[=+@\t\r-]'"  # as accounts/spreadsheets.py has it


@dataclass(frozen=True)
class Table:
    """A table of the archive; ``name`` is that of its two files."""

    model: type[models.Model]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def columns(self) -> list[Column]:
        """All but secrets, and but what PostgreSQL makes of other columns by itself."""
        secret = SECRETS.get(self.label, {})
        return [
            field
            for field in self.model._meta.local_concrete_fields
            if field.name not in secret and not isinstance(field, models.GeneratedField)
        ]

    @property
    def for_spreadsheets(self) -> str:
        """The question whose answer is the CSV: no cell is a formula, a list is one text."""
        return self._select(self._cell)

    @property
    def as_objects(self) -> str:
        """The question whose answer is a line of JSON per row, each value as it is."""
        return f"SELECT row_to_json(a_row) FROM ({self._select(self._value)}) AS a_row"  # noqa: S608

    def _select(self, written: Callable[[Column], str]) -> str:
        columns = ", ".join(f"{written(field)} AS {quoted(field.column)}" for field in self.columns)
        key = quoted(self.model._meta.pk.column)
        return f"SELECT {columns} FROM {quoted(self.name)} ORDER BY {key}"  # noqa: S608

    def _value(self, field: Column) -> str:
        name = quoted(field.column)
        if where := path_of_bytes(self.label, field.name):
            return where
        if self.label == LETTER and field.name in WORDS:
            return f"CASE WHEN kind = '{WAY_IN}' THEN '' ELSE {without_secrets(name)} END"
        return name

    def _cell(self, field: Column) -> str:
        value = self._value(field)
        if isinstance(field, ArrayField):
            value = f"array_to_string({value}, '; ')"
        elif isinstance(field, models.BooleanField):
            return f"{value}::text"
        elif not isinstance(field, TEXTS):
            return value
        return f"CASE WHEN {value}::text ~ {FORMULA} THEN '''' || {value} ELSE {value}::text END"

    @property
    def file_columns(self) -> list[str]:
        """Columns that name files in the storage."""
        return [str(one.column) for one in self.columns if isinstance(one, models.FileField)]


def tables() -> Iterator[Table]:
    """All of them, in order of name."""
    models_ = apps.get_models(include_auto_created=True)
    for model in sorted(models_, key=lambda one: one._meta.db_table):
        if model._meta.managed and model._meta.label_lower not in LEFT_OUT:
            yield Table(model)


def path_of_bytes(label: str, column: str) -> str:
    """The expression of where a row's bytes lie in the archive, below ``files/``."""
    content, filename, folder = BYTES.get(label, ("", "", ""))
    return f"'{folder}/' || id || '-' || {quoted(filename)}" if content == column else ""


def without_secrets(words: str) -> str:
    """The expression of words in which our own addresses open nothing any more."""
    ours = (OUR_ADDRESS % re.escape(settings.BASE_URL)).replace("'", "''")
    return rf"regexp_replace({words}, '{ours}', '\1…', 'g')"


def quoted(name: str | None) -> str:
    return str(connection.ops.quote_name(name or ""))
