"""Pictures in a letter's HTML: named there by their digest, sent beside it, shown on our pages.

`<img src="cid:…">` is what mail programs show without asking; a page has to hold the picture.
"""

from __future__ import annotations

import re
from base64 import b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from email.message import Message
from email.mime.image import MIMEImage
from typing import TYPE_CHECKING, Any, cast

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import SafeMIMEMultipart

from mailings.models.attachment import Attachment

if TYPE_CHECKING:
    from django.db.models import QuerySet

PNG = "image/png"  # and nothing else, whatever digest somebody writes
NAMED = re.compile(r'src="cid:([\w-]{43})@letter"', re.ASCII)


def content_id(picture: Attachment) -> str:
    """Its SHA-256, written so short that no mail server folds the header it stands in."""
    return urlsafe_b64encode(bytes.fromhex(picture.sha256)).decode().rstrip("=") + "@letter"


def digests_in(html: str) -> set[str]:
    return {digest(written) for written in NAMED.findall(html)}


def digest(written: str) -> str:
    return urlsafe_b64decode(written + "=").hex()


def named_in(html: str) -> QuerySet[Attachment]:
    """The kept pictures that this HTML shows, each once; asks the database only where it does."""
    digests = digests_in(html)
    if not digests:
        return Attachment.objects.none()
    kept = Attachment.objects.filter(sha256__in=digests, content_type=PNG)
    return kept.order_by("sha256", "pk").distinct("sha256")


def among(files: Iterable[Attachment], html: str) -> list[Attachment]:
    """Those of a letter's files that its HTML shows."""
    digests = digests_in(html)
    return [file for file in files if file.content_type == PNG and file.sha256 in digests]


def shown_inside(html: str) -> str:
    """The same HTML for a page of ours: its pictures are in it, as ``data:`` URLs."""
    kept = {picture.sha256: picture for picture in named_in(html)}

    def data(found: re.Match[str]) -> str:
        picture = kept.get(digest(found[1]))
        content = b64encode(bytes(picture.content)).decode() if picture else ""
        return f'src="data:{PNG};base64,{content}"'

    return NAMED.sub(data, html)


class MailWithPictures(EmailMultiAlternatives):
    """A mail whose HTML comes with its pictures, as one `multipart/related` beside the text."""

    def __init__(self, *args: Any, pictures: list[Attachment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pictures = pictures

    def message(self, **how: Any) -> Any:
        mail = super().message(**how)
        if self.pictures:
            for part in cast(Message, mail).walk():
                if part.get_content_type() == "multipart/alternative":
                    self._relate(part)
        return mail

    def _relate(self, alternatives: Message) -> None:
        parts = cast("list[Message]", alternatives.get_payload())
        for place, part in enumerate(parts):
            if part.get_content_type() == "text/html":
                together = SafeMIMEMultipart(_subtype="related", type="text/html")
                together.attach(part)
                for picture in self.pictures:
                    together.attach(as_part(picture))
                parts[place] = cast(Message, together)


def as_part(picture: Attachment) -> MIMEImage:
    part = MIMEImage(bytes(picture.content), picture.content_type.rpartition("/")[2])
    part["Content-ID"] = f"<{content_id(picture)}>"
    part.add_header("Content-Disposition", "inline", filename=picture.filename)
    return part
