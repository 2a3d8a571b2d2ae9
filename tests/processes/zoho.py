"""The real batch (shared/data/zoho-batch), and batches that are made from it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

BATCH = Path(settings.BASE_DIR).parent / "shared" / "data" / "zoho-batch"
if not BATCH.exists():
    pytest.skip("the batch lies beside the project, in ../shared/data", allow_module_level=True)
Files = dict[str, bytes]


def batch() -> Files:
    return {path.name: path.read_bytes() for path in sorted(BATCH.glob("*.csv"))}


def changed(files: Files, name: str, before: str, after: str) -> Files:
    """The batch with one text of one file replaced."""
    content = files[name].decode()
    assert before in content
    return files | {name: content.replace(before, after).encode()}


def added(files: Files, name: str, line: str) -> Files:
    return files | {name: files[name].rstrip() + f"\n{line}\n".encode()}


def rewritten(
    content: bytes, *, separator: str = ",", backwards: bool = False, encoding: str = "utf-8"
) -> bytes:
    """The same table with other signs between its cells, or its columns from last to first."""
    rows = list(csv.reader(io.StringIO(content.decode())))
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(row[::-1] if backwards else row for row in rows)
    return out.getvalue().encode(encoding)


def whole_database() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of ours, to see that nothing has changed."""
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in {"accounts", "clients", "candidates", "processes", "mailings"}
    }
