"""A document's frozen bytes as answers: the page shut in a frame, the PDF as a download."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from mailings.models import Attachment
from mailings.pictures import shown_inside
from processes.models.edition import Edition

# Styles stand at the elements, as in the letter; nothing else may load, and no script may run.
SHUT_IN = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
    "form-action 'none'; base-uri 'none'; "
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)


def frozen_page(edition: Edition) -> HttpResponse:
    """The letter as it was sent, for a frame on one of our own pages."""
    answer = HttpResponse(shown_inside(edition.html))
    answer["Content-Security-Policy"] = SHUT_IN
    answer["X-Frame-Options"] = "SAMEORIGIN"
    answer["Cache-Control"] = "private, no-store"
    return answer


def pdf_file(file: Attachment) -> HttpResponse:
    """Saved rather than shown: what a browser makes of a PDF is not ours to trust."""
    answer = HttpResponse(bytes(file.content), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, file.filename) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
