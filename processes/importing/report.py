"""What came of an import, or would: counts per file and every refused row with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True)
class Refusal:
    file: str
    line: int
    column: str
    reason: str


@dataclass
class FileReport:
    file: str
    table: str | Promise
    encoding: str
    separator: str
    left_out: list[str]
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)

    def count(self, what: str) -> None:
        setattr(self, what, getattr(self, what) + 1)


@dataclass
class ImportReport:
    files: list[FileReport] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)
    dry_run: bool = False

    def of(self, file: str) -> FileReport:
        return next(report for report in self.files if report.file == file)

    @property
    def refused(self) -> list[Refusal]:
        return [refusal for file in self.files for refusal in file.refused]

    @property
    def rows(self) -> int:
        return sum(f.new + f.updated + f.unchanged + len(f.refused) for f in self.files)

    @property
    def changes(self) -> int:
        return sum(file.new + file.updated for file in self.files)
