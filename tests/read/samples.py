"""Files of every format that is read, made from invented text by the libraries that people use."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

FONT = "STSong-Light"
PARAGRAPHS = (
    "桐城县教育局2022年工作总结",
    "2022年，全县教育系统认真落实“双减”政策，义务教育巩固率达到98.6%，学前三年毛入园率达到96.3%，各项工作取得了新的成绩。",
    "一、主要工作",
    "全县现有小学96所，初中19所，教职工5812人。投入资金3460万元，新建校舍1.26万平方米，桐城县第五小学建成投用。",
)


def text(paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    return "\n".join(paragraphs).encode()


def html(paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def docx(paragraphs: Sequence[str] = PARAGRAPHS, *, change: Callable[[Any], object] = lambda document: None) -> bytes:
    from docx import Document

    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf(
    paragraphs: Sequence[str] = PARAGRAPHS,
    *,
    head: str = "",
    foot: str = "",
    columns: int = 1,
    password: str = "",
    draw: Callable[[Any], object] = lambda canvas: None,
) -> bytes:
    """A4, paragraphs indented by two characters; `head` and `foot` on every page, `%` in them its number."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    width, height = A4
    style = ParagraphStyle(
        "body", fontName=FONT, fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK", alignment=TA_JUSTIFY
    )

    def around(canvas: Any, _: Any) -> None:
        canvas.setFont(FONT, 10)
        number = str(canvas.getPageNumber())
        canvas.drawCentredString(width / 2, height - 40, head.replace("%", number))
        canvas.drawCentredString(width / 2, 40, foot.replace("%", number))
        draw(canvas)

    file = io.BytesIO()
    gap = 30
    frame = (width - 144 - gap * (columns - 1)) / columns
    document = BaseDocTemplate(
        file, pagesize=A4, encrypt=StandardEncryption(password, ownerPassword="owner") if password else None
    )
    frames = [
        Frame(72 + index * (frame + gap), 72, frame, height - 144, leftPadding=0, rightPadding=0)
        for index in range(columns)
    ]
    document.addPageTemplates([PageTemplate(frames=frames, onPage=around)])
    document.build([Paragraph(paragraph, style) for paragraph in paragraphs])
    return file.getvalue()


def scanned(pages: int = 2) -> bytes:
    """Pictures, a page each."""
    from PIL import Image
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for _ in range(pages):
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def word_kind(kind: str) -> bytes:
    """A Word file with macros, or a template, by its content type below `application/vnd.`."""
    plain = "openxmlformats-officedocument.wordprocessingml.document"
    return changed(docx(), f"vnd.{plain}.main+xml", f"vnd.{kind}.main+xml")


def strict() -> bytes:
    """A Word file as ISO/IEC 29500 strict has it."""
    data = docx()
    for usual, told in (
        ("schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"),
        (
            "schemas.openxmlformats.org/officeDocument/2006/relationships",
            "purl.oclc.org/ooxml/officeDocument/relationships",
        ),
        ("schemas.openxmlformats.org/drawingml/2006/", "purl.oclc.org/ooxml/drawingml/"),
    ):
        data = changed(data, usual, told)
    return data


def changed(data: bytes, old: str, new: str) -> bytes:
    """An Office file with other words in its markup."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({each: archive.read(each).replace(old.encode(), new.encode()) for each in archive.namelist()})


def xlsx(
    rows: Sequence[Sequence[object]] = tuple((paragraph,) for paragraph in PARAGRAPHS),
    *,
    change: Callable[[Any], object] = lambda book: None,
) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def mhtml(pages: Sequence[bytes] = (), *, encoding: str = "quoted-printable") -> bytes:
    """A page as a browser saves it in one file: itself, pages in frames, a style and a picture."""
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "http://edu.example.org/a.html"
    message["Subject"] = "教育局"
    for number, page in enumerate(pages or (html(),)):
        message.add_related(page, "text", "html", cte=encoding, params={"charset": "utf-8"})
        message.get_payload()[-1]["Content-Location"] = f"http://edu.example.org/{number}.html"
    message.add_related(b"p { color: red }", "text", "css")
    message.add_related(b"\x89PNG", "image", "png")
    return message.as_bytes()


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def jsonl(rows: Sequence[object]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def table(rows: Sequence[Sequence[str]], *, encoding: str = "utf-8", separator: str = ",") -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue().encode(encoding)


class Answer:
    """What a site answers."""

    def __init__(
        self, address: str, body: bytes, media_type: str = "text/html; charset=utf-8", status: str = "200 OK"
    ) -> None:
        self.address, self.body, self.media_type, self.status = address, body, media_type, status


def crawl(answers: Sequence[Answer], *, compressed: bool = True) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    file = io.BytesIO()
    writer = WARCWriter(file, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "a crawler"}))
    for answer in answers:
        headers = StatusAndHeaders(answer.status, [("Content-Type", answer.media_type)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            answer.address, "response", payload=io.BytesIO(answer.body), http_headers=headers
        )
        writer.write_record(record)
        record.raw_stream.close()  # its digest was made in a temporary file
    return file.getvalue()


# Suffix → a file that holds the paragraphs in one document.
SAMPLES: dict[str, Callable[[], bytes]] = {
    ".txt": text,
    ".md": text,
    ".html": html,
    ".htm": html,
    ".docx": docx,
    ".docm": lambda: word_kind("ms-word.document.macroEnabled"),
    ".dotx": lambda: word_kind("openxmlformats-officedocument.wordprocessingml.template"),
    ".dotm": lambda: word_kind("ms-word.template.macroEnabledTemplate"),
    ".xlsx": xlsx,
    ".xlsm": xlsx,
    ".pdf": pdf,
    ".zip": lambda: zipped({"甲/总结.txt": text()}),
    ".mht": mhtml,
    ".mhtml": lambda: mhtml(encoding="base64"),
    ".warc": lambda: crawl([Answer("http://edu.example.org/a.html", html())], compressed=False),
    ".warc.gz": lambda: crawl([Answer("http://edu.example.org/a.html", html())]),
    ".jsonl": lambda: jsonl([{"content": "\n".join(PARAGRAPHS)}]),
    ".ndjson": lambda: jsonl([{"正文": "\n".join(PARAGRAPHS)}]),
    ".csv": lambda: table([["编号", "正文"], ["1", "\n".join(PARAGRAPHS)]]),
    ".tsv": lambda: table([["id", "text"], ["1", "\n".join(PARAGRAPHS)]], separator="\t"),
}
