"""PDF and DOCX, written by hand and by their own libraries."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pypdf
import pytest

from quoth.ingest import page_of
from tests.ingest.things import DAM, GOAT, reasons, taken


def lines_of_page(text: str, width: int = 80) -> list[str]:
    """A text in lines of a page."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def pdf(pages: list[list[str]], *, title: str = "") -> bytes:
    """A PDF from its specification: a font, and for each page a stream that shows its lines; a blank one parts them."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for lines in pages:
        shown = "".join(f"({line})' " if line else "T* " for line in lines)
        stream = f"BT /F1 10 Tf 12 TL 50 760 Td {shown}ET"
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        box = "/MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {len(objects)} 0 R >>")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()


def test_pages_are_kept(tmp_path: Path) -> None:
    """One article; its lines are paragraphs again, and each offset has its page."""
    first = ["Dam holds", "", *lines_of_page(DAM)]
    (tmp_path / "dam.pdf").write_bytes(pdf([first, [], lines_of_page(GOAT)]))
    (article,), dropped = taken(tmp_path / "dam.pdf")
    assert dropped == []
    assert article.text == f"Dam holds\n\n{DAM}\n\n{GOAT}"
    assert article.title == "Dam holds"
    goat = article.text.index(GOAT)
    assert [page_of(article, offset) for offset in (0, goat - 3, goat, len(article.text) - 1)] == [1, 1, 3, 3]
    assert article.notes == (f"pages begin at 0 {goat - 2} {goat}",)


def test_a_sentence_over_two_pages_is_one(tmp_path: Path) -> None:
    """It goes on without a blank line, and its second half is on the second page."""
    head, tail = DAM[: DAM.index("above")].strip(), DAM[DAM.index("above") :]
    (tmp_path / "dam.pdf").write_bytes(pdf([lines_of_page(head), lines_of_page(tail)]))
    (article,), _ = taken(tmp_path / "dam.pdf")
    assert article.text == DAM
    assert [page_of(article, article.text.index(word)) for word in ("mayor", "above")] == [1, 2]


def test_pdf_that_cannot_be_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Without text, locked, or damaged: each has its reason, and nothing is logged or raised."""
    (tmp_path / "scan.pdf").write_bytes(pdf([[], []]))
    assert reasons(tmp_path / "scan.pdf")[0].startswith("it is a PDF document without text, perhaps of scanned pages")
    writer = pypdf.PdfWriter(io.BytesIO(pdf([lines_of_page(DAM)])))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    assert reasons(tmp_path / "locked.pdf")[0].startswith("it is a PDF document that is locked with a password")
    for name, data in {"cut": pdf([lines_of_page(DAM)])[:300], "noise": b"%PDF-1.7\n" + bytes(range(256)) * 9}.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
        assert reasons(tmp_path / f"{name}.pdf")[0].startswith("it is a PDF document")
    assert caplog.records == []


def test_docx(tmp_path: Path) -> None:
    """Its paragraphs, with a blank line between them; tables are left out."""
    document = docx.Document()
    document.add_heading("Dam holds", level=1)
    for text in (DAM, "", GOAT):
        document.add_paragraph(text)
    document.add_table(1, 1).cell(0, 0).text = "left out"
    document.core_properties.author = "Ana Ruiz"
    document.save(str(tmp_path / "dam.docx"))
    (article,), dropped = taken(tmp_path / "dam.docx")
    assert dropped == []
    assert (article.text, article.title) == (f"Dam holds\n\n{DAM}\n\n{GOAT}", "Dam holds")
    assert article.authors == ("Ana Ruiz",)
    assert page_of(article, 0) is None


@pytest.mark.parametrize("text", ["", " "])
def test_docx_without_text(tmp_path: Path, text: str) -> None:
    """It has its reason."""
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(tmp_path / "dam.docx"))
    assert reasons(tmp_path / "dam.docx") == ["it is a DOCX document without text; give one that has some"]
