"""Builders of files as they come: whole, broken and hostile."""

import io
import zipfile

from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(*pages, draw=None):
    """A PDF; each page is a list of (x, y, text)."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for page in pages:
        canvas.setFont("Helvetica", 11)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def prose(lines, x=70, top=780, leading=15):
    return [(x, top - leading * n, line) for n, line in enumerate(lines)]


def encrypted_pdf():
    writer = PdfWriter(PdfReader(io.BytesIO(pdf(prose(["Hemligt"])))))
    writer.encrypt("lösenord", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def image_only_pdf():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for _ in range(3):
        canvas.drawInlineImage(picture(), 50, 50, 400, 600)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def picture():
    return Image.new("RGB", (40, 60), (200, 200, 200))


def docx(body, *, numbering=None, styles=None, extra=()):
    """A DOCX with this XML inside `w:body`."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {W}>{numbering}</w:numbering>"
    if styles:
        parts["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>"
    return archive({**parts, **dict(extra)})


def archive(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return buffer.getvalue()


def paragraph(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def zip_bomb():
    return archive({"word/document.xml": b"<a>" + b" " * (200 << 20) + b"</a>"})


def billion_laughs():
    entities = (
        '<!DOCTYPE l [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {chr(98 + n)} "&{chr(97 + n)};&{chr(97 + n)};">' for n in range(20))
        + "]>"
    )
    return archive({"word/document.xml": f"{entities}<w:document {W}><w:body>&u;</w:body></w:document>"})


def external_entity():
    return archive(
        {
            "word/document.xml": f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {W}><w:body>&x;</w:body></w:document>'
        }
    )
