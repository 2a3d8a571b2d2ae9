"""What the mail server took, read from its ledger: who got what, over which line, when."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from functools import cached_property
from pathlib import Path

from pypdf import PdfReader

from tests.crash.mail_server import LEDGER


@dataclass(frozen=True)
class Taken:
    """One mail that the server took; `port` is the sender's end of the line."""

    at: float
    to: str
    message_id: str
    port: int
    dropped: bool
    path: Path

    @cached_property
    def mail(self) -> EmailMessage:
        return BytesParser(EmailMessage, policy=default).parsebytes(self.path.read_bytes())

    @property
    def subject(self) -> str:
        return str(self.mail["Subject"])

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    @property
    def pdfs(self) -> list[bytes]:
        files = self.mail.iter_attachments()
        return [f.get_content() for f in files if f.get_content_type() == "application/pdf"]

    @property
    def words_of_pdfs(self) -> str:
        pages = [page for pdf in self.pdfs for page in PdfReader(io.BytesIO(pdf)).pages]
        return "\n".join(page.extract_text() for page in pages)

    def _body(self, kind: str) -> str:
        part = self.mail.get_body((kind,))
        return str(part.get_content()) if part else ""


def taken(folder: Path) -> list[Taken]:
    """In the order in which it was taken. A line that is being written is left for next time."""
    lines = (folder / LEDGER).read_text().split("\n")[:-1]
    return [
        Taken(
            at=entry["at"],
            to=entry["to"],
            message_id=entry["message_id"],
            port=entry["port"],
            dropped=entry["dropped"],
            path=folder / entry["file"],
        )
        for entry in map(json.loads, lines)
    ]
