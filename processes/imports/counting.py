"""How many rows of an import became what, by table, and how many were returned in which way."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count

from processes.models import Import, ImportRow


def count(taken: Import) -> dict[str, Any]:
    """As it is kept on the import: ``all`` and ``returned``, and each sheet by its key."""
    counts: dict[str, Counter[str]] = {"all": Counter(), "returned": Counter()}
    rows = ImportRow.objects.filter(sheet__of=taken).exclude(became="")
    groups = rows.values_list("sheet", "became", "returned").annotate(Count("pk")).order_by()
    for sheet, became, returned, number in groups:
        counts["all"][became] += number
        counts.setdefault(str(sheet), Counter())[became] += number
        if returned:
            counts["returned"][returned] += number
    return {name: dict(counter) for name, counter in counts.items()}
