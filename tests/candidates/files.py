"""Small files of every kind, made where they are needed."""

from __future__ import annotations

import io
import zipfile

ODT = "application/vnd.oasis.opendocument.text"
OFFICE = """<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink">
 <office:body><office:text>{}</office:text></office:body></office:document-content>"""


def pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def pdf_saying(*lines: str, link: str = "") -> bytes:
    """A PDF of one page with these lines, and a link behind them."""
    shown = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
    return pdf_of(f"BT /F 12 Tf 40 700 Td {shown}ET".encode("cp1252"), link=link)


def pdf_of(drawing: bytes, filters: str = "", link: str = "") -> bytes:
    """A PDF of one page that is drawn so."""
    annotation = (
        "/Annots [<</Type/Annot/Subtype/Link/Rect[0 0 99 99]"
        f"/A<</Type/Action/S/URI/URI({link})>>>>]"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>" + (annotation.encode() if link else b"") + b">>",
        f"<</Length {len(drawing)}{filters}>>stream\n".encode() + drawing + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    content, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(content))
        content += f"{number} 0 obj".encode() + one + b"endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(content)}\n%%EOF\n"
    return content + end.encode()


def docx(**more: bytes) -> bytes:
    from docx import Document

    content = io.BytesIO()
    document = Document()
    document.add_paragraph("Payroll manager, 12 years.")
    document.save(content)
    return packed(more, start=content.getvalue()) if more else content.getvalue()


def odt(says: str = ODT, text: str = "") -> bytes:
    manifest = b"<manifest/>"
    return packed(
        {
            "mimetype": says.encode(),
            "content.xml": OFFICE.format(text).encode(),
            "META-INF/manifest.xml": manifest,
        }
    )


def packed(parts: dict[str, bytes], start: bytes = b"") -> bytes:
    content = io.BytesIO(start)
    if start:
        content.seek(0, io.SEEK_END)
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()
