"""Small documents of every kind, from which the fuzzer starts."""

import io
import json
import random
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from benchmarks.letters import letters

LETTER = next(letters(1, seed=1)).text
TABLE = (
    "Date,Location,Duration,Watchlist size,Faces seen,True alerts,False alerts\n"
    "28/01/2022,Example Circus,3h 40m,9756,12120,1,0\n"
    "14/07/2022,Example Road,2h,6858,N/A,,3\n"
)
PAGE = (
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Use of drones - 412/25"
    "</title></head><body><div id='cookies'>Cookies</div><h1>Freedom of Information</h1>"
    "<p>Reference: 412/25. You asked:</p><ol><li>Has the force used drones?<ol type='a'>"
    "<li>Where?</li><li>When?</li></ol></li></ol><h2>Response</h2><p>1. <a href='/x.pdf'>Yes</a>."
    "</p><table><tr><th>Month</th><th>Flights</th></tr><tr><td>May</td><td>3</td></tr></table>"
    "</body></html>"
)
MAIL = (
    "From: foi@example.police.uk\r\nTo: a@example.org\r\nSubject: Freedom of Information 412/25\r\n"
    "Date: Mon, 20 Feb 2023 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
    "Content-Type: text/plain; charset=utf-8\r\n\r\n{letter}\r\n--b\r\n"
    'Content-Type: text/csv\r\nContent-Disposition: attachment; filename="table.csv"\r\n'
    "Content-Transfer-Encoding: 8bit\r\n\r\n{table}\r\n--b--\r\n"
)
THREAD = {
    "id": 1,
    "title": "Use of drones",
    "url_title": "use_of_drones",
    "described_state": "successful",
    "public_body": {"name": "Northumbria Police"},
    "info_request_events": [{"event_type": "response", "created_at": "2023-02-20T10:00:00Z"}],
}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PARTS = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def seeds() -> dict[str, bytes]:
    """Return a document of each kind, by name."""
    return {
        "letter.txt": LETTER.encode(),
        "letter-utf16.txt": LETTER.encode("utf-16"),
        "page.html": PAGE.encode(),
        "mail.eml": MAIL.format(letter=LETTER, table=TABLE).encode(),
        "table.csv": TABLE.encode(),
        "thread.json": json.dumps(THREAD).encode(),
        "letter.pdf": pdf("Freedom of Information Act 2000 Reference: 412/25 1. Where? No."),
        "letter.docx": docx(LETTER),
        "table.xlsx": xlsx(TABLE),
        "thread.zip": archive({"reply.txt": LETTER.encode(), "a/table.csv": TABLE.encode()}),
    }


def named() -> dict[str, bytes]:
    """Return the seeds of on_bytes: the first byte says which name the bytes came under."""
    return {
        name: bytes([number]) + content for number, (name, content) in enumerate(seeds().items())
    }


def choices() -> dict[str, bytes]:
    """Return the seeds of on_words: bytes that choose pieces, as good one as the other."""
    chance = random.Random(1)  # noqa: S311 - nothing secret hangs on it
    return {f"letter-{number:02}": chance.randbytes(200) for number in range(64)}


WRITTEN = {"on_bytes": named, "on_words": choices}
"""Target -> its seeds."""


def write(folder: Path, found: Mapping[str, bytes]) -> None:
    """Write each seed *found* into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in found.items():
        (folder / name).write_bytes(content)


def archive(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of *members*."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def pdf(words: str) -> bytes:
    """Return a PDF of one page."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def docx(text: str) -> bytes:
    """Return a Word document with a paragraph for each line of *text*, and a table."""
    body = "".join(f"<w:p><w:r><w:t>{_plain(line)}</w:t></w:r></w:p>" for line in text.splitlines())
    cell = "<w:tc><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc>"
    return archive(
        {
            "[Content_Types].xml": _types("word/document", "wordprocessingml.document"),
            "_rels/.rels": _relation("word/document.xml", "officeDocument"),
            "word/document.xml": (
                f'<w:document xmlns:w="{WORD}"><w:body>{body}<w:tbl><w:tr>{cell * 2}</w:tr>'
                "</w:tbl></w:body></w:document>"
            ).encode(),
        }
    )


def xlsx(table: str) -> bytes:
    """Return a workbook of one sheet with the cells of a comma-separated *table*."""
    rows = "".join(
        "<row>"
        + "".join(
            f'<c t="inlineStr"><is><t>{_plain(cell)}</t></is></c>' for cell in line.split(",")
        )
        + "</row>"
        for line in table.splitlines()
    )
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    return archive(
        {
            "[Content_Types].xml": _types("xl/workbook", "spreadsheetml.sheet"),
            "_rels/.rels": _relation("xl/workbook.xml", "officeDocument"),
            "xl/workbook.xml": (
                f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
                '<sheet name="2022" sheetId="1" r:id="r1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": _relation("worksheets/sheet1.xml", "worksheet"),
            "xl/worksheets/sheet1.xml": sheet.encode(),
        }
    )


def _types(part: str, kind: str) -> bytes:
    main = f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"
    return (
        f'<Types xmlns="{PARTS}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}.xml" ContentType="{main}"/></Types>'
    ).encode()


def _relation(target: str, kind: str) -> bytes:
    return (
        f'<Relationships xmlns="{PARTS}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    ).encode()


def _plain(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
