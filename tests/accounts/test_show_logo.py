"""The agency's logo: what may be one, what becomes of it, and where it is seen."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.logos import LARGEST, BadLogo, drawn
from accounts.models import Agency
from mailings.models import Attachment
from tests.cast import Cast

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 80">{}</svg>'
MARK = '<rect width="200" height="60" fill="#0b5a63"/>'


def svg(inside: str = MARK) -> bytes:
    return SVG.format(inside).encode()


def png(width: int = 400, height: int = 100, colour: object = "teal", mode: str = "RGB") -> bytes:
    content = BytesIO()
    Image.new(mode, (width, height), colour).save(content, "PNG")  # type: ignore[arg-type]
    return content.getvalue()


def noise(width: int, height: int) -> bytes:
    content = BytesIO()
    made = hashlib.shake_128(b"noise").digest(width * height * 3)
    Image.frombytes("RGB", (width, height), made).save(content, "PNG")
    return content.getvalue()


@pytest.mark.parametrize("content", [svg(), png(), png(mode="P", colour=1), noise(900, 300)])
def test_svg_and_png_become_a_small_png(content: bytes) -> None:
    logo = drawn(content)
    with Image.open(BytesIO(logo.content)) as picture:
        assert picture.format == "PNG"
        assert picture.size == (logo.width, logo.height)
    assert logo.width <= 600
    assert logo.height <= 132
    assert len(logo.content) <= 48 * 1024


def test_what_surrounds_the_mark_is_cut_away() -> None:
    logo = drawn(svg('<rect x="90" y="20" width="120" height="40" fill="navy"/>'))
    air = 2 * 3
    assert round((logo.width - air) / (logo.height - air), 1) == 3.0


def test_what_an_svg_would_run_is_gone() -> None:
    with_script = svg(f'<script>alert("x")</script><g onload="alert(1)">{MARK}</g>')
    logo = drawn(with_script)
    assert logo == drawn(svg())
    assert b"alert" not in logo.content


def test_what_programs_write_into_an_svg_does_no_harm() -> None:
    doctype = b'<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE svg PUBLIC "-//W3C//DTD" "x">'
    in_millimetres = b'<svg xmlns="http://www.w3.org/2000/svg" width="30mm" height="10mm">'
    logo = drawn(
        doctype + in_millimetres + b'<title>\xe5</title><rect width="90" height="30"/></svg>'
    )
    assert logo.width > logo.height


OUTSIDE = "loads something from elsewhere"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"GIF89a and more", "GIF picture"),
        (b"\xff\xd8\xff\xe0 and more", "JPEG picture"),
        (b"%PDF-1.7", "PDF picture"),
        (b"<html><script>alert(1)</script></html>", "neither an SVG nor a PNG"),
        (b"Askvik & Partners", "neither an SVG nor a PNG"),
        (b"\x1f\x8b\x08 packed", "neither an SVG nor a PNG"),
        (b" \n", "empty"),
        (svg()[:-9], "damaged"),
        (png()[:200], "damaged"),
        (svg("<rect"), "damaged"),
        (png(20_000, 2_000, 0, "L"), "more than 25 million pixels"),
        (png(12, 12), "too small"),
        (png(3_000, 40), "twelve times"),
        (svg("").replace(b"0 0 300 80", b"0 0 90000 1"), "twelve times"),
        (png(colour="white"), "white paper"),
        (png(colour=(0, 0, 0, 0), mode="RGBA"), "white paper"),
        (svg('<rect width="300" height="80" fill="#fff"/>'), "white paper"),
        (svg('<image href="/etc/hostname" width="9" height="9"/>'), OUTSIDE),
        (svg('<image href="&#x2f;etc/logo.png" width="9" height="9"/>'), OUTSIDE),
        (svg('<image href="https://elsewhere.example/a.png" width="9" height="9"/>'), OUTSIDE),
        (svg('<image href="data:image/svg+xml;base64,PHN2Zz4=" width="9" height="9"/>'), OUTSIDE),
        (svg('<filter id="f"><feImage href="file:///etc/a.png"/></filter>'), OUTSIDE),
        (svg("<style>@import 'https://elsewhere.example/a.css';</style>"), OUTSIDE),
        (svg('<rect style="fill:url(https://elsewhere.example/#a)"/>'), OUTSIDE),
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + svg("&a;"), OUTSIDE),
    ],
)
def test_what_cannot_be_a_logo_is_told_why(content: bytes, why: str) -> None:
    with pytest.raises(BadLogo, match=why):
        drawn(content)


def laughs() -> bytes:
    """Entities of entities: ten to the power of nine."""
    lines = ['<!ENTITY a0 "ha ha ha ha ha ha">']
    lines += [f'<!ENTITY a{one} "{f"&a{one - 1};" * 10}">' for one in range(1, 9)]
    return f"<!DOCTYPE svg [{''.join(lines)}]>".encode() + svg("<text>&a8;</text>")


def copies_of_copies() -> bytes:
    groups = [f'<g id="a{one}">{f"<use href=#a{one - 1} />" * 10}</g>' for one in range(1, 9)]
    inside = MARK.replace("<rect", '<rect id="a0"') + "".join(groups)
    return svg(inside.replace("href=#", 'href="#').replace(" />", '"/>'))


def endless_filter() -> bytes:
    turbulence = '<feTurbulence numOctaves="100000000" baseFrequency="1"/>'
    shown = '<rect filter="url(#f)" width="300" height="80"/>'
    return svg(f'<filter id="f">{turbulence}</filter>{shown}')


@pytest.mark.parametrize(
    "bomb",
    [laughs(), copies_of_copies(), endless_filter(), svg("<g>" * 100_000 + "</g>" * 100_000)],
    ids=["laughs", "copies", "filter", "depth"],
)
def test_a_bomb_goes_off_elsewhere_and_is_told(bomb: bytes) -> None:
    with pytest.raises(BadLogo, match=r"damaged|too long or too much memory"):
        drawn(bomb)


def test_an_svg_of_any_size_is_drawn_at_ours() -> None:
    huge = svg().replace(b'viewBox="0 0 300 80"', b'width="3000000" height="800000"')
    assert (
        drawn(huge.replace(b'width="200" height="60"', b'width="3000000" height="800000"')).width
        < 600
    )


def upload(client: Client, content: bytes, name: str = "logo.svg") -> Any:
    return client.post(reverse("agency_logo"), {"file": SimpleUploadedFile(name, content)})


@pytest.mark.django_db
def test_an_admin_uploads_replaces_and_removes_it(client: Client) -> None:
    client.force_login(Cast().ada)
    assert upload(client, svg()).status_code == 302
    first = Agency.current()
    assert first.logo is not None
    assert (first.logo.content_type, first.logo.filename) == ("image/png", "logo.png")
    assert first.logo_size == (142, 44)
    assert upload(client, png()).status_code == 302
    assert Agency.current().logo_id != first.logo_id
    client.post(reverse("agency_logo_removal"))
    assert Agency.current().logo_id is None
    assert Attachment.objects.contains(first.logo)  # letters that were sent have it


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name"),
    [(b"GIF89a", "logo.png"), (b"", "logo.png"), (b"x" * (LARGEST + 1), "logo.svg")],
)
def test_a_bad_one_is_refused_at_the_field_and_changes_nothing(
    client: Client, content: bytes, name: str
) -> None:
    client.force_login(Cast().ada)
    upload(client, svg())
    before = Agency.current().logo_id
    answer = upload(client, content, name)
    assert answer.status_code == 422
    assert answer.context["logo_form"].errors["file"]
    assert Agency.current().logo_id == before


@pytest.mark.django_db
def test_anyone_sees_the_logo_and_no_other_file(client: Client) -> None:
    Agency.current().show_logo(drawn(svg()))
    other = Attachment.objects.keep(
        filename="rapport.pdf", content_type="application/pdf", content=b"%PDF"
    )
    answer = client.get(Agency.current().logo_url)
    assert answer["Content-Type"] == "image/png"
    assert "immutable" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(reverse("logo", args=[other.sha256])).status_code == 404
    page = client.get(reverse("account_login")).content.decode()
    assert f'src="{Agency.current().logo_url}"' in page
