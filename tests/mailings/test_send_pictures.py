"""A picture that a letter names goes with it, and is seen in mail programs and on our pages."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mailings.delivery import deliver
from mailings.models import Attachment
from mailings.pictures import content_id, shown_inside
from tests.cast import NOW

LOGO = b"\x89PNG\r\n\x1a\nlogo"


@pytest.fixture
def logo(db):
    return Attachment.objects.keep(filename="logo.png", content_type="image/png", content=LOGO)


@pytest.fixture
def pdf(db):
    return Attachment.objects.keep(
        filename="rapport.pdf", content_type="application/pdf", content=b"%PDF-1.7"
    )


def page(*pictures: Attachment) -> str:
    shown = "".join(f'<img src="cid:{content_id(picture)}" alt="Askvik">' for picture in pictures)
    return f"<html><body>{shown}<p>Hej!</p></body></html>"


def test_it_lies_beside_the_html_and_the_pdf_behind_both(mail_server, write, logo, pdf):
    letter = write(html=page(logo), attachments=[pdf])
    deliver(letter.pk, at=NOW)
    (mail,) = mail_server.mails
    assert mail.get_content_type() == "multipart/mixed"
    alternatives, file = mail.iter_parts()
    assert file.get_filename() == "rapport.pdf"
    plain, related = alternatives.iter_parts()
    assert alternatives.get_content_type() == "multipart/alternative"
    assert plain.get_content_type() == "text/plain"
    assert related.get_content_type() == "multipart/related"
    html, picture = related.iter_parts()
    assert html.get_content_type() == "text/html"
    assert picture["Content-ID"] == f"<{content_id(logo)}>"
    assert f'src="cid:{content_id(logo)}"' in html.get_content()
    assert picture.get_content_disposition() == "inline"
    assert picture.get_content() == LOGO


def test_without_a_file_the_mail_is_text_and_html_with_its_picture(mail_server, write, logo):
    letter = write(html=page(logo))
    deliver(letter.pk, at=NOW)
    (mail,) = mail_server.mails
    assert mail.get_content_type() == "multipart/alternative"
    assert mail.get_body(("plain",)).get_content().strip() == letter.text
    assert mail.get_body(("html",)).get_content().strip() == letter.html
    assert [part.get_content_type() for part in mail.walk() if not part.is_multipart()] == [
        *("text/plain", "text/html", "image/png")
    ]


def test_a_letter_without_pictures_asks_nobody_for_them(write):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        write(html=page())
    assert not any("sha256" in query["sql"] for query in asked.captured_queries)


def test_naming_a_file_that_is_no_picture_does_not_bring_it_along(mail_server, write, pdf):
    letter = write(html=page(pdf))
    deliver(letter.pk, at=NOW)
    assert not letter.attachments.exists()
    assert b"%PDF" not in mail_server.mails[0].as_bytes()


def test_the_same_letter_sent_again_has_it_too(write, logo):
    letter = write(html=page(logo))
    letter.sent_at = NOW
    letter.save(update_fields=["sent_at"])
    assert list(letter.send_again(at=NOW).attachments.all()) == [logo]


def test_a_page_of_ours_holds_the_picture_itself(logo):
    html = shown_inside(page(logo))
    assert "cid:" not in html
    assert 'src="data:image/png;base64,iVBORw0KGgpsb2dv"' in html


def test_a_page_shows_nothing_for_a_picture_that_is_gone(logo):
    html = page(logo)
    logo.delete()
    assert "cid:" not in shown_inside(html)
