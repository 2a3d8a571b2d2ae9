"""Which row of the other system has become which row here, and the words it had then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models

from processes.models import ImportedRecord


@dataclass
class Records:
    """Those of one system; each table is read once, for nobody else imports at this moment."""

    source: str
    at: datetime
    _by_key: dict[str, dict[str, ImportedRecord]] = field(default_factory=dict)
    _became: dict[str, set[int]] = field(default_factory=dict)

    def get(self, table: str, key: str) -> ImportedRecord | None:
        return self._of(table).get(key)

    def has(self, table: str, mine: models.Model) -> bool:
        """Whether a row of the table has become this one already."""
        self._of(table)
        return mine.pk in self._became[table]

    def remember(self, table: str, key: str, mine: models.Model, digest: str) -> None:
        record = self.get(table, key)
        if record is None or record.object_id != mine.pk:
            if record is not None:
                ImportedRecord.objects.filter(pk=record.pk).delete()
            record = self._new(table, key, mine, digest)
            record.save()
            self._keep(record)
        else:
            record.digest, record.imported_at = digest, self.at
            record.content_type = ContentType.objects.get_for_model(mine)
            ImportedRecord.objects.filter(pk=record.pk).update(
                content_type=record.content_type, digest=digest, imported_at=self.at
            )

    def remember_new(self, table: str, new: Iterable[tuple[str, models.Model, str]]) -> None:
        """Keys that nothing was known of, what they became, and digests of their words."""
        made = [self._new(table, key, mine, digest) for key, mine, digest in new]
        for record in ImportedRecord.objects.bulk_create(made):
            self._keep(record)

    def look_again(self, table: str, key: str) -> None:
        """The same row counts as changed at the next import: not all of it could be done."""
        if record := self.get(table, key):
            record.digest = ""  # a trial may have been undone meanwhile, with the record
            ImportedRecord.objects.filter(pk=record.pk).update(digest="")

    def _new(self, table: str, key: str, mine: models.Model, digest: str) -> ImportedRecord:
        return ImportedRecord(
            source=self.source,
            table=table,
            key=key,
            content_type=ContentType.objects.get_for_model(mine),
            object_id=mine.pk,
            digest=digest,
            imported_at=self.at,
        )

    def _keep(self, record: ImportedRecord) -> None:
        self._of(record.table)[record.key] = record
        self._became[record.table].add(record.object_id)

    def _of(self, table: str) -> dict[str, ImportedRecord]:
        if table not in self._by_key:
            rows = ImportedRecord.objects.filter(source=self.source, table=table)
            self._by_key[table] = {row.key: row for row in rows}
            self._became[table] = {row.object_id for row in self._by_key[table].values()}
        return self._by_key[table]
